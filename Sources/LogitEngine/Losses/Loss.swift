/// A loss with its parameters, ready to train with.
public struct Loss: Hashable, Sendable {
  /// Which loss it is.
  public var kind: LossKind
  /// Its parameters.
  public var parameters: LossParameters

  /// Creates a loss from its kind and parameters.
  public init(_ kind: LossKind, parameters: LossParameters = LossParameters()) {
    self.kind = kind
    self.parameters = parameters
  }

  /// t, the noise classes drawn for each example; 0 if the loss draws none.
  public var noiseSamples: Int {
    kind.drawsNoise ? parameters.noiseSamples ?? kind.defaultNoiseSamples : 0
  }

  /// Whether noise classes are drawn for each example, rather than none or their expectation taken.
  public var drawsNoise: Bool {
    kind.drawsNoise && !(kind.takesNoiseDistribution && parameters.usesExpectedNoise)
  }

  /// The greatest lower bound of the loss over all logits of examples with these labels.
  ///
  /// | loss | infimum | approached where |
  /// |---|---|---|
  /// | cross-entropy, sampled-softmax | 0 | z[i, y_i] − z[i, j] → ∞ in every row |
  /// | max-margin | 0 | every true logit is γ above the false ones of its row |
  /// | self-normalization | 0 | z[i, y_i] → 0, false logits → −∞, and so lse_i → 0 |
  /// | nce | (1/n) Σ_i [(1+a_i) log(1+a_i) − a_i log a_i], a_i = t·q[y_i] | z[i, y_i] → 0, false logits → −∞ |
  /// | binary-cross-entropy, zlpr, focal | 0 | true logits → ∞, false ones → −∞ |
  /// | batch-cross-entropy | 0 | true logits are equal, z[i, y_i] − z[i', j] → ∞ |
  /// | batch-max-margin | 0 | every true logit is γ above every false one |
  /// | square | 0 | true logits are 1, false ones 0 |
  /// | class-pairwise-logistic | 0 | z[i, c] − z[i', c] → ∞ in every column |
  ///
  /// For `nce` it is that of the expectation over the noise, q being the labels' frequencies.
  public func infimum(labels: [Int32], classCount: Int) -> Double {
    function.infimum(labels: labels, classCount: classCount)
  }

  var function: any LossFunction { kind.function.init(parameters) }
}

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

  var function: any LossFunction { kind.function.init(parameters) }
}

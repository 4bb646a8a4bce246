/// The parameters that one loss or another takes; each loss reads those it knows.
public struct LossParameters: Hashable, Sendable {
  /// γ of `max-margin` and `batch-max-margin`, above 0.
  public var margin: Double
  /// α of `self-normalization`, at least 0.
  public var normalizationWeight: Double
  /// φ of `focal`, at least 0.
  public var focus: Double
  /// t of the losses that draw noise, the number of noise classes drawn for each example, at least
  /// 1; nil for the loss's own default, 10 for `nce` and 5 for `sampled-softmax`.
  public var noiseSamples: Int?
  /// Whether `nce` replaces its draws by their expectation, t·Σ_j q_j softplus(d_ij).
  public var usesExpectedNoise: Bool

  /// Creates parameters; the defaults are those of the papers that the losses are from.
  public init(
    margin: Double = 1, normalizationWeight: Double = 0.1, focus: Double = 2,
    noiseSamples: Int? = nil, usesExpectedNoise: Bool = false
  ) {
    self.margin = margin
    self.normalizationWeight = normalizationWeight
    self.focus = focus
    self.noiseSamples = noiseSamples
    self.usesExpectedNoise = usesExpectedNoise
  }
}

/// The name of a parameter that some losses take.
public enum LossParameterName: String, CaseIterable, Hashable, Sendable {
  /// γ, ``LossParameters/margin``.
  case margin
  /// α, ``LossParameters/normalizationWeight``.
  case alpha
  /// φ, ``LossParameters/focus``.
  case focus
  /// t, ``Loss/noiseSamples``.
  case noiseSamples = "noise_samples"

  /// The losses that take it.
  public var losses: [LossKind] { LossKind.everyKind.filter { $0.parameters.contains(self) } }
}

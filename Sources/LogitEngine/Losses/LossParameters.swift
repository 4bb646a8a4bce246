/// The parameters that one loss or another takes; each loss reads those it knows.
public struct LossParameters: Hashable, Sendable {
  /// γ of `max-margin` and `batch-max-margin`, above 0.
  public var margin: Double
  /// α of `self-normalization`, at least 0.
  public var normalizationWeight: Double
  /// t of `nce`, the number of noise classes drawn for each example, at least 1.
  public var noiseSamples: Int
  /// Whether `nce` replaces its draws by their expectation, t·Σ_j q_j softplus(d_ij).
  public var usesExpectedNoise: Bool

  /// Creates parameters; the defaults are those of the paper's table of losses.
  public init(
    margin: Double = 1, normalizationWeight: Double = 0.1, noiseSamples: Int = 10,
    usesExpectedNoise: Bool = false
  ) {
    self.margin = margin
    self.normalizationWeight = normalizationWeight
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
  /// t, ``LossParameters/noiseSamples``.
  case noiseSamples = "noise_samples"

  /// The losses that take it.
  public var losses: [LossKind] { LossKind.all.filter { $0.parameters.contains(self) } }
}

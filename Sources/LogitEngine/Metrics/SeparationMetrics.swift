/// How well true logits stand above false ones over all examples and classes at once.
///
/// Every value is exact; nil stands for undefined (a NaN among the logits).
public struct SeparationMetrics: Sendable, Equatable {
  /// The share of (true logit, false logit) pairs with false ≥ true.
  public var violatingPairFraction: Double?
  /// min true − max false.
  public var margin: Double?
  /// The population standard deviation over examples of lse_i = log Σ_j exp z_ij.
  public var normalizerSpread: Double?
  /// Mean best F1 with a threshold a class, less the best mean F1 of one threshold for all.
  public var singleThresholdCost: Double?
  /// The fewest logits to delete until every true one exceeds every false one, over n.
  public var distanceToSeparation: Double?

  /// Creates metrics that are all undefined.
  public init() {}
}

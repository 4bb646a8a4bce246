import LogitEngine

/// What a search for logits with a small loss that violate separation has found.
public struct ViolationFinding: Sendable {
  /// The loss.
  public let kind: LossKind
  /// The largest loss that counts as near the infimum.
  public let nearness: Double
  /// What was found.
  public let result: ViolationSearchResult

  /// So few that all of them can be seen at once.
  static let (exampleCount, classCount) = (6, 3)

  init(kind: LossKind, nearness: Double, result: ViolationSearchResult) {
    self.kind = kind
    self.nearness = nearness
    self.result = result
  }

  /// Searches.
  ///
  /// - Throws: `LossError` never, for the noise is the search's own.
  /// - Complexity: a few thousand evaluations of the loss on 6 × 3 logits.
  public init(searching loss: Loss) throws(LossError) {
    let search = ViolationSearch(
      loss, exampleCount: Self.exampleCount, classCount: Self.classCount)
    self.init(kind: loss.kind, nearness: search.nearness, result: try search.run())
  }

  /// The logits to show: those that violate, or for want of them those that do not.
  var witness: LogitWitness? { result.violation ?? result.separated }
}

import LogitEngine

/// The logits that decide the margin of a class, its smallest positives and its largest negatives,
/// and how many are on the wrong side of the outermost of them.
struct ExtremeLogits: Sendable, Equatable {
  /// The most of either side that are kept.
  static let limit = 20

  /// The smallest finite positives, ascending.
  let positives: [Double]
  /// The largest finite negatives, descending.
  let negatives: [Double]
  /// How many positives do not exceed the largest negative.
  let violatingPositives: Int
  /// How many negatives are not exceeded by the smallest positive.
  let violatingNegatives: Int

  /// Takes them from the sorted logits of a class.
  ///
  /// - Complexity: O(log n), and O(m) for m infinite logits.
  init(_ scores: ClassScores) {
    positives = Array(scores.positives.lazy.drop { Float($0) == -.infinity }.prefix(Self.limit))
      .filter(\.isDrawable)
    negatives = Array(
      scores.negatives.reversed().drop { Float($0) == .infinity }.prefix(Self.limit)
    )
    .filter(\.isDrawable)
    guard let smallest = scores.positives.first, let largest = scores.negatives.last else {
      (violatingPositives, violatingNegatives) = (0, 0)
      return
    }
    violatingNegatives = scores.decision(at: smallest).falsePositives
    let exceeding =
      largest == .infinity ? 0 : scores.decision(at: largest.nextUp).truePositives
    violatingPositives = scores.positives.count - exceeding
  }
}

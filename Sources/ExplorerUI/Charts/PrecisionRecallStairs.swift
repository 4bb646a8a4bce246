import LogitEngine

/// The precision-recall curve of a class as stairs of at most two treads a recall: all that can be
/// seen of it, in a fraction of its points.
struct PrecisionRecallStairs: Sendable {
  /// Where each tread ends, a recall, and its height, a precision; ends ascending.
  let treads: [(end: Double, height: Double)]

  /// Brings the scores of a class down to stairs; nil for a class that is undefined.
  ///
  /// - Complexity: O(n).
  init?(_ scores: ClassScores) {
    guard let curve = ThresholdCurve(scores) else { return nil }
    var treads: [(end: Double, height: Double)] = []
    // Whether the last tread is the lowest so far of a recall that has its highest already.
    var hasLowest = false
    for index in 0..<curve.count {
      let decision = curve[index]
      let (recall, precision) = (decision.recall ?? 0, decision.precision ?? 1)
      if let last = treads.last, last.end == recall {
        // With the same positives more negatives: the precision only falls.
        if hasLowest { treads.removeLast() }
        hasLowest = true
      } else {
        hasLowest = false
      }
      treads.append((end: recall, height: precision))
    }
    self.treads = treads
  }

  /// The best precision with a recall of at least so much.
  func precision(atRecall recall: Double) -> Double? {
    treads.filter { $0.end >= recall }.map(\.height).max()
  }
}

import LogitEngine

/// What is shown of the chosen class at one evaluation; made once, not once a frame.
struct ClassView: Sendable {
  /// The sorted logits of the class.
  let scores: ClassScores
  /// The common area of the two histograms over 200 bins, whatever the size of the screen.
  let overlap: Double?
  /// From the smallest to the largest finite logit; nil when there is none.
  let range: ClosedRange<Double>?
  /// How many logits are −∞.
  let negativeInfinityCount: Int
  /// How many logits are +∞.
  let positiveInfinityCount: Int

  init(_ scores: ClassScores) {
    self.scores = scores
    let sides = [scores.positives, scores.negatives]
    let lowest = sides.compactMap { $0.first(where: \.isFinite) }.min()
    let highest = sides.compactMap { $0.last(where: \.isFinite) }.max()
    if let lowest, let highest { range = Double(lowest)...Double(highest) } else { range = nil }
    negativeInfinityCount = sides.reduce(0) { $0 + $1.prefix { $0 == -.infinity }.count }
    positiveInfinityCount = sides.reduce(0) {
      $0 + $1.reversed().prefix { $0 == .infinity }.count
    }
    guard let range, range.upperBound > range.lowerBound else {
      let isEmpty = scores.positives.isEmpty || scores.negatives.isEmpty
      overlap = isEmpty || range == nil ? nil : 1
      return
    }
    let count = 200
    let span = range.upperBound - range.lowerBound
    overlap =
      scores.histogram(
        HistogramBins(
          lowerBound: range.lowerBound, width: span / Double(count) * (1 + 1e-9), count: count)
      ).overlap
  }
}

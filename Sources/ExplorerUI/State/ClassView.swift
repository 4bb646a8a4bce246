import LogitEngine

/// What is shown of the chosen class at one evaluation; made once, not once a frame.
struct ClassView: Sendable {
  /// The step of the evaluation.
  let step: Int
  /// The sorted logits of the class.
  let scores: ClassScores
  /// The common area of the two histograms in bins of its own, whatever the size of the screen.
  ///
  /// There are four times the cube root of the smaller side's count of them: with more, a few
  /// positives would fall between the negatives and seem to overlap less than they do.
  let overlap: Double?
  /// From the smallest to the largest finite logit; nil when there is none.
  let range: ClosedRange<Double>?
  /// The logits that decide the margin.
  let extremes: ExtremeLogits
  /// How many logits are −∞.
  let negativeInfinityCount: Int
  /// How many logits are +∞.
  let positiveInfinityCount: Int

  /// The threshold of the best F1; nil where it has not been looked for.
  private(set) var bestF1Threshold: Double?
  /// One example in so many was taken; 1 for all of them.
  private(set) var rowStep = 1
  /// Whether the logits are as the network gives them.
  let isBare: Bool

  /// All classes at once.
  init(pooled: PooledScores, step: Int) {
    self.init(pooled.scores, step: step, isBare: false)
    bestF1Threshold = pooled.scores.bestF1Threshold
    rowStep = pooled.rowStep
  }

  init(_ scores: ClassScores, step: Int, isBare: Bool = true) {
    self.step = step
    self.isBare = isBare
    self.scores = scores
    extremes = ExtremeLogits(scores)
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
    let fewest = Double(min(scores.positives.count, scores.negatives.count))
    let count = Int((4 * NumberText.cubeRoot(fewest)).rounded(.up)).clamped(to: 4...200)
    let span = range.upperBound - range.lowerBound
    overlap =
      scores.histogram(
        HistogramBins(
          lowerBound: range.lowerBound, width: span / Double(count) * (1 + 1e-9), count: count)
      ).overlap.map { min(1, $0) }
  }
}

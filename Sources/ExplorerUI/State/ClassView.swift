import LogitEngine

/// What is shown of the chosen class at one evaluation; made once, not once a frame.
struct ClassView: Sendable {
  /// The step of the evaluation.
  let step: Int
  /// The sorted logits of the class.
  let scores: ClassScores
  /// 1 less the largest difference of the fractions of positives and of negatives that a threshold
  /// accepts: 0 exactly if one threshold makes no mistake; nil where the class is undefined.
  let overlap: Double?
  /// From the smallest to the largest logit that is finite, also as float32; nil when there is none.
  let range: ClosedRange<Double>?
  /// The logits that decide the margin.
  let extremes: ExtremeLogits
  /// How many logits are −∞, also those below the range of float32.
  let negativeInfinityCount: Int
  /// How many logits are +∞, also those above the range of float32.
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
    let lowest = sides.compactMap { $0.first(where: \.isDrawable) }.min()
    let highest = sides.compactMap { $0.last(where: \.isDrawable) }.max()
    if let lowest, let highest { range = lowest...highest } else { range = nil }
    negativeInfinityCount = sides.reduce(0) { $0 + $1.prefix { Float($0) == -.infinity }.count }
    positiveInfinityCount = sides.reduce(0) {
      $0 + $1.reversed().prefix { Float($0) == .infinity }.count
    }
    overlap = scores.overlap
  }
}

extension Double {
  /// Whether a logit has a place on an axis: what is drawn is of float32.
  var isDrawable: Bool { Float(self).isFinite }
}

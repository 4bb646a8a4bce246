extension ClassMetrics {
  /// Derives the metrics of a class from the ranking of its scores.
  ///
  /// - Parameter scores: the scores, one an example, positives and negatives alike.
  init<Score: LogitScalar>(
    classIndex: Int, _ ranking: ScoreRanking<Score>, scores: UnsafeBufferPointer<Score>
  ) {
    let (positives, negatives) = (ranking.positives.count, ranking.negativeCount)
    self.init(classIndex: classIndex, positives: positives)
    minPositive = ranking.positives.first.map(\.asDouble)
    maxNegative = negatives > 0 ? ranking.maxNegative.asDouble : nil
    guard ranking.isDefined else { return }
    averagePrecision = ranking.averagePrecision
    rocAUC = 1 - ranking.misrankedPairs / (Double(positives) * Double(negatives))
    var bestAt90: (precision: Double, threshold: Score) = (0, 0)
    var bestAt99 = bestAt90
    var best: (f1: Double, threshold: Score) = (-1, 0)
    var leastError = 1.0
    ranking.forEachThreshold { threshold, truePositives, falsePositives in
      let decision = ThresholdDecision(
        truePositives: truePositives, falsePositives: falsePositives,
        positives: positives, negatives: negatives)
      guard let precision = decision.precision, let recall = decision.recall, let f1 = decision.f1
      else { return }
      if recall >= 0.9, precision > bestAt90.precision { bestAt90 = (precision, threshold) }
      if recall >= 0.99, precision > bestAt99.precision { bestAt99 = (precision, threshold) }
      if f1 > best.f1 { best = (f1, threshold) }
      leastError = min(leastError, decision.balancedError)
    }
    precisionAtRecall90 = bestAt90.precision
    thresholdAtRecall90 = bestAt90.threshold.asDouble
    precisionAtRecall99 = bestAt99.precision
    thresholdAtRecall99 = bestAt99.threshold.asDouble
    overlap = leastError
    bestF1 = best.f1
    let rejected =
      ranking.maxNegative < best.threshold && best.threshold == ranking.positives.first
      ? ranking.maxNegative : Score.largest(of: scores, below: best.threshold)
    bestF1Threshold = ThresholdRule.middle(
      accepting: best.threshold.asDouble, rejecting: rejected.asDouble)
  }

  /// Creates the metrics of a class of which nothing but its number of positives is known.
  public init(classIndex: Int, positives: Int) {
    self.classIndex = classIndex
    self.positives = positives
  }
}

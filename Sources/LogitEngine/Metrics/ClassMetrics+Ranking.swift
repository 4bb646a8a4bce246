extension ClassMetrics {
  /// Derives the metrics of a class from the ranking of its scores.
  init(classIndex: Int, _ ranking: ScoreRanking) {
    self.init(classIndex: classIndex, positives: ranking.positives.count)
    minPositive = ranking.positives.first.map(Double.init)
    maxNegative = ranking.negativeCount > 0 ? Double(ranking.maxNegative) : nil
    guard ranking.isDefined else { return }
    averagePrecision = ranking.averagePrecision
    rocAUC =
      1 - ranking.misrankedPairs / (Double(ranking.positives.count) * Double(ranking.negativeCount))
    var bestAt90 = 0.0
    var bestAt99 = 0.0
    var best = (f1: -1.0, threshold: 0.0)
    ranking.forEachThreshold { threshold, truePositives, falsePositives in
      let decision = ThresholdDecision(
        truePositives: truePositives, falsePositives: falsePositives,
        positives: ranking.positives.count, negatives: ranking.negativeCount)
      guard let precision = decision.precision, let recall = decision.recall, let f1 = decision.f1
      else { return }
      if recall >= 0.9 { bestAt90 = max(bestAt90, precision) }
      if recall >= 0.99 { bestAt99 = max(bestAt99, precision) }
      if f1 > best.f1 { best = (f1, Double(threshold)) }
    }
    precisionAtRecall90 = bestAt90
    precisionAtRecall99 = bestAt99
    bestF1 = best.f1
    bestF1Threshold = best.threshold
  }

  /// Creates the metrics of a class of which nothing but its number of positives is known.
  public init(classIndex: Int, positives: Int) {
    self.classIndex = classIndex
    self.positives = positives
  }
}

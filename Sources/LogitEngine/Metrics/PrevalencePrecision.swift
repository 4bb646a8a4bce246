extension ThresholdDecision {
  /// The precision the rule has where positives are rarer, or more frequent, than here.
  ///
  /// π·R / (π·R + (1 − π)·F) with the recall R and the false-positive rate F, which do not depend on
  /// the prevalence π; nil where nothing is accepted or a side is empty.
  public func precision(atPrevalence prevalence: Double) -> Double? {
    guard let recall, let falsePositiveRate else { return nil }
    let found = prevalence * recall
    let alarms = (1 - prevalence) * falsePositiveRate
    return found + alarms > 0 ? found / (found + alarms) : nil
  }

  /// The harmonic mean of the recall and of the precision at a prevalence; 0 where nothing is
  /// accepted, nil where a side is empty.
  public func f1(atPrevalence prevalence: Double) -> Double? {
    guard let recall, falsePositiveRate != nil else { return nil }
    guard let precision = precision(atPrevalence: prevalence), precision + recall > 0 else {
      return 0
    }
    return 2 * precision * recall / (precision + recall)
  }
}

extension ThresholdCurve {
  /// The area below precision against recall where positives are rarer, or more frequent, than
  /// here: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ with the precision at that prevalence, which at the prevalence of the
  /// scores is their average precision.
  ///
  /// - Complexity: O(n) for n distinct scores.
  public func averagePrecision(atPrevalence prevalence: Double) -> Double {
    var area = 0.0
    var reached = 0.0
    for index in 0..<count {
      let decision = self[index]
      guard let recall = decision.recall, recall > reached else { continue }
      area += (recall - reached) * (decision.precision(atPrevalence: prevalence) ?? 0)
      reached = recall
    }
    return area
  }
}

extension ClassScores {
  /// The largest precision at a prevalence among thresholds with recall ≥ a bound; nil where the
  /// class is undefined.
  ///
  /// - Complexity: O(p log n) for p positives.
  public func precision(atRecall recall: Double, prevalence: Double) -> Double? {
    guard !positives.isEmpty, !negatives.isEmpty, nanCount == 0 else { return nil }
    var best: Double?
    // Precision can only be largest just at a positive's logit.
    for logit in positives {
      let decision = decision(at: logit)
      guard let reached = decision.recall, reached >= recall else { break }
      if let precision = decision.precision(atPrevalence: prevalence) {
        best = max(best ?? 0, precision)
      }
    }
    return best
  }
}

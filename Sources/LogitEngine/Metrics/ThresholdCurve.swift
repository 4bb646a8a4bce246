/// What every threshold gets right and wrong: one point a distinct score, from the highest down.
///
/// The points are those of the precision-recall curve, of the receiver operating characteristic
/// and of a sweep of the threshold; a threshold between two scores does what the upper one does.
public struct ThresholdCurve: Sendable {
  /// The distinct scores, descending; positive means score ≥ threshold.
  public let thresholds: [Double]
  /// All positives, at least one.
  public let positives: Int
  /// All negatives, at least one.
  public let negatives: Int
  private let truePositives: [Int32]
  private let falsePositives: [Int32]

  /// Merges the sorted scores of a class; nil for one that is undefined.
  ///
  /// - Complexity: O(n).
  public init?(_ scores: ClassScores) {
    let (positives, negatives) = (scores.positives, scores.negatives)
    guard scores.nanCount == 0, !positives.isEmpty, !negatives.isEmpty else { return nil }
    var thresholds: [Double] = []
    var truePositives: [Int32] = []
    var falsePositives: [Int32] = []
    var (positive, negative) = (positives.count, negatives.count)
    while positive > 0 || negative > 0 {
      let threshold = max(
        positive > 0 ? positives[positive - 1] : -.infinity,
        negative > 0 ? negatives[negative - 1] : -.infinity)
      while positive > 0, positives[positive - 1] == threshold { positive -= 1 }
      while negative > 0, negatives[negative - 1] == threshold { negative -= 1 }
      thresholds.append(threshold)
      truePositives.append(Int32(positives.count - positive))
      falsePositives.append(Int32(negatives.count - negative))
    }
    self.thresholds = thresholds
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.positives = positives.count
    self.negatives = negatives.count
  }

  /// How many points there are, at least one.
  public var count: Int { thresholds.count }

  /// What the threshold of a point gets right and wrong.
  public subscript(index: Int) -> ThresholdDecision {
    ThresholdDecision(
      truePositives: Int(truePositives[index]), falsePositives: Int(falsePositives[index]),
      positives: positives, negatives: negatives)
  }

  /// The point whose decision is that of a threshold; nil when the threshold accepts nothing.
  ///
  /// - Complexity: O(log n).
  public func index(at threshold: Double) -> Int? {
    // The points at or above the threshold come first; the last of them accepts the same.
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] >= threshold { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// The first point that accepts at least so many examples; the last one if none does.
  ///
  /// - Complexity: O(log n).
  public func index(accepting examples: Int) -> Int {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = (low + high) / 2
      let accepted = Int(truePositives[middle]) + Int(falsePositives[middle])
      if accepted < examples { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Σ_m (R_m − R_{m−1}) P_m.
  public var averagePrecision: Double {
    var sum = 0.0
    var previousRecall = 0.0
    for index in 0..<count {
      let found = Double(truePositives[index])
      let recall = found / Double(positives)
      guard recall > previousRecall else { continue }
      sum += (recall - previousRecall) * found / (found + Double(falsePositives[index]))
      previousRecall = recall
    }
    return sum
  }

  /// The area under the receiver operating characteristic, ties counted half.
  public var rocAUC: Double {
    var area = 0.0
    var (found, accepted) = (0, 0)
    for index in 0..<count {
      let (now, wrong) = (Int(truePositives[index]), Int(falsePositives[index]))
      area += Double(wrong - accepted) * Double(now + found) / 2
      (found, accepted) = (now, wrong)
    }
    return area / (Double(positives) * Double(negatives))
  }
}

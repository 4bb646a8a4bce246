/// The logits of one class, its positives apart from its negatives, each in ascending order.
///
/// Made once for an evaluation and a class; any threshold and any histogram follow from it.
public struct ClassScores: Sendable {
  /// The class, 0 ..< k; −1 for all classes pooled.
  public let classIndex: Int
  /// The logits z_c of the examples of class c, ascending, without NaN.
  public let positives: [Float]
  /// The logits z_c of all other examples, ascending, without NaN.
  public let negatives: [Float]
  /// How many logits of the class are NaN.
  public let nanCount: Int

  /// Takes the column of one class out of a snapshot and sorts it.
  ///
  /// - Complexity: O(n log n).
  /// - Precondition: `classIndex` is a class of the snapshot.
  public init(_ snapshot: LogitSnapshot, classIndex: Int) {
    self.init(snapshot, classIndex: classIndex) { logit, _ in logit }
  }

  /// Takes a score of every example, made from its logit for the class and its row, and sorts it.
  @inline(__always)
  init(
    _ snapshot: LogitSnapshot, classIndex: Int, score: (_ logit: Float, _ row: Int) -> Float
  ) {
    precondition(
      (0..<snapshot.classCount).contains(classIndex), "no class \(classIndex) in the snapshot")
    var positives: [Float] = []
    var negatives: [Float] = []
    negatives.reserveCapacity(snapshot.exampleCount)
    var nanCount = 0
    for (row, label) in snapshot.labels.enumerated() {
      let score = score(snapshot.logits[row * snapshot.classCount + classIndex], row)
      if score.isNaN {
        nanCount += 1
      } else if Int(label) == classIndex {
        positives.append(score)
      } else {
        negatives.append(score)
      }
    }
    positives.sort()
    negatives.sort()
    self.classIndex = classIndex
    self.positives = positives
    self.negatives = negatives
    self.nanCount = nanCount
  }

  init(classIndex: Int, positives: [Float], negatives: [Float], nanCount: Int) {
    self.classIndex = classIndex
    self.positives = positives
    self.negatives = negatives
    self.nanCount = nanCount
  }

  /// What the rule "positive if logit ≥ threshold" gets right and wrong.
  ///
  /// - Complexity: O(log n).
  public func decision(at threshold: Double) -> ThresholdDecision {
    ThresholdDecision(
      truePositives: positives.count - positives.countBelow(threshold),
      falsePositives: negatives.count - negatives.countBelow(threshold),
      positives: positives.count, negatives: negatives.count)
  }

  /// Counts positives and negatives in shared bins.
  ///
  /// - Complexity: O(bins · log n).
  public func histogram(_ bins: HistogramBins) -> LogitHistogram {
    LogitHistogram(
      bins: bins, positives: positives.counts(in: bins), negatives: negatives.counts(in: bins))
  }
}

extension [Float] {
  /// How many elements of an ascending array lie below a bound.
  func countBelow(_ bound: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Double(self[middle]) < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  fileprivate func counts(in bins: HistogramBins) -> BinCounts {
    var counts = BinCounts(inside: [], below: countBelow(bins.lowerBound), above: 0)
    counts.inside.reserveCapacity(bins.count)
    var before = counts.below
    for bin in 0..<bins.count {
      let upTo = countBelow(bins.lowerBound(of: bin + 1))
      counts.inside.append(upTo - before)
      before = upTo
    }
    counts.above = count - before
    return counts
  }
}

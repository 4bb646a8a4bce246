/// The logits of one class, its positives apart from its negatives, each in ascending order.
///
/// Made once for an evaluation and a class; any threshold and any histogram follow from it.
public struct ClassScores: Sendable {
  /// The class, 0 ..< k; −1 for all classes pooled.
  public let classIndex: Int
  /// The logits z_c of the examples that have class c, ascending, without NaN, in the precision of
  /// their source.
  public let positives: [Double]
  /// The logits z_c of all other examples, ascending, without NaN.
  public let negatives: [Double]
  /// How many logits of the class are NaN.
  public let nanCount: Int

  /// Takes the column of one class out of a snapshot and sorts it.
  ///
  /// - Complexity: O(n log n).
  /// - Precondition: `classIndex` is a class of the snapshot.
  public init(_ snapshot: LogitSnapshot, classIndex: Int) {
    if let exact = snapshot.exact {
      self.init(exact, snapshot.truth, classIndex: classIndex) { logit, _ in logit }
    } else {
      self.init(snapshot.singles, snapshot.truth, classIndex: classIndex) { logit, _ in logit }
    }
  }

  /// Takes a score of every example, made from its logit for the class and its row, and sorts it.
  @inline(__always)
  init<Score: LogitScalar>(
    _ matrix: LogitMatrix<Score>, _ truth: Truth, classIndex: Int,
    score: (_ logit: Score, _ row: Int) -> Score
  ) {
    precondition(
      (0..<matrix.classCount).contains(classIndex), "no class \(classIndex) in the snapshot")
    var positives: [Score] = []
    var negatives: [Score] = []
    negatives.reserveCapacity(matrix.exampleCount)
    var nanCount = 0
    let isPositive = truth.hasClass(classIndex)
    for row in 0..<matrix.exampleCount {
      let score = score(matrix.logits[row * matrix.classCount + classIndex], row)
      if score.isNaN {
        nanCount += 1
      } else if isPositive[row] {
        positives.append(score)
      } else {
        negatives.append(score)
      }
    }
    positives.sort()
    negatives.sort()
    self.init(
      classIndex: classIndex, positives: positives.map(\.asDouble),
      negatives: negatives.map(\.asDouble), nanCount: nanCount)
  }

  init(classIndex: Int, positives: [Double], negatives: [Double], nanCount: Int) {
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

  /// 1 − max_t (TPR(t) − FPR(t)) over all thresholds t: 0 exactly if one threshold makes no mistake.
  ///
  /// It depends on the order of the logits alone, on no bin. Nil for a class that is undefined.
  ///
  /// - Complexity: O(n).
  public var overlap: Double? {
    guard !positives.isEmpty, !negatives.isEmpty, nanCount == 0 else { return nil }
    var least = 1.0
    var below = 0
    for (index, threshold) in positives.enumerated()
    where index == 0 || positives[index - 1] != threshold {
      while below < negatives.count, negatives[below] < threshold { below += 1 }
      let decision = ThresholdDecision(
        truePositives: positives.count - index, falsePositives: negatives.count - below,
        positives: positives.count, negatives: negatives.count)
      least = min(least, decision.balancedError)
    }
    return least
  }

  /// Counts positives and negatives in shared bins.
  ///
  /// - Complexity: O(bins · log n).
  public func histogram(_ bins: HistogramBins) -> LogitHistogram {
    LogitHistogram(
      bins: bins, positives: positives.counts(in: bins), negatives: negatives.counts(in: bins))
  }
}

extension [Double] {
  /// How many elements of an ascending array lie below a bound.
  func countBelow(_ bound: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < bound { low = middle + 1 } else { high = middle }
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

@testable import LogitEngine

/// One class's metrics by trying every threshold.
struct SlowClass {
  let positives: [Double]
  let negatives: [Double]

  init(_ snapshot: LogitSnapshot, _ classIndex: Int) {
    var positives: [Double] = []
    var negatives: [Double] = []
    for row in 0..<snapshot.exampleCount {
      let score = snapshot.logit(ofClass: classIndex, at: row)
      if snapshot.truth.contains(classIndex, at: row) {
        positives.append(score)
      } else {
        negatives.append(score)
      }
    }
    self.positives = positives
    self.negatives = negatives
  }

  private struct Point {
    let threshold: Double
    let recall: Double
    let falsePositiveRate: Double
    let precision: Double
    let f1: Double
  }

  /// Every distinct score as a threshold, from the highest down; empty when undefined.
  private var points: [Point] {
    guard !positives.isEmpty, !negatives.isEmpty else { return [] }
    return Set(positives + negatives).sorted(by: >).map { threshold in
      let truePositives = Double(positives.count { $0 >= threshold })
      let falsePositives = Double(negatives.count { $0 >= threshold })
      return Point(
        threshold: threshold, recall: truePositives / Double(positives.count),
        falsePositiveRate: falsePositives / Double(negatives.count),
        precision: truePositives / (truePositives + falsePositives),
        f1: 2 * truePositives / (truePositives + falsePositives + Double(positives.count)))
    }
  }

  var averagePrecision: Double? {
    guard !points.isEmpty else { return nil }
    var sum = 0.0
    var previous = 0.0
    for point in points {
      sum += (point.recall - previous) * point.precision
      previous = point.recall
    }
    return sum
  }

  func precision(atRecall recall: Double) -> Double? {
    points.filter { $0.recall >= recall }.map(\.precision).max()
  }

  /// The highest of the thresholds that are most precise with such a recall.
  func threshold(atRecall recall: Double) -> Double? {
    points.first { $0.recall >= recall && $0.precision == precision(atRecall: recall) }?.threshold
  }

  var bestF1: Double? { points.map(\.f1).max() }

  /// Halfway from the highest threshold of the best F1 to the next score below it.
  var bestF1Threshold: Double? {
    guard let best = points.firstIndex(where: { $0.f1 == bestF1 }) else { return nil }
    let accepted = points[best].threshold
    guard best + 1 < points.count else { return accepted }
    let middle = (accepted + points[best + 1].threshold) / 2
    return middle.isFinite ? middle : accepted
  }

  var overlap: Double? {
    guard !points.isEmpty else { return nil }
    return 1 - points.reduce(0) { max($0, $1.recall - $1.falsePositiveRate) }
  }

  var rocAUC: Double? {
    guard !positives.isEmpty, !negatives.isEmpty else { return nil }
    var wins = 0.0
    for positive in positives {
      for negative in negatives {
        wins += positive > negative ? 1 : positive == negative ? 0.5 : 0
      }
    }
    return wins / Double(positives.count * negatives.count)
  }
}

/// Separation by trying every pair and every threshold.
struct SlowSeparation {
  private let snapshot: LogitSnapshot
  private(set) var trueLogits: [Double] = []
  private(set) var falseLogits: [Double] = []

  init(_ snapshot: LogitSnapshot) {
    self.snapshot = snapshot
    for row in 0..<snapshot.exampleCount {
      for column in 0..<snapshot.classCount {
        let logit = snapshot.logit(ofClass: column, at: row)
        if snapshot.truth.contains(column, at: row) {
          trueLogits.append(logit)
        } else {
          falseLogits.append(logit)
        }
      }
    }
  }

  private var isDefined: Bool { !trueLogits.isEmpty && !falseLogits.isEmpty }

  var violatingPairFraction: Double? {
    guard isDefined else { return nil }
    var count = 0
    for truth in trueLogits { count += falseLogits.count { $0 >= truth } }
    return Double(count) / Double(trueLogits.count * falseLogits.count)
  }

  var margin: Double? {
    guard let least = trueLogits.min(), let greatest = falseLogits.max() else { return nil }
    return least - greatest
  }

  var distance: Double? {
    guard isDefined else { return nil }
    let candidates = [-Double.infinity] + trueLogits + falseLogits
    let least = candidates.map { threshold in
      trueLogits.count { $0 <= threshold } + falseLogits.count { $0 > threshold }
    }
    // A threshold below every logit deletes all false ones; one above, all true ones.
    return Double(min(least.min() ?? 0, falseLogits.count, trueLogits.count))
      / Double(trueLogits.count)
  }

  var singleThresholdCost: Double? {
    let classes = (0..<snapshot.classCount).map { SlowClass(snapshot, $0) }
      .filter { !$0.positives.isEmpty && !$0.negatives.isEmpty }
    guard !classes.isEmpty else { return nil }
    let own = classes.compactMap(\.bestF1).reduce(0, +) / Double(classes.count)
    let common = Set(trueLogits + falseLogits).map { threshold in
      classes.map { one in
        let truePositives = Double(one.positives.count { $0 >= threshold })
        let falsePositives = Double(one.negatives.count { $0 >= threshold })
        return 2 * truePositives
          / (truePositives + falsePositives + Double(one.positives.count))
      }.reduce(0, +) / Double(classes.count)
    }
    return common.max().map { own - $0 }
  }

  /// The fraction of examples whose first largest logit is that of a class of theirs.
  var topOnePrecision: Double {
    let k = snapshot.classCount
    let right = (0..<snapshot.exampleCount).count { row in
      let logits = (0..<k).map { snapshot.logit(ofClass: $0, at: row) }
      let first = logits.firstIndex(of: logits.max() ?? 0) ?? 0
      return snapshot.truth.contains(first, at: row)
    }
    return Double(right) / Double(snapshot.exampleCount)
  }
}

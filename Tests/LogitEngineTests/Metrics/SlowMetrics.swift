@testable import LogitEngine

/// One class's metrics by trying every threshold.
struct SlowClass {
  let positives: [Double]
  let negatives: [Double]

  init(_ snapshot: LogitSnapshot, _ classIndex: Int) {
    var positives: [Double] = []
    var negatives: [Double] = []
    for row in 0..<snapshot.exampleCount {
      let score = Double(snapshot.logits[row * snapshot.classCount + classIndex])
      if Int(snapshot.labels[row]) == classIndex {
        positives.append(score)
      } else {
        negatives.append(score)
      }
    }
    self.positives = positives
    self.negatives = negatives
  }

  private struct Point {
    let recall: Double
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
        recall: truePositives / Double(positives.count),
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

  var bestF1: Double? { points.map(\.f1).max() }

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
  private var trueLogits: [Double] = []
  private var falseLogits: [Double] = []

  init(_ snapshot: LogitSnapshot) {
    self.snapshot = snapshot
    for row in 0..<snapshot.exampleCount {
      for column in 0..<snapshot.classCount {
        let logit = Double(snapshot.logits[row * snapshot.classCount + column])
        if Int(snapshot.labels[row]) == column {
          trueLogits.append(logit)
        } else {
          falseLogits.append(logit)
        }
      }
    }
  }

  var violatingPairFraction: Double {
    var count = 0
    for truth in trueLogits { count += falseLogits.count { $0 >= truth } }
    return Double(count) / Double(trueLogits.count * falseLogits.count)
  }

  var margin: Double? {
    guard let least = trueLogits.min(), let greatest = falseLogits.max() else { return nil }
    return least - greatest
  }

  var distance: Double {
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

  var accuracy: Double {
    let k = snapshot.classCount
    let right = (0..<snapshot.exampleCount).count { row in
      let logits = snapshot.logits[row * k..<(row + 1) * k]
      return logits.firstIndex(of: logits.max() ?? 0) == row * k + Int(snapshot.labels[row])
    }
    return Double(right) / Double(snapshot.exampleCount)
  }
}

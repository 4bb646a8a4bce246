@testable import LogitEngine

/// The losses as their formulas read, in Double, one logit at a time.
enum SlowLosses {
  static func value(_ name: String, _ snapshot: LogitSnapshot) throws -> Double? {
    let k = snapshot.classCount
    let rows = (0..<snapshot.exampleCount).map { i in
      (0..<k).map { Double(snapshot.logits[i * k + $0]) }
    }
    return try value(name, rows: rows, labels: snapshot.labels)
  }

  static func value(_ name: String, rows: [[Double]], labels: [Int32]) throws -> Double? {
    let n = rows.count
    let k = rows.first?.count ?? 0
    let labels = labels.map { Int($0) }
    let trueLogits = (0..<n).map { rows[$0][labels[$0]] }
    let largestFalse = (0..<n).map { i in
      (0..<k).filter { $0 != labels[i] }.map { rows[i][$0] }.max() ?? -.infinity
    }
    func logSumExp(_ values: [Double]) -> Double {
      let maximum = values.max() ?? 0
      return maximum + logarithm(values.map { exponential($0 - maximum) }.reduce(0, +))
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(n) }
    let normalizers = rows.map(logSumExp)
    let crossEntropy = mean((0..<n).map { normalizers[$0] - trueLogits[$0] })
    let maxMargin = mean((0..<n).map { max(0, 1 - trueLogits[$0] + largestFalse[$0]) })
    switch name {
    case "cross-entropy": return crossEntropy
    case "max-margin": return maxMargin
    case "self-normalization": return crossEntropy + 0.1 * mean(normalizers.map { $0 * $0 })
    case "binary-cross-entropy":
      return mean(
        (0..<n).map { i in
          (0..<k).map { softplus($0 == labels[i] ? -rows[i][$0] : rows[i][$0]) }.reduce(0, +)
        })
    case "batch-cross-entropy":
      return logSumExp(rows.flatMap { $0 }) - mean(trueLogits) - logarithm(Double(n))
    case "batch-max-margin":
      let smallest = trueLogits.min() ?? 0
      let largest = largestFalse.max() ?? 0
      return maxMargin + max(0, 1 - smallest + largest) / Double(n)
    case "square":
      return 0.5
        * mean(
          (0..<n).map { i in
            (0..<k).map { j in
              let error = rows[i][j] - (j == labels[i] ? 1 : 0)
              return error * error
            }.reduce(0, +)
          })
    case "zlpr":
      return mean(
        (0..<n).map { i in
          logSumExp([0] + (0..<k).filter { $0 != labels[i] }.map { rows[i][$0] })
            + softplus(-trueLogits[i])
        })
    case "focal":
      return mean(
        (0..<n).map { i in
          (0..<k).map { j in
            let against = j == labels[i] ? -rows[i][j] : rows[i][j]
            return sigmoid(against) * sigmoid(against) * softplus(against)
          }.reduce(0, +)
        })
    case "class-pairwise-logistic":
      var means: [Double] = []
      for c in 0..<k {
        let positives = (0..<n).filter { labels[$0] == c }
        let negatives = (0..<n).filter { labels[$0] != c }
        if positives.isEmpty || negatives.isEmpty { continue }
        let costs = positives.flatMap { i in
          negatives.map { softplus(rows[$0][c] - rows[i][c]) }
        }
        means.append(costs.reduce(0, +) / Double(costs.count))
      }
      return means.isEmpty ? 0 : means.reduce(0, +) / Double(means.count)
    default: return nil
    }
  }
}

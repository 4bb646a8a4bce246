import CKernels

/// What each example's row of logits says by itself.
struct RowStatistics {
  /// lse_i = log Σ_j exp z_ij.
  private(set) var logSumExp: [Double]
  /// How many rows have their first largest logit at the true class.
  private(set) var correctCount = 0
  /// How many logits are NaN.
  private(set) var nanCount = 0
  /// How many logits are +∞ or −∞.
  private(set) var infinityCount = 0

  /// Reads every row once.
  ///
  /// - Complexity: O(n·k).
  init(_ snapshot: LogitSnapshot, team: ThreadTeam) {
    let parts = team.map { rank in
      Self(snapshot, rows: team.part(of: snapshot.exampleCount, rank: rank))
    }
    logSumExp = parts.flatMap(\.logSumExp)
    for part in parts {
      correctCount += part.correctCount
      nanCount += part.nanCount
      infinityCount += part.infinityCount
    }
  }

  private init(_ snapshot: LogitSnapshot, rows: Range<Int>) {
    logSumExp = []
    logSumExp.reserveCapacity(rows.count)
    let classCount = snapshot.classCount
    snapshot.logits.withUnsafeBufferPointer { logits in
      guard let base = logits.baseAddress else { return }
      for row in rows {
        let logits = base + row * classCount
        let maximum = logitscope_maximum(logits, classCount)
        let sum = logitscope_exponential_sum(logits, classCount, maximum)
        logSumExp.append(Double(maximum) + logarithm(sum))
        countUnusual(logits, classCount)
        let trueLogit = logits[Int(snapshot.labels[row])]
        if trueLogit == maximum, firstIndex(of: maximum, logits) == snapshot.labels[row] {
          correctCount += 1
        }
      }
    }
  }

  private mutating func countUnusual(_ logits: UnsafePointer<Float>, _ classCount: Int) {
    for column in 0..<classCount {
      if logits[column].isNaN { nanCount += 1 }
      if logits[column].isInfinite { infinityCount += 1 }
    }
  }

  private func firstIndex(of value: Float, _ logits: UnsafePointer<Float>) -> Int32 {
    var column: Int32 = 0
    while logits[Int(column)] != value { column += 1 }
    return column
  }

  /// The population standard deviation of the normalizers; nil where one is infinite.
  var normalizerSpread: Double? {
    let count = Double(logSumExp.count)
    let mean = logSumExp.reduce(0, +) / count
    let spread =
      (logSumExp.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    return spread.isFinite ? spread : nil
  }
}

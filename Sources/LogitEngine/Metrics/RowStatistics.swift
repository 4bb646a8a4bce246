/// What each example's row of logits says by itself.
struct RowStatistics {
  /// lse_i = log Σ_j exp z_ij; none for a single logit a row.
  private(set) var normalizers = LogNormalizers()
  /// How many rows have their first largest logit at one of their classes.
  private(set) var correctCount = 0
  /// How many logits are NaN.
  private(set) var nanCount = 0
  /// How many logits are +∞ or −∞.
  private(set) var infinityCount = 0

  /// Reads every row once.
  ///
  /// - Complexity: O(n·k).
  init<Score: LogitScalar>(_ matrix: LogitMatrix<Score>, _ truth: Truth, team: ThreadTeam) {
    let parts = team.map { rank in
      Self(matrix, truth, rows: team.part(of: matrix.exampleCount, rank: rank))
    }
    for part in parts {
      normalizers.append(contentsOf: part.normalizers)
      correctCount += part.correctCount
      nanCount += part.nanCount
      infinityCount += part.infinityCount
    }
  }

  private init<Score: LogitScalar>(
    _ matrix: LogitMatrix<Score>, _ truth: Truth, rows: Range<Int>
  ) {
    let classCount = matrix.classCount
    let labels = truth.labels
    normalizers.reserve(rows.count)
    matrix.logits.withUnsafeBufferPointer { logits in
      guard let base = logits.baseAddress else { return }
      for row in rows {
        let logits = base + row * classCount
        countUnusual(logits, classCount)
        guard classCount > 1 else { continue }
        let normalizer = Score.normalizer(of: logits, count: classCount)
        normalizers.append(normalizer)
        if let labels {
          if isFirst(labels[row], of: normalizer.maximum, logits) { correctCount += 1 }
        } else if truth.classes(at: row).contains(where: {
          isFirst($0, of: normalizer.maximum, logits)
        }) {
          correctCount += 1
        }
      }
    }
  }

  private mutating func countUnusual<Score: LogitScalar>(
    _ logits: UnsafePointer<Score>, _ classCount: Int
  ) {
    for column in 0..<classCount {
      if logits[column].isNaN { nanCount += 1 }
      if logits[column].isInfinite { infinityCount += 1 }
    }
  }

  /// Whether the logit of a class is the first of those that equal the largest one.
  private func isFirst<Score: LogitScalar>(
    _ classIndex: Int32, of maximum: Double, _ logits: UnsafePointer<Score>
  ) -> Bool {
    guard classIndex != Truth.outsider, logits[Int(classIndex)].asDouble == maximum else {
      return false
    }
    for column in 0..<Int(classIndex) where logits[column].asDouble == maximum { return false }
    return true
  }

  /// The population standard deviation of the normalizers; nil where one is infinite, and for a
  /// single logit a row.
  var normalizerSpread: Double? {
    let values = normalizers.values
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    return spread.isFinite ? spread : nil
  }
}

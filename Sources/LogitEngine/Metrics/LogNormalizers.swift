/// lse_i = log Σ_j exp z_ij of every example: what the softmax takes from each of its logits.
public struct LogNormalizers: Sendable {
  /// lse_i, one entry an example.
  public private(set) var values: [Double] = []
  /// The largest logit of each example, and what its normalizer exceeds it by.
  private var maxima: [Double] = []
  private var logSums: [Double] = []

  /// Reads every logit of a snapshot once, in the precision it comes in.
  ///
  /// - Complexity: O(n·k).
  public init(_ snapshot: LogitSnapshot) {
    let rows = 0..<snapshot.exampleCount
    if let exact = snapshot.exact {
      self.init(exact, rows: rows)
    } else {
      self.init(snapshot.singles, rows: rows)
    }
  }

  /// Reads some rows.
  init<Score: LogitScalar>(_ matrix: LogitMatrix<Score>, rows: Range<Int>) {
    reserve(rows.count)
    matrix.logits.withUnsafeBufferPointer { logits in
      guard let base = logits.baseAddress else { return }
      for row in rows {
        append(Score.normalizer(of: base + row * matrix.classCount, count: matrix.classCount))
      }
    }
  }

  /// Starts without any.
  init() {}

  mutating func reserve(_ count: Int) {
    values.reserveCapacity(count)
    maxima.reserveCapacity(count)
    logSums.reserveCapacity(count)
  }

  mutating func append(_ normalizer: (maximum: Double, logSum: Double)) {
    values.append(normalizer.maximum + normalizer.logSum)
    maxima.append(normalizer.maximum)
    logSums.append(normalizer.logSum)
  }

  mutating func append(contentsOf others: LogNormalizers) {
    values += others.values
    maxima += others.maxima
    logSums += others.logSums
  }

  /// Replaces the logits of one class by their log-probabilities, one a row.
  func toLogProbabilities<Score: LogitScalar>(_ column: UnsafeMutableBufferPointer<Score>) {
    values.withUnsafeBufferPointer { values in
      maxima.withUnsafeBufferPointer { maxima in
        logSums.withUnsafeBufferPointer { logSums in
          for row in 0..<column.count {
            column[row] = Score.logProbability(
              column[row], maximum: maxima[row], logSum: logSums[row], logSumExp: values[row])
          }
        }
      }
    }
  }

  /// The log-probability of a logit of one row.
  func logProbability<Score: LogitScalar>(_ logit: Score, at row: Int) -> Score {
    Score.logProbability(
      logit, maximum: maxima[row], logSum: logSums[row], logSumExp: values[row])
  }
}

extension ClassScores {
  /// Takes the log-probabilities log p = z − lse of one class, in place of its logits.
  ///
  /// They have the order of the probabilities and tell apart what would round to 1 or 0.
  ///
  /// - Parameter normalizers: those of the same snapshot.
  /// - Complexity: O(n log n).
  /// - Precondition: `classIndex` is a class of the snapshot, and there is one normalizer a row.
  public init(_ snapshot: LogitSnapshot, classIndex: Int, normalizers: LogNormalizers) {
    precondition(
      normalizers.values.count == snapshot.exampleCount, "one normalizer a row is needed")
    if let exact = snapshot.exact {
      self.init(exact, snapshot.truth, classIndex: classIndex) { logit, row in
        normalizers.logProbability(logit, at: row)
      }
    } else {
      self.init(snapshot.singles, snapshot.truth, classIndex: classIndex) { logit, row in
        normalizers.logProbability(logit, at: row)
      }
    }
  }
}

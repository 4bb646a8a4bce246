import CKernels

/// lse_i = log Σ_j exp z_ij of every example: what the softmax takes from each of its logits.
public struct LogNormalizers: Sendable {
  /// One entry an example.
  public let values: [Double]

  /// Reads every logit of a snapshot once.
  ///
  /// - Complexity: O(n·k).
  public init(_ snapshot: LogitSnapshot) {
    let classCount = snapshot.classCount
    values = snapshot.logits.withUnsafeBufferPointer { logits in
      guard let base = logits.baseAddress else { return [] }
      return (0..<snapshot.exampleCount).map { row in
        let row = base + row * classCount
        let maximum = logitscope_maximum(row, classCount)
        return Double(maximum)
          + logarithm(logitscope_exponential_sum(row, classCount, maximum))
      }
    }
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
    self.init(snapshot, classIndex: classIndex) { logit, row in
      Float(Double(logit) - normalizers.values[row])
    }
  }
}

import CKernels

/// KL(P‖Q), P uniform on the true logits of the batch, Q the softmax over all its n·k logits.
///
/// lse_all − (1/n) Σ_i z[i, y_i] − log n.
struct BatchCrossEntropy: LossFunction {
  static let name = "batch-cross-entropy"
  static let isAligned = true
  static let reason = "compares true logits with all logits of a batch"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let maximum = logitscope_maximum(logits, rows.classCount)
      reduction.addExponentials(
        maximum: Double(maximum),
        scaledSum: logitscope_exponential_sum(logits, rows.classCount, maximum))
      reduction.trueSum += Double(logits[Int(rows.labels[index])])
    }
    return reduction
  }

  func value(_ total: BatchReduction, batchCount: Int) -> Double {
    total.logSumExp - total.trueSum / Double(batchCount) - logarithm(Double(batchCount))
  }

  func writeGradient(
    _ rows: LogitRows, gradient: UnsafeMutablePointer<Float>, total: BatchReduction
  ) {
    let share = 1 / Float(rows.batchCount)
    let scale = Float(1 / total.scaledSum)
    for index in 0..<rows.count {
      let result = gradient + index * rows.classCount
      logitscope_scaled_exponentials(
        rows.row(index), rows.classCount, Float(total.maximum), scale, result)
      result[Int(rows.labels[index])] -= share
    }
  }
}

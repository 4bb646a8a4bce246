import CKernels

/// (1/2n) Σ_ij (z[i, j] − 1[j = y_i])² (Hui and Belkin, ICLR 2021).
struct Square: LossFunction {
  static let name = "square"
  static let isAligned = true
  static let reason = "pulls true logits to 1 and false ones to 0"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    let share = 1 / Float(rows.batchCount)
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let trueError = Double(logits[label]) - 1
      // The true logit is left out of the sum of squares, lest z² − 2z + 1 cancel.
      reduction.sum +=
        0.5
        * (logitscope_square_sum(logits, label)
          + logitscope_square_sum(logits + label + 1, rows.classCount - label - 1)
          + trueError * trueError)
      if let gradient {
        let result = gradient + index * rows.classCount
        result.update(from: logits, count: rows.classCount)
        logitscope_scale(result, rows.classCount, share)
        result[label] = share * Float(trueError)
      }
    }
    return reduction
  }
}

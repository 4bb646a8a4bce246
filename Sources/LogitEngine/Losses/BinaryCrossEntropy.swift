import CKernels

/// The mean over examples of softplus(−z[i, y_i]) + Σ_{j≠y_i} softplus(z[i, j]).
struct BinaryCrossEntropy: LossFunction {
  static let name = "binary-cross-entropy"
  static let isAligned = true
  static let reason = "pushes each logit by itself above or below zero"
  static let prefersPriorBias = true

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    let share = 1 / Float(rows.batchCount)
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let after = rows.classCount - label - 1
      // The true logit is left out of the sum, lest softplus(z) − z cancel.
      if let gradient {
        let result = gradient + index * rows.classCount
        reduction.sum += logitscope_softplus_sum_and_sigmoids(logits, label, share, result)
        reduction.sum += logitscope_softplus_sum_and_sigmoids(
          logits + label + 1, after, share, result + label + 1)
        result[label] = -share * Float(sigmoid(-Double(logits[label])))
      } else {
        reduction.sum += logitscope_softplus_sum(logits, label)
        reduction.sum += logitscope_softplus_sum(logits + label + 1, after)
      }
      reduction.sum += softplus(-Double(logits[label]))
    }
    return reduction
  }
}

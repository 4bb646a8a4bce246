import CKernels

/// ZLPR (Su et al., arXiv 2208.02955): true logits rank above 0 and false ones below it.
///
/// The mean over examples of log(1 + Σ_{j≠y_i} exp z[i, j]) + softplus(−z[i, y_i]).
struct ZeroBoundedPairwiseRanking: LossFunction {
  static let name = "zlpr"
  static let isAligned = true
  static let reason = "ranks every logit against the same threshold, 0"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    let share = 1 / Double(rows.batchCount)
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let after = rows.classCount - label - 1
      let trueLogit = Double(logits[label])
      // The threshold is one more logit, of 0.
      let maximum = max(
        0, logitscope_maximum(logits, label), logitscope_maximum(logits + label + 1, after))
      var total = exponential(-Double(maximum))
      if let gradient {
        let result = gradient + index * rows.classCount
        total += logitscope_exponentials(logits, label, maximum, result)
        total += logitscope_exponentials(
          logits + label + 1, after, maximum, result + label + 1)
        result[label] = 0
        logitscope_scale(result, rows.classCount, Float(share / total))
        result[label] = Float(-share * sigmoid(-trueLogit))
      } else {
        total += logitscope_exponential_sum(logits, label, maximum)
        total += logitscope_exponential_sum(logits + label + 1, after, maximum)
      }
      reduction.sum += Double(maximum) + logarithm(total) + softplus(-trueLogit)
    }
    return reduction
  }
}

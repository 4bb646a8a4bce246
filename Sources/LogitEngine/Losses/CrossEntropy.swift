import CKernels

/// The mean over examples of lse_i − z[i, y_i].
struct CrossEntropy: LossFunction {
  static let name = "cross-entropy"
  static let isAligned = false
  static let reason = "compares logits within one example only"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    reduction.sum = rows.sumOfSoftmaxTerms(gradient: gradient) { logSumExp, trueLogit in
      (value: logSumExp - trueLogit, softmaxWeight: 1)
    }
    return reduction
  }
}

extension LogitRows {
  /// Sums a term of each row's log-sum-exp and true logit, and writes the row's gradient.
  ///
  /// The gradient is (softmaxWeight · p_ij − 1[j = y_i]) / n with the weight that `term` gives.
  func sumOfSoftmaxTerms(
    gradient: UnsafeMutablePointer<Float>?,
    _ term: (_ logSumExp: Double, _ trueLogit: Double) -> (value: Double, softmaxWeight: Double)
  ) -> Double {
    var sum = 0.0
    for index in 0..<count {
      let logits = row(index)
      let label = Int(labels[index])
      let maximum = logitscope_maximum(logits, classCount)
      let result = gradient.map { $0 + index * classCount }
      let total =
        if let result {
          logitscope_exponentials(logits, classCount, maximum, result)
        } else {
          logitscope_exponential_sum(logits, classCount, maximum)
        }
      let (value, weight) = term(Double(maximum) + logarithm(total), Double(logits[label]))
      sum += value
      if let result {
        logitscope_scale(result, classCount, Float(weight / (total * Double(batchCount))))
        result[label] -= 1 / Float(batchCount)
      }
    }
    return sum
  }
}

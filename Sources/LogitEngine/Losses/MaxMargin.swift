import CKernels

/// The mean over examples of max(0, γ − z[i, y_i] + max_{j≠y_i} z[i, j]).
struct MaxMargin: LossFunction {
  static let name = "max-margin"
  static let isAligned = false
  static let reason = "compares logits within one example only"
  static let parameters: Set = [LossParameterName.margin]

  private let margin: Float

  init(_ parameters: LossParameters) {
    margin = Float(parameters.margin)
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    rows.reduceMargins(margin: margin, gradient: gradient)
  }
}

extension LogitRows {
  /// Sums the rows' hinge terms, writes their gradients, and finds the batch's two extremes.
  func reduceMargins(
    margin: Float, gradient: UnsafeMutablePointer<Float>?
  ) -> BatchReduction {
    var reduction = BatchReduction()
    let share = 1 / Float(batchCount)
    for index in 0..<count {
      let logits = row(index)
      let label = Int(labels[index])
      let trueLogit = logits[label]
      let largest = largestFalse(index)
      // Written so that a NaN makes the loss NaN, and not zero.
      let violation = Double(margin) - Double(trueLogit) + Double(largest)
      if !(violation <= 0) { reduction.sum += violation }
      if let gradient {
        let result = gradient + index * classCount
        logitscope_clear(result, classCount)
        if violation > 0 {
          result[label] = -share
          result[column(of: largest, index)] = share
        }
      }
      if trueLogit < reduction.smallestTrue.value {
        reduction.smallestTrue = .init(value: trueLogit, row: firstRow + index, column: label)
      }
      if largest > reduction.largestFalse.value {
        reduction.largestFalse = .init(
          value: largest, row: firstRow + index, column: column(of: largest, index))
      }
    }
    return reduction
  }

  /// The largest logit of a row among the classes that are not its true one.
  private func largestFalse(_ index: Int) -> Float {
    let logits = row(index)
    let label = Int(labels[index])
    return max(
      logitscope_maximum(logits, label),
      logitscope_maximum(logits + label + 1, classCount - label - 1))
  }

  /// The first false class of a row with the given logit.
  private func column(of value: Float, _ index: Int) -> Int {
    let logits = row(index)
    let label = Int(labels[index])
    var column = 0
    while column < classCount - 1, logits[column] != value || column == label { column += 1 }
    return column
  }
}

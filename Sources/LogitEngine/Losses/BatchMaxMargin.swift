/// Max-margin plus (1/n)·max(0, γ − smallest true logit + largest false logit of the batch).
struct BatchMaxMargin: LossFunction {
  static let name = "batch-max-margin"
  static let isAligned = true
  static let reason = "sets a margin between all examples of a batch"
  static let parameters: Set = [LossParameterName.margin]

  private let margin: Float

  init(_ parameters: LossParameters) {
    margin = Float(parameters.margin)
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    rows.reduceMargins(margin: margin, gradient: gradient)
  }

  func value(_ total: BatchReduction, batchCount: Int) -> Double {
    let violation = batchViolation(total)
    return (total.sum + (violation <= 0 ? 0 : violation)) / Double(batchCount)
  }

  func writeGradient(
    _ rows: LogitRows, gradient: UnsafeMutablePointer<Float>, total: BatchReduction
  ) {
    guard batchViolation(total) > 0 else { return }
    let share = 1 / Float(rows.batchCount)
    let here = rows.firstRow..<rows.firstRow + rows.count
    for (extreme, sign) in [(total.smallestTrue, -share), (total.largestFalse, share)]
    where here.contains(extreme.row) {
      gradient[(extreme.row - rows.firstRow) * rows.classCount + extreme.column] += sign
    }
  }

  private func batchViolation(_ total: BatchReduction) -> Double {
    Double(margin) - Double(total.smallestTrue.value) + Double(total.largestFalse.value)
  }
}

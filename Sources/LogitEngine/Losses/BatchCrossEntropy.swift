struct BatchCrossEntropy: LossFunction {
  static let name = "batch-cross-entropy"
  static let isAligned = true
  static let reason = "compares true logits with all logits of the batch"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

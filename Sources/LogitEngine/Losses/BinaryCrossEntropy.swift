struct BinaryCrossEntropy: LossFunction {
  static let name = "binary-cross-entropy"
  static let isAligned = true
  static let reason = "pushes each logit alone above or below zero"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

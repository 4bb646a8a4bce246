struct MaxMargin: LossFunction {
  static let name = "max-margin"
  static let isAligned = false
  static let reason = "compares logits within one example only"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

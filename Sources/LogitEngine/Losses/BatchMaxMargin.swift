struct BatchMaxMargin: LossFunction {
  static let name = "batch-max-margin"
  static let isAligned = true
  static let reason = "adds a margin between all examples of the batch"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

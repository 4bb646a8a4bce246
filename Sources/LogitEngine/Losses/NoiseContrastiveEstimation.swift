struct NoiseContrastiveEstimation: LossFunction {
  static let name = "nce"
  static let isAligned = true
  static let reason = "asks of each logit alone: true class or noise?"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

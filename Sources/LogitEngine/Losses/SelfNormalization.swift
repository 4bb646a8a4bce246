struct SelfNormalization: LossFunction {
  static let name = "self-normalization"
  static let isAligned = true
  static let reason = "pulls every example's normaliser to one level"

  init(_ parameters: LossParameters) {}

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    BatchReduction()
  }
}

/// Cross-entropy plus (α/n) Σ_i lse_i², which holds every normaliser near one level.
struct SelfNormalization: LossFunction {
  static let name = "self-normalization"
  static let isAligned = true
  static let reason = "holds every example's normaliser at one level"
  static let parameters: Set = [LossParameterName.alpha]

  private let weight: Double

  init(_ parameters: LossParameters) {
    weight = parameters.normalizationWeight
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    var reduction = BatchReduction()
    reduction.sum = rows.sumOfSoftmaxTerms(gradient: gradient) { logSumExp, trueLogit in
      (
        value: logSumExp - trueLogit + weight * logSumExp * logSumExp,
        softmaxWeight: 1 + 2 * weight * logSumExp
      )
    }
    return reduction
  }
}

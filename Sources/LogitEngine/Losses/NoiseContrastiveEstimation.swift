/// Noise-contrastive estimation: each logit, less log(t·q_j), tells the true class from noise.
///
/// With d_ij = z[i, j] − log(t·q_j), the mean over examples of
/// softplus(−d[i, y_i]) + Σ_{s=1..t} softplus(d[i, noise(i, s)]); draws add up and may equal y_i.
/// With expected noise the sum is t·Σ_j q_j softplus(d_ij).
struct NoiseContrastiveEstimation: LossFunction {
  static let name = "nce"
  static let isAligned = true
  static let reason = "asks of each logit by itself: true class or noise?"
  static let drawsNoise = true
  static let parameters: Set = [LossParameterName.noiseSamples]

  private let sampleCount: Int
  private let usesExpectation: Bool

  init(_ parameters: LossParameters) {
    sampleCount = parameters.noiseSamples
    usesExpectation = parameters.usesExpectedNoise
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    guard let logNoise = rows.logNoise else { preconditionFailure("nce needs a distribution") }
    var reduction = BatchReduction()
    let share = 1 / Double(rows.batchCount)
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let result = gradient.map { $0 + index * rows.classCount }
      result?.update(repeating: 0, count: rows.classCount)
      let trueDifference = Double(logits[label]) - Double(logNoise[label])
      reduction.sum += softplus(-trueDifference)
      result?[label] = Float(-share * sigmoid(-trueDifference))
      if usesExpectation {
        for column in 0..<rows.classCount {
          let difference = Double(logits[column]) - Double(logNoise[column])
          let weight = exponential(Double(logNoise[column]))  // t·q_j
          reduction.sum += weight * softplus(difference)
          result?[column] += Float(share * weight * sigmoid(difference))
        }
      } else {
        guard let draws = rows.noise else { preconditionFailure("nce needs its draws") }
        for draw in 0..<sampleCount {
          let column = Int(draws[index * sampleCount + draw])
          let difference = Double(logits[column]) - Double(logNoise[column])
          reduction.sum += softplus(difference)
          result?[column] += Float(share * sigmoid(difference))
        }
      }
    }
    return reduction
  }
}

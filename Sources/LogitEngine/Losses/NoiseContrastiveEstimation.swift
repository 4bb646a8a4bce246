import CKernels

/// Noise-contrastive estimation: each logit, less log(t·q_j), tells the true class from noise.
///
/// With d_ij = z[i, j] − log(t·q_j), the mean over examples of
/// softplus(−d[i, y_i]) + Σ_{s=1..t} softplus(d[i, noise(i, s)]); draws add up and may equal y_i.
/// With expected noise the sum is t·Σ_j q_j softplus(d_ij).
struct NoiseContrastiveEstimation: SampledLossFunction {
  static let name = "nce"
  static let isAligned = true
  static let reason = "asks of each logit alone: true class or noise?"
  static let noise = NoiseKind.classFrequencies
  static let parameters: Set = [LossParameterName.noiseSamples]

  static let defaultNoiseSamples = 10

  let sampleCount: Int
  private let usesExpectation: Bool

  static let infimumFormula = "(1/n) Σ_i [(1 + a) log(1 + a) - a log a], a = t·q[y_i]"

  init(_ parameters: LossParameters) {
    sampleCount = parameters.noiseSamples ?? Self.defaultNoiseSamples
    usesExpectation = parameters.usesExpectedNoise
  }

  /// The infimum of the expectation over the noise, q being the frequencies of the labels.
  ///
  /// False logits cost nothing at −∞, but the true class is drawn as noise too: its terms, as often
  /// as a = t·q[y], are softplus(−d) + a·softplus(d), least at d = −log a, where z[i, y] = 0.
  func infimum(labels: [Int32], classCount: Int) -> Double {
    let frequencies = NoiseDistribution.frequencies(of: labels, classCount: classCount)
    let count = Double(labels.count)
    // Every class weighs as much as it has examples.
    return frequencies.reduce(0) { sum, frequency in
      guard frequency > 0 else { return sum }
      let draws = Double(sampleCount) * frequency / count
      return sum + frequency / count
        * ((1 + draws) * logarithm(1 + draws) - draws * logarithm(draws))
    }
  }

  /// The loss of one logit, the true one's or a draw's, and its gradient.
  private func term(
    _ logit: Float, classIndex: Int, isTrue: Bool, _ rows: LogitRows
  ) -> (value: Double, gradient: Float) {
    guard let logNoise = rows.logNoise else { preconditionFailure("nce needs a distribution") }
    let difference = Double(logit) - Double(logNoise[classIndex])
    let share = 1 / Double(rows.batchCount)
    return isTrue
      ? (softplus(-difference), Float(-share * sigmoid(-difference)))
      : (softplus(difference), Float(share * sigmoid(difference)))
  }

  func replaceByGradients(
    _ sampled: UnsafeMutableBufferPointer<Float>, classes: UnsafePointer<Int32>, _ rows: LogitRows
  ) -> Double {
    var sum = 0.0
    for position in sampled.indices {
      let term = term(
        sampled[position], classIndex: Int(classes[position]), isTrue: position == 0, rows)
      sum += term.value
      sampled[position] = term.gradient
    }
    return sum
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    guard usesExpectation else { return reduceSamples(rows, gradient: gradient) }
    var reduction = BatchReduction()
    for index in 0..<rows.count {
      let logits = rows.row(index)
      let label = Int(rows.labels[index])
      let result = gradient.map { $0 + index * rows.classCount }
      if let result { logitscope_clear(result, rows.classCount) }
      let truth = term(logits[label], classIndex: label, isTrue: true, rows)
      reduction.sum += truth.value
      result?[label] = truth.gradient
      reduction.sum += addExpectedNoise(logits, rows, to: result)
    }
    return reduction
  }

  /// Adds the gradient of t·Σ_j q_j softplus(d_ij) for one row, and returns its value.
  private func addExpectedNoise(
    _ logits: UnsafePointer<Float>, _ rows: LogitRows, to result: UnsafeMutablePointer<Float>?
  ) -> Double {
    guard let logNoise = rows.logNoise else { preconditionFailure("nce needs a distribution") }
    var sum = 0.0
    for column in 0..<rows.classCount {
      let difference = Double(logits[column]) - Double(logNoise[column])
      let weight = exponential(Double(logNoise[column]))  // t·q_j
      sum += weight * softplus(difference)
      result?[column] += Float(weight * sigmoid(difference) / Double(rows.batchCount))
    }
    return sum
  }
}

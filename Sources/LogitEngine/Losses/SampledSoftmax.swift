/// Cross-entropy over the true class and a few classes drawn uniformly from the others (Jean et al.,
/// arXiv 1412.2007, without its correction).
///
/// The mean over examples of log(exp z[i, y_i] + Σ_{s=1..t} exp z[i, noise(i, s)]) − z[i, y_i]; a
/// class drawn twice counts twice.
struct SampledSoftmax: SampledLossFunction {
  static let name = "sampled-softmax"
  static let isAligned = false
  static let reason = "compares logits within one example only"
  static let noise = NoiseKind.otherClasses
  static let parameters: Set = [LossParameterName.noiseSamples]
  static let defaultNoiseSamples = 5

  let sampleCount: Int

  init(_ parameters: LossParameters) {
    sampleCount = parameters.noiseSamples ?? Self.defaultNoiseSamples
  }

  func reduce(_ rows: LogitRows, gradient: UnsafeMutablePointer<Float>?) -> BatchReduction {
    reduceSamples(rows, gradient: gradient)
  }

  func replaceByGradients(
    _ sampled: UnsafeMutableBufferPointer<Float>, classes: UnsafePointer<Int32>, _ rows: LogitRows
  ) -> Double {
    let trueLogit = Double(sampled[0])
    var maximum = -Float.infinity
    for logit in sampled where logit > maximum { maximum = logit }
    var total = 0.0
    for logit in sampled { total += exponential(Double(logit) - Double(maximum)) }
    let share = 1 / Double(rows.batchCount)
    for index in sampled.indices {
      let probability = exponential(Double(sampled[index]) - Double(maximum)) / total
      sampled[index] = Float(share * (index == 0 ? probability - 1 : probability))
    }
    return Double(maximum) + logarithm(total) - trueLogit
  }
}

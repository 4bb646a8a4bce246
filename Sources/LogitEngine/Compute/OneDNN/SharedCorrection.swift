import COneDNN

/// What the gradient of a shared batch lacks while its statistics are held for constants.
///
/// With x̂ the normalised source, σ = √(variance + ε) and g the gradient behind the rectifier, that
/// gradient is scale/σ · g; with statistics that follow the source it is
/// scale/σ · (g − mean(g) − x̂ · mean(g · x̂)), the means over the whole batch. What is added is a
/// normalisation of the source once more, with −scale/σ · mean(g · x̂) for its scale and
/// −scale/σ · mean(g) for its shift.
final class SharedCorrection {
  private let normalization: Normalization
  private let sums: SharedSums
  private let scale: Tensor
  private let shift: Tensor
  private let step: Primitive
  private let target: Tensor
  private let scratch: Tensor
  private let valueCount: Double

  /// Builds the correction of `target`, laid out as the source, as is `scratch`.
  init(
    of target: Tensor, _ normalization: Normalization, share: BatchShare, scratch: Tensor
  ) {
    let perChannel = Descriptor.rowMajor([normalization.channelCount])
    scale = Tensor(perChannel)
    shift = Tensor(perChannel)
    step = Primitive(
      Normalization.describe(
        normalization.source, trains: false, usesGiven: true, isRectified: false),
      [
        (DNNL_ARG_SRC, normalization.source), (DNNL_ARG_DST, scratch),
        (DNNL_ARG_MEAN, normalization.mean), (DNNL_ARG_VARIANCE, normalization.variance),
        (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift),
      ])
    sums = SharedSums(count: 2 * normalization.channelCount, share: share)
    valueCount = Double(share.batchRowCount * normalization.pixelCount)
    self.normalization = normalization
    self.target = target
    self.scratch = scratch
  }

  /// Adds to the target what it lacks, once every rank has called this.
  ///
  /// - Parameter gradient: those of the scales, Σ g · x̂ over the rank's rows, and then of the
  ///   shifts, Σ g.
  func apply(
    parameters: UnsafePointer<Float>, gradient: UnsafePointer<Float>, _ stream: Stream
  ) {
    let channelCount = normalization.channelCount
    for index in 0..<2 * channelCount { sums.own[index] = Double(gradient[index]) }
    sums.reduce()
    for channel in 0..<channelCount {
      let variance =
        Double(normalization.variance.elements[channel]) + Double(Normalization.epsilon)
      let factor = -Double(parameters[channel]) / (variance.squareRoot() * valueCount)
      scale.elements[channel] = Float(factor * sums.total[channel])
      shift.elements[channel] = Float(factor * sums.total[channelCount + channel])
    }
    step.execute(stream)
    target.add(scratch)
  }
}

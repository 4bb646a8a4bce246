import COneDNN

/// The backward pass of a batch normalisation.
final class NormalizationGradient {
  /// ∂L/∂output, to be written before `backward`, which may overwrite it.
  let outputGradient: Tensor

  private let normalization: Normalization
  private let scaleGradient: Tensor
  private let shiftGradient: Tensor
  private let step: Primitive
  private let correction: SharedCorrection?

  /// Builds the backward pass of `normalization`, which writes into `sourceGradient`.
  ///
  /// - Precondition: `sourceGradient` is laid out as the source.
  init(_ normalization: Normalization, into sourceGradient: Tensor) {
    let backward = PrimitiveDescriptor(
      "a batch normalisation's gradient", [normalization.source.descriptor]
    ) {
      logitscope_normalization_backward(
        $0, Library.engine, $1[0], Normalization.epsilon, normalization.share == nil ? 0 : 1,
        normalization.descriptor.pointer)
    }
    let perChannel = Descriptor.rowMajor([normalization.channelCount])
    let outputGradient = Tensor(normalization.output.descriptor)
    scaleGradient = Tensor(perChannel)
    shiftGradient = Tensor(perChannel)
    self.outputGradient = outputGradient
    self.normalization = normalization
    step = Primitive(
      backward,
      [
        (DNNL_ARG_SRC, normalization.source), (DNNL_ARG_MEAN, normalization.mean),
        (DNNL_ARG_VARIANCE, normalization.variance), (DNNL_ARG_DIFF_DST, outputGradient),
        (DNNL_ARG_SCALE, normalization.scale), (DNNL_ARG_SHIFT, normalization.shift),
        (DNNL_ARG_WORKSPACE, normalization.workspace), (DNNL_ARG_DIFF_SRC, sourceGradient),
        (DNNL_ARG_DIFF_SCALE, scaleGradient), (DNNL_ARG_DIFF_SHIFT, shiftGradient),
      ])
    correction = normalization.share.map {
      SharedCorrection(
        of: sourceGradient, normalization, share: $0, scratch: outputGradient)
    }
  }

  /// The source's gradient, and those of scale and then shift over the rank's rows ←
  /// outputGradient.
  ///
  /// Where the batch is shared, every rank must call this.
  func backward(
    parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    let channelCount = normalization.channelCount
    normalization.bind(parameters)
    step.execute(stream)
    gradient.update(from: scaleGradient.elements, count: channelCount)
    (gradient + channelCount).update(from: shiftGradient.elements, count: channelCount)
    correction?.apply(parameters: parameters, gradient: UnsafePointer(gradient), stream)
  }
}

import COneDNN

/// Batch normalisation with scale and shift, followed by the rectifier, on one rank's rows.
///
/// In training the statistics are those of the rank's own rows, as in every data-parallel trainer
/// that does not synchronise them. Ioffe, Szegedy, ICML 2015.
final class Normalization {
  /// max(0, scale · (source − mean) / √(variance + ε) + shift).
  let output: Tensor
  /// The mean of each channel over the rank's rows, in training.
  let mean: Tensor
  /// The variance of each channel over the rank's rows, in training.
  let variance: Tensor

  fileprivate let source: Tensor
  fileprivate let channelCount: Int
  fileprivate let descriptor: PrimitiveDescriptor
  fileprivate let workspace: Tensor
  fileprivate let scale: Tensor
  fileprivate let shift: Tensor
  private let trainingStep: Primitive
  private let evaluationStep: Primitive
  private let givenMean: Tensor
  private let givenVariance: Tensor

  /// ε, as in PyTorch.
  fileprivate static let epsilon: Float = 1e-5

  /// Builds the operation for rows of `channelCount` channels.
  init(_ source: Tensor, channelCount: Int) {
    let training = PrimitiveDescriptor("a batch normalisation", [source.descriptor]) {
      logitscope_normalization_forward($0, Library.engine, $1[0], Self.epsilon, 0)
    }
    let evaluation = PrimitiveDescriptor("a batch normalisation", [source.descriptor]) {
      logitscope_normalization_forward($0, Library.engine, $1[0], Self.epsilon, 1)
    }
    let perChannel = Descriptor.rowMajor([channelCount])
    let output = Tensor(source.descriptor)
    let scale = Tensor(unbound: perChannel)
    let shift = Tensor(unbound: perChannel)
    let common = [
      (DNNL_ARG_SRC, source), (DNNL_ARG_DST, output), (DNNL_ARG_SCALE, scale),
      (DNNL_ARG_SHIFT, shift),
    ]
    mean = Tensor(perChannel)
    variance = Tensor(perChannel)
    givenMean = Tensor(unbound: perChannel)
    givenVariance = Tensor(unbound: perChannel)
    workspace = Tensor(training.descriptor(dnnl_query_workspace_md))
    trainingStep = Primitive(
      training,
      common + [
        (DNNL_ARG_MEAN, mean), (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_WORKSPACE, workspace),
      ])
    evaluationStep = Primitive(
      evaluation,
      common + [(DNNL_ARG_MEAN, givenMean), (DNNL_ARG_VARIANCE, givenVariance)])
    self.source = source
    self.channelCount = channelCount
    self.output = output
    self.scale = scale
    self.shift = shift
    descriptor = training
  }

  /// Normalises by the rows' own statistics; scale, then shift, at `parameters`.
  func forward(parameters: UnsafePointer<Float>, _ stream: Stream) {
    bind(parameters)
    trainingStep.execute(stream)
  }

  /// Normalises by given statistics, means and then variances at `statistics`.
  func evaluate(
    parameters: UnsafePointer<Float>, statistics: UnsafePointer<Float>, _ stream: Stream
  ) {
    bind(parameters)
    givenMean.bind(statistics)
    givenVariance.bind(statistics + channelCount)
    evaluationStep.execute(stream)
  }

  fileprivate func bind(_ parameters: UnsafePointer<Float>) {
    scale.bind(parameters)
    shift.bind(parameters + channelCount)
  }
}

/// The backward pass of a batch normalisation.
final class NormalizationGradient {
  /// ∂L/∂output, to be written before `backward`.
  let outputGradient: Tensor

  private let normalization: Normalization
  private let scaleGradient: Tensor
  private let shiftGradient: Tensor
  private let step: Primitive

  /// Builds the backward pass of `normalization`, which writes into `sourceGradient`.
  ///
  /// - Precondition: `sourceGradient` is laid out as the source.
  init(_ normalization: Normalization, into sourceGradient: Tensor) {
    let backward = PrimitiveDescriptor(
      "a batch normalisation's gradient", [normalization.source.descriptor]
    ) {
      logitscope_normalization_backward(
        $0, Library.engine, $1[0], Normalization.epsilon, normalization.descriptor.pointer)
    }
    let perChannel = Descriptor.rowMajor([normalization.channelCount])
    outputGradient = Tensor(normalization.output.descriptor)
    scaleGradient = Tensor(perChannel)
    shiftGradient = Tensor(perChannel)
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
  }

  /// The source's gradient, and those of scale and then shift ← outputGradient.
  func backward(
    parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, _ stream: Stream
  ) {
    normalization.bind(parameters)
    step.execute(stream)
    gradient.update(from: scaleGradient.elements, count: normalization.channelCount)
    (gradient + normalization.channelCount).update(
      from: shiftGradient.elements, count: normalization.channelCount)
  }
}

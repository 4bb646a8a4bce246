import COneDNN

/// Batch normalisation with scale and shift, followed by the rectifier, on one rank's rows.
///
/// In training the statistics are those of the whole batch, whatever ranks share its rows. Ioffe,
/// Szegedy, ICML 2015.
final class Normalization {
  /// max(0, scale · (source − mean) / √(variance + ε) + shift).
  let output: Tensor
  /// The mean of each channel over the batch, in training; on every rank the same.
  let mean: Tensor
  /// The variance of each channel over the batch, in training; on every rank the same.
  let variance: Tensor
  /// What is normalised.
  let source: Tensor
  /// How many channels there are.
  let channelCount: Int
  /// How many values of each channel a row has.
  let pixelCount: Int
  /// The rank's share of the batch; nil where all of it is the rank's own.
  let share: BatchShare?
  /// The operation of training.
  let descriptor: PrimitiveDescriptor
  /// What the operation of training leaves to its backward pass.
  let workspace: Tensor
  /// The scales, where the parameters were last bound.
  let scale: Tensor
  /// The shifts, where the parameters were last bound.
  let shift: Tensor

  private let sharedStatistics: SharedStatistics?
  private let trainingStep: Primitive
  private let evaluationStep: Primitive
  private let givenMean: Tensor
  private let givenVariance: Tensor

  /// ε, as in PyTorch.
  static let epsilon: Float = 1e-5

  /// Builds the operation for rows of `channelCount` channels of `pixelCount` values each.
  ///
  /// - Parameter share: the rank's share of a batch that it trains on with others.
  init(_ source: Tensor, channelCount: Int, pixelCount: Int = 1, share: BatchShare? = nil) {
    let training = Self.describe(source, trains: true, usesGiven: share != nil)
    let evaluation = Self.describe(source, trains: false, usesGiven: true)
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
    // Mean and variance are what the operation reads if they are given, and what it writes if not.
    trainingStep = Primitive(
      training,
      common + [
        (DNNL_ARG_MEAN, mean), (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_WORKSPACE, workspace),
      ])
    evaluationStep = Primitive(
      evaluation,
      common + [(DNNL_ARG_MEAN, givenMean), (DNNL_ARG_VARIANCE, givenVariance)])
    sharedStatistics = share.map {
      SharedStatistics(common, of: source, channelCount: channelCount, share: $0)
    }
    self.source = source
    self.channelCount = channelCount
    self.pixelCount = pixelCount
    self.share = share
    self.output = output
    self.scale = scale
    self.shift = shift
    descriptor = training
  }

  /// Settles a normalisation: by statistics given or the rows' own, rectified or not.
  static func describe(
    _ source: Tensor, trains: Bool, usesGiven: Bool, isRectified: Bool = true
  ) -> PrimitiveDescriptor {
    PrimitiveDescriptor("a batch normalisation", [source.descriptor]) {
      logitscope_normalization_forward(
        $0, Library.engine, $1[0], epsilon, trains ? 1 : 0, usesGiven ? 1 : 0,
        isRectified ? 1 : 0)
    }
  }

  /// Normalises by the batch's own statistics; scale, then shift, at `parameters`.
  ///
  /// Where the batch is shared, every rank must call this.
  func forward(parameters: UnsafePointer<Float>, _ stream: Stream) {
    bind(parameters)
    sharedStatistics?.gather(mean: mean.elements, variance: variance.elements, stream)
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

  /// Points scale and shift at `parameters`, one after the other.
  func bind(_ parameters: UnsafePointer<Float>) {
    scale.bind(parameters)
    shift.bind(parameters + channelCount)
  }
}

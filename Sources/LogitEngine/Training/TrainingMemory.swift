/// The memory that a run needs at once, estimated before any of it is taken.
public enum TrainingMemory {
  /// Rows that each thread takes through the network at once to evaluate it.
  private static let evaluatedRows = 128
  /// Channels of a picture come in groups of so many in the layouts of vector instructions.
  private static let channelGroup = 16

  /// The bytes for parameters, gradients, the optimizer, activations, the logits of the test set and
  /// their metrics; the dataset itself is not counted.
  ///
  /// An estimate from below, but for convolutions, whose library decides for itself.
  public static func bytes(_ configuration: TrainingConfiguration, of dataset: Dataset) -> Double {
    bytes(configuration, dataset, reserved: false)
  }

  /// - Parameter reserved: whether what is set aside but never written counts too, as it does
  ///   against a limit on addresses: a loss that samples logits leaves most of them alone.
  private static func bytes(
    _ configuration: TrainingConfiguration, _ dataset: Dataset, reserved: Bool
  ) -> Double {
    let network = configuration.network
    let layers = network.layers(shape: dataset.training.shape, classCount: dataset.classCount)
    let parameters = total(layers.map(\.parameterCount))
    let output = Double(layers.last?.parameterCount ?? 0)
    let batch = Double(configuration.batchSize)
    let threads = Double(max(1, min(configuration.threads, configuration.batchSize)))
    let classes = Double(dataset.classCount)
    let examples = Double(dataset.test.count)
    let rows = threads * Double(evaluatedRows)
    let hidden = total(layers.map(\.outputCount)) - classes
    let inputs = Double(dataset.training.shape.featureCount)
    let loss = configuration.loss
    let samplesOutput =
      loss.function is any SampledLossFunction
      && SampledOutput.pays(classCount: dataset.classCount, noiseSamples: loss.noiseSamples)

    var floats = parameters * (1 + Double(configuration.optimizer.bufferCount))
    floats += batch * (inputs + 2 * hidden) + rows * (inputs + hidden)
    // The gradients of the parameters, and the logits of a batch with theirs.
    floats += parameters - output
    if reserved || !samplesOutput { floats += output + 2 * batch * classes }
    // The logits of the test set; to rank a class, each thread has its logits with their order.
    floats += examples * classes + threads * examples * 4
    if let body = layers.first as? ConvolutionalBody {
      floats += convolutionFloats(body, batch: batch, rows: rows, threads: threads)
    }
    let reports = classes * Double(MemoryLayout<ClassMetrics>.stride)
    return floats * Double(MemoryLayout<Float>.stride) + reports
  }

  /// What the operations of convolutions have of their own, thread by thread: weights in other
  /// layouts and their gradients, pictures and their gradients.
  private static func convolutionFloats(
    _ body: ConvolutionalBody, batch: Double, rows: Double, threads: Double
  ) -> Double {
    let weights = Double(body.parameterCount)
    var pictures = 0.0
    for stage in body.stages {
      let group = channelGroup
      let channels = (stage.outputs + group - 1) / group * group
      pictures += Double(channels) * Double(stage.height * stage.width)
    }
    // In training a convolution's output, its gradient, and both once more where it is pooled or
    // normalized; in evaluation the output alone.
    return threads * weights * 6 + pictures * (2.5 * batch + 1.25 * rows)
  }

  private static func total(_ counts: [Int]) -> Double {
    counts.reduce(0) { $0 + Double($1) }
  }

  /// Makes sure that there is enough.
  ///
  /// - Throws: ``TrainingError/memoryLacking(needed:available:)``.
  static func require(
    _ configuration: TrainingConfiguration, of dataset: Dataset
  ) throws(TrainingError) {
    let limits = [(availableMemory(), false), (availableAddresses(), true)]
    for case (let available?, let reserved) in limits {
      let needed = bytes(configuration, dataset, reserved: reserved)
      guard needed <= Double(available) else {
        throw .memoryLacking(needed: needed, available: Double(available))
      }
    }
  }
}

extension OptimizerSpecification {
  /// How many numbers the optimizer keeps for each parameter.
  fileprivate var bufferCount: Int {
    switch self {
    case .momentumDescent: 1
    case .adam, .adamW: 2
    }
  }
}

/// The speed of training, held against the machine's own.
public struct TrainingBenchmark: Sendable {
  /// The layer sizes in words.
  public let networkName: String
  /// How many parameters the network has.
  public let parameterCount: Int
  /// Examples a step.
  public let batchSize: Int
  /// How many threads shared a step.
  public let threads: Int
  /// Steps a repeat.
  public let stepsPerRepeat: Int
  /// The time of one step, in each repeat the mean of its steps.
  public let step: Timing
  /// The floating-point operations of the products and convolutions of a step.
  public let operationsPerStep: Int
  /// How fast the machine was found to be.
  public let rate: ArithmeticRate

  /// Without a number of steps, a repeat takes about so long.
  private static let secondsPerRepeat = 0.3

  /// Trains, after a repeat to warm up, and measures.
  ///
  /// - Parameter steps: how many steps to take in each repeat; nil for as many as take about a third
  ///   of a second.
  /// - Throws: ``TrainingError`` if the configuration does not fit the dataset.
  public init(
    dataset: Dataset, configuration: TrainingConfiguration, steps: Int? = nil, repeats: Int
  ) throws(TrainingError) {
    let batchSize = configuration.batchSize
    guard (1...max(1, dataset.training.count)).contains(batchSize) else {
      throw .batchTooLarge(batchSize: batchSize, trainingCount: dataset.training.count)
    }
    guard configuration.network.precision.isSupported else {
      throw .unsupportedPrecision(configuration.network.precision)
    }
    let examples = dataset.prepared(configuration.inputs).training
    let network = Network(
      configuration.network, shape: examples.shape, classCount: dataset.classCount,
      seed: configuration.seed)
    let team = ThreadTeam(count: max(1, min(configuration.threads, batchSize)))
    let training = try TrainingStep(
      network: network,
      optimizer: configuration.optimizer.makeOptimizer(
        parameterCount: network.parameters.count, momentum: configuration.momentum),
      team: team, examples: examples, batchSize: batchSize, loss: configuration.loss,
      seed: configuration.seed, clipNorm: configuration.clipNorm)
    var sampler = BatchSampler(
      count: examples.count, batchSize: batchSize, seed: configuration.seed)
    var stepsTaken = 0
    func train(_ count: Int) {
      for _ in 0..<count {
        sampler.withBatch(step: stepsTaken) { batch in
          _ = training.take(batch, step: stepsTaken, rate: configuration.learningRate)
        }
        stepsTaken += 1
      }
    }
    // The first step compiles kernels; it tells nothing about how long the others take.
    train(1)
    let count = steps ?? Self.stepCount(filling: Self.secondsPerRepeat, train)
    var meter =
      if let body = network.layers.first as? ConvolutionalBody {
        ArithmeticMeter(convolutionOf: team, body, batchSize: batchSize)
      } else {
        ArithmeticMeter(productOf: team, configuration.network.precision)
      }
    // In turn, so that both have the machine in the same state; a few steps bring the caches back.
    step = Timing(repeats: repeats, warmUps: 1, units: count) {
      meter.sample()
      train(min(count, 3))
    } _: {
      train(count)
    }
    rate = meter.rate
    operationsPerStep =
      batchSize
      * configuration.network.operationsPerExample(
        shape: examples.shape, classCount: dataset.classCount, loss: configuration.loss)
    networkName = network.name
    parameterCount = network.parameters.count
    self.batchSize = batchSize
    threads = team.count
    stepsPerRepeat = count
  }

  /// Training throughput, at the median time of a step.
  public var examplesPerSecond: Double { 1000 * Double(batchSize) / step.median }

  /// The least time of a step, were there nothing to do but its arithmetic.
  public var floorMilliseconds: Double {
    Double(operationsPerStep) / (rate.gigaflopsPerSecond * 1e6)
  }

  /// The share of the machine's rate that training reaches, at the median time of a step.
  public var fractionOfFloor: Double { floorMilliseconds / step.median }

  /// Doubles a number of steps until they take long enough to tell how many fill a time.
  private static func stepCount(filling seconds: Double, _ train: (Int) -> Void) -> Int {
    var count = 1
    while true {
      let time = LogitEngine.seconds(of: { train(count) })
      if time > seconds / 8 { return max(1, Int((Double(count) * seconds / time).rounded())) }
      count *= 2
    }
  }
}

/// One step of training, shared by a team.
///
/// Each thread takes its rows of the batch forward, joins the loss's reduction, and goes backward;
/// when all have, each computes the gradient of its share of the parameters and updates it.
final class TrainingStep {
  private let network: Network
  private let optimizer: any Optimizer
  private let clipping: GradientClipping?
  private let team: ThreadTeam
  private let reducer: any Reducer
  private let sharding: Sharding
  private let runner: NetworkRunner
  private let batchSize: Int
  private let examples: Examples
  private let seed: UInt64
  private let labels: UnsafeMutableBufferPointer<Int32>
  private var noise: UnsafeMutableBufferPointer<Int32>
  private var sampler: NoiseSampler?
  private var logNoise: [Float] = []
  private var loss: Loss
  private var function: any LossFunction
  /// The output layer, while the loss samples so few logits that it need not compute them all.
  private var sampledOutput: (layer: SampledOutput, loss: any SampledLossFunction)?
  private let samplesOutput: Bool?
  private lazy var job = ThreadTeam.Job { [unowned self] rank in work(rank) }
  private var assignment = Assignment()
  private var value = 0.0

  /// What the ranks are to do in the step under way.
  private struct Assignment {
    var batch = UnsafeBufferPointer<Int32>(start: nil, count: 0)
    var step = 0
    var rate = 0.0
    var logNoise: UnsafePointer<Float>?
  }

  /// Allocates everything that the steps of a run need.
  ///
  /// - Parameter samplesOutput: whether a loss that samples logits computes those alone; nil for
  ///   where that is faster.
  init(
    network: Network, optimizer: any Optimizer, team: ThreadTeam, examples: Examples,
    batchSize: Int, loss: Loss, seed: UInt64, clipNorm: Double? = nil,
    samplesOutput: Bool? = nil
  ) throws(TrainingError) {
    self.network = network
    self.optimizer = optimizer
    clipping = clipNorm.map { GradientClipping(limit: $0, team: team) }
    self.team = team
    self.examples = examples
    self.batchSize = batchSize
    self.seed = seed
    self.samplesOutput = samplesOutput
    self.loss = loss
    function = loss.function
    reducer = TeamReducer(count: team.count)
    sharding = Sharding(
      rankCount: team.count,
      rowsPerRank: (0..<team.count).map { team.part(of: batchSize, rank: $0).count },
      trains: true, reducer: reducer)
    runner = NetworkRunner(network, sharding: sharding)
    labels = .allocate(capacity: batchSize)
    labels.initialize(repeating: 0)
    noise = .allocate(capacity: 0)
    try use(loss)
  }

  deinit {
    labels.deallocate()
    noise.deallocate()
  }

  /// Uses another loss from the next step on.
  func use(_ loss: Loss) throws(TrainingError) {
    let samples = loss.noiseSamples
    switch loss.kind.function.noise {
    case .none: sampler = nil
    case .classFrequencies:
      let frequencies = NoiseDistribution.frequencies(
        of: examples.labels, classCount: network.classCount)
      if let empty = frequencies.firstIndex(of: 0) {
        throw .classWithoutExamples(empty, loss: loss.kind)
      }
      let distribution = NoiseDistribution(weights: frequencies)
      logNoise = distribution.logNoise(samples: samples)
      sampler = loss.drawsNoise ? .distribution(distribution) : nil
    case .otherClasses: sampler = .otherClasses(classCount: network.classCount)
    }
    noise.deallocate()
    noise = .allocate(capacity: batchSize * samples)
    noise.initialize(repeating: 0)
    self.loss = loss
    function = loss.function
    sampledOutput = makeSampledOutput()
  }

  private func makeSampledOutput() -> (layer: SampledOutput, loss: any SampledLossFunction)? {
    let samples = loss.noiseSamples
    guard sampler != nil, let sampled = function as? any SampledLossFunction,
      let output = network.layers.last as? Dense,
      samplesOutput
        ?? SampledOutput.pays(classCount: network.classCount, noiseSamples: samples)
    else { return nil }
    return (SampledOutput(output, sharding: sharding, noiseSamples: samples), sampled)
  }

  /// Takes a step on some rows of the training set and returns their mean loss before it.
  ///
  /// - Parameter step: the number of the step, counted from 0, which names its noise.
  func take(_ batch: UnsafeBufferPointer<Int32>, step: Int, rate: Double) -> Double {
    logNoise.withUnsafeBufferPointer { logNoise in
      assignment = Assignment(
        batch: batch, step: step, rate: rate, logNoise: logNoise.baseAddress)
      team.run(job)
    }
    return value
  }

  private func work(_ rank: Int) {
    let assignment = assignment
    let total = forwardAndBackward(assignment, rank: rank)
    if rank == 0 { value = function.value(total, batchCount: assignment.batch.count) }
    team.barrier.wait()
    update(assignment, rank: rank)
  }

  private func forwardAndBackward(_ assignment: Assignment, rank: Int) -> BatchReduction {
    let (batch, step) = (assignment.batch, assignment.step)
    let part = team.part(of: batch.count, rank: rank)
    let pass = Pass.training(seed: seed, step: step)
    runner.load(
      examples, UnsafeBufferPointer(rebasing: batch[part]), from: part.lowerBound, pass: pass)
    examples.labels.withUnsafeBufferPointer { all in
      for row in part { labels[row] = all[Int(batch[row])] }
    }
    drawNoise(part, step: step)
    runner.forward(rows: part, rank: rank, pass: pass, includesOutput: sampledOutput == nil)
    guard let labelBase = labels.baseAddress else { return BatchReduction() }
    let rows = LogitRows(
      logits: UnsafePointer(runner.logits), labels: labelBase, count: batch.count,
      classCount: network.classCount, batchCount: batch.count, firstRow: 0,
      noise: noise.baseAddress.map { UnsafePointer($0) }, logNoise: assignment.logNoise)
    if let sampledOutput {
      var own = BatchReduction()
      own.sum = sampledOutput.layer.forwardAndBackward(
        runner.outputBuffers, rows.part(part, noisePerRow: loss.noiseSamples),
        sampledOutput.loss)
      runner.backward(rows: part, rank: rank, pass: pass, includesOutput: false)
      return reducer.allReduce(own, rank: rank)
    }
    let total = function.reduceShard(
      of: rows, rows: part, columns: team.part(of: network.classCount, rank: rank),
      gradient: runner.logitGradient, reducer: reducer, rank: rank)
    runner.backward(rows: part, rank: rank, pass: pass)
    return total
  }

  private func update(_ assignment: Assignment, rank: Int) {
    let rowCount = assignment.batch.count
    runner.writeParameterGradient(
      rowCount: rowCount, rank: rank, includesOutput: sampledOutput == nil)
    sampledOutput?.layer.writeParameterGradient(
      runner.outputBuffers, rowCount: rowCount, rank: rank, step: assignment.step)
    guard let gradient = runner.parameterGradient.baseAddress else { return }
    let share = runner.parameterShare(rank: rank)
    var update = OptimizerStep(number: assignment.step + 1, rate: assignment.rate)
    if let clipping {
      update.gradientScale = clipping.scale(UnsafePointer(gradient), share: share, rank: rank)
    }
    let outputOffset = network.offsets[network.layers.count - 1]
    let skipsUntouched = sampledOutput != nil && optimizer.leavesZeroGradientsAlone
    for stretch in share where !skipsUntouched || stretch.lowerBound < outputOffset {
      optimizer.update(
        network.parameterBase, gradient: UnsafePointer(gradient), stretch: stretch, step: update)
    }
    guard skipsUntouched else { return }
    sampledOutput?.layer.forEachTouchedStretch(rank: rank) { stretch in
      optimizer.update(
        network.parameterBase, gradient: UnsafePointer(gradient),
        stretch: stretch.lowerBound + outputOffset..<stretch.upperBound + outputOffset,
        step: update)
    }
  }

  private func drawNoise(_ rows: Range<Int>, step: Int) {
    guard let sampler else { return }
    let samples = loss.noiseSamples
    for row in rows {
      sampler.draw(
        into: .init(rebasing: noise[row * samples..<(row + 1) * samples]), label: labels[row],
        seed: seed, step: step, row: row)
    }
  }
}

/// One step of training, shared by a team: each thread takes its rows of the batch forward, joins
/// the loss's reduction, goes backward, and updates its stretch of the parameters.
final class TrainingStep {
  private let network: Network
  private let optimizer: MomentumDescent
  private let team: ThreadTeam
  private let reducer: any Reducer
  private let shards: [NetworkShard]
  private let batchSize: Int
  private let examples: Examples
  private let seed: UInt64
  private let gradients: UnsafeMutableBufferPointer<UnsafePointer<Float>?>
  private let labels: UnsafeMutableBufferPointer<Int32>
  private var noise: UnsafeMutableBufferPointer<Int32>
  private var distribution: NoiseDistribution?
  private var logNoise: [Float] = []
  private var loss: Loss
  private var function: any LossFunction

  /// Allocates everything that the steps of a run need.
  init(
    network: Network, optimizer: MomentumDescent, team: ThreadTeam, examples: Examples,
    batchSize: Int, loss: Loss, seed: UInt64
  ) throws(TrainingError) {
    self.network = network
    self.optimizer = optimizer
    self.team = team
    self.examples = examples
    self.batchSize = batchSize
    self.seed = seed
    self.loss = loss
    function = loss.function
    reducer = TeamReducer(count: team.count)
    let maximumRows = (batchSize + team.count - 1) / team.count
    shards = (0..<team.count).map { _ in
      NetworkShard(network, maximumRows: maximumRows, trains: true)
    }
    gradients = .allocate(capacity: team.count)
    gradients.initialize(repeating: nil)
    labels = .allocate(capacity: batchSize)
    labels.initialize(repeating: 0)
    noise = .allocate(capacity: 0)
    for (index, shard) in shards.enumerated() {
      gradients[index] = UnsafePointer(shard.parameterGradient.baseAddress)
    }
    try use(loss)
  }

  deinit {
    gradients.deallocate()
    labels.deallocate()
    noise.deallocate()
  }

  /// Uses another loss from the next step on.
  func use(_ loss: Loss) throws(TrainingError) {
    if loss.kind.function.drawsNoise {
      let frequencies = NoiseDistribution.frequencies(
        of: examples.labels, classCount: network.classCount)
      if let empty = frequencies.firstIndex(of: 0) {
        throw .classWithoutExamples(empty, loss: loss.kind)
      }
      let distribution = NoiseDistribution(weights: frequencies)
      logNoise = distribution.logNoise(samples: loss.parameters.noiseSamples)
      self.distribution = distribution
      noise.deallocate()
      noise = .allocate(capacity: batchSize * loss.parameters.noiseSamples)
      noise.initialize(repeating: 0)
    }
    self.loss = loss
    function = loss.function
  }

  /// Takes a step on some rows of the training set and returns their mean loss before it.
  ///
  /// - Parameter step: the number of the step, which names its noise.
  func take(_ batch: UnsafeBufferPointer<Int32>, step: Int, rate: Double) -> Double {
    var value = 0.0
    logNoise.withUnsafeBufferPointer { logNoise in
      team.run { rank in
        let total = self.forwardAndBackward(
          batch, step: step, rank: rank, logNoise: logNoise.baseAddress)
        if rank == 0 { value = self.function.value(total, batchCount: batch.count) }
        self.team.barrier.wait()
        self.optimizer.update(
          self.network.parameters, gradients: UnsafeBufferPointer(self.gradients),
          stretch: self.team.part(of: self.network.parameters.count, rank: rank), rate: rate)
      }
    }
    return value
  }

  private func forwardAndBackward(
    _ batch: UnsafeBufferPointer<Int32>, step: Int, rank: Int, logNoise: UnsafePointer<Float>?
  ) -> BatchReduction {
    let part = team.part(of: batch.count, rank: rank)
    let shard = shards[rank]
    shard.load(examples, rows: UnsafeBufferPointer(rebasing: batch[part]))
    examples.labels.withUnsafeBufferPointer { all in
      for row in part { labels[row] = all[Int(batch[row])] }
    }
    drawNoise(part, step: step)
    shard.forward(rows: part.count)
    guard let labelBase = labels.baseAddress else { return BatchReduction() }
    let draws = loss.parameters.noiseSamples
    let rows = LogitRows(
      logits: shard.logits, labels: labelBase + part.lowerBound, count: part.count,
      classCount: network.classCount, batchCount: batch.count, firstRow: part.lowerBound,
      noise: noise.baseAddress.map { UnsafePointer($0) + part.lowerBound * draws },
      logNoise: logNoise)
    let own = function.reduce(rows, gradient: shard.logitGradient)
    let total = reducer.allReduce(own, rank: rank)
    function.writeGradient(rows, gradient: shard.logitGradient, total: total)
    shard.backward(rows: part.count)
    return total
  }

  private func drawNoise(_ rows: Range<Int>, step: Int) {
    guard let distribution, loss.kind.function.drawsNoise, !loss.parameters.usesExpectedNoise
    else { return }
    let samples = loss.parameters.noiseSamples
    for row in rows {
      distribution.draw(
        into: .init(rebasing: noise[row * samples..<(row + 1) * samples]), seed: seed, step: step,
        row: row)
    }
  }
}

import CKernels

/// A network's body and an output layer at work on one batch.
final class InferenceNetwork {
  /// The last logits asked for, one an example.
  let singleLogits: UnsafeMutablePointer<Float>

  private let batchSize: Int
  private let team: ThreadTeam
  private let output: OutputLayer
  private let logits: LargeBuffer
  private let network: Network
  private let runner: NetworkRunner
  /// How many ranks share the rows of the batch.
  private let rowRanks: Int
  private let packed: PackedWeights?
  private let tiles: [OutputTiles]

  /// Makes the body and loads random examples; nil if there is no memory for a copy of the weights.
  ///
  /// - Parameter logits: where all logits go, at least `batchSize × capacity` of them.
  init?(
    _ specification: SpeedSpecification, batchSize: Int, output: OutputLayer, logits: LargeBuffer,
    team: ThreadTeam
  ) {
    var packed: PackedWeights?
    if batchSize >= OutputTiles.leastForProduct {
      packed = PackedWeights(output, exampleCount: batchSize, team: team)
      if packed == nil { return nil }
    }
    let shape = specification.inputShape
    network = Network(specification.network, shape: shape, classCount: 1, seed: 0)
    let rowRanks = min(team.count, batchSize)
    runner = NetworkRunner(
      network,
      sharding: Sharding(
        rankCount: rowRanks,
        rowsPerRank: (0..<rowRanks).map { Self.rows(of: batchSize, rowRanks, $0).count },
        trains: false))
    tiles = (0..<team.count).map { _ in
      OutputTiles(output, exampleCount: batchSize, packed: packed)
    }
    self.packed = packed
    singleLogits = .allocate(capacity: batchSize)
    singleLogits.initialize(repeating: 0, count: batchSize)
    self.batchSize = batchSize
    self.team = team
    self.output = output
    self.logits = logits
    self.rowRanks = rowRanks
    var stream = RandomStream(seed: 0, 8)
    let values = (0..<batchSize * shape.featureCount).map { _ in Float(stream.uniform()) }
    let examples = Examples(
      values: values, labels: Array(repeating: 0, count: batchSize), shape: shape)
    runner.load(examples, 0..<batchSize, from: 0, pass: .evaluation)
  }

  deinit {
    singleLogits.deallocate()
  }

  /// The outputs of the body, one row an example.
  var hidden: UnsafePointer<Float> { runner.outputBuffers.input }

  /// All logits, `batchSize × classCount` for the class count last asked for.
  var allLogits: UnsafePointer<Float> { UnsafePointer(logits.elements) }

  /// Brings the weights of the first classes, once they are there, into the layout that all logits
  /// are computed with.
  func prepareAllLogits(classCount: Int) {
    packed?.pack(classCount)
  }

  /// Takes the batch through the body alone.
  func computeBody() {
    runOverRows { _ in }
  }

  /// Takes the batch through the body and computes one logit of each example.
  func computeLogit(of classIndex: Int) {
    runOverRows { rows in
      for row in rows {
        singleLogits[row] = output.logit(of: classIndex, hidden + row * output.width)
      }
    }
  }

  /// Takes the batch through the body and computes all logits of each example.
  ///
  /// - Precondition: they have been prepared.
  func computeAllLogits(classCount: Int) {
    team.run { rank in
      if rank < rowRanks { forward(rank) }
      team.barrier.wait()
      let classes =
        packed == nil
        ? team.part(of: classCount, rank: rank)
        : OutputTiles.part(of: classCount, rank: rank, of: team.count)
      tiles[rank].compute(classes, of: classCount, hidden, into: logits.elements)
    }
  }

  private func runOverRows(_ body: (Range<Int>) -> Void) {
    // One example is no work to share, and waking the others takes longer than a logit.
    guard rowRanks > 1 else { return body(forward(0)) }
    team.run { rank in
      if rank < rowRanks { body(forward(rank)) }
    }
  }

  @discardableResult
  private func forward(_ rank: Int) -> Range<Int> {
    let rows = Self.rows(of: batchSize, rowRanks, rank)
    runner.forward(rows: rows, rank: rank, pass: .evaluation, includesOutput: false)
    return rows
  }

  private static func rows(of batchSize: Int, _ ranks: Int, _ rank: Int) -> Range<Int> {
    batchSize * rank / ranks..<batchSize * (rank + 1) / ranks
  }
}

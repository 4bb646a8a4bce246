/// The distribution q that noise classes are drawn from, with what a loss needs of it.
struct NoiseDistribution: Sendable {
  private let table: AliasTable
  private let logProbabilities: [Float]

  /// Creates the distribution of some weights, every one above 0.
  init(weights: [Double]) {
    let total = weights.reduce(0, +)
    table = AliasTable(weights)
    logProbabilities = weights.map { Float(logarithm($0 / total)) }
  }

  /// log(t·q_j) of every class.
  func logNoise(samples: Int) -> [Float] {
    let shift = Float(logarithm(Double(samples)))
    return logProbabilities.map { $0 + shift }
  }

  /// Draws the noise classes of one row of a step: the same for every number of shards.
  func draw(
    into noise: UnsafeMutableBufferPointer<Int32>, seed: UInt64, step: Int, row: Int
  ) {
    var stream = RandomStream(seed: seed, 3, UInt64(step), UInt64(row))
    for index in noise.indices { noise[index] = table.draw(&stream) }
  }

  /// How often each class occurs among some labels.
  static func frequencies(of labels: [Int32], classCount: Int) -> [Double] {
    var counts = Array(repeating: 0.0, count: classCount)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}

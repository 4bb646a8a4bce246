/// Draws the noise classes of examples.
enum NoiseSampler: Sendable {
  /// Any class, by its probability.
  case distribution(NoiseDistribution)
  /// Any of the k classes but the true one, all equally probable.
  case otherClasses(classCount: Int)

  /// Draws the noise classes of one row of a step: the same for every number of shards.
  func draw(
    into noise: UnsafeMutableBufferPointer<Int32>, label: Int32, seed: UInt64, step: Int, row: Int
  ) {
    switch self {
    case .distribution(let distribution):
      distribution.draw(into: noise, seed: seed, step: step, row: row)
    case .otherClasses(let classCount):
      var stream = RandomStream(seed: seed, 4, UInt64(step), UInt64(row))
      for index in noise.indices {
        let drawn = Int32(stream.below(classCount - 1))
        // Of a single class there is no other.
        noise[index] = drawn < label || classCount == 1 ? drawn : drawn + 1
      }
    }
  }

  /// Draws the noise classes of so many rows as there are labels, `n × t`, row-major.
  func draws(_ samples: Int, labels: [Int32], seed: UInt64) -> [Int32] {
    var draws = [Int32](repeating: 0, count: labels.count * samples)
    draws.withUnsafeMutableBufferPointer { all in
      for (row, label) in labels.enumerated() {
        draw(
          into: .init(rebasing: all[row * samples..<(row + 1) * samples]), label: label,
          seed: seed, step: 0, row: row)
      }
    }
    return draws
  }
}

/// The time of a loss alone, value and gradient, on random logits shared by threads as in training.
public final class LossBenchmark {
  /// n, the rows of logits.
  public let exampleCount: Int
  /// k, the logits a row.
  public let classCount: Int
  /// How many threads share the rows.
  public let threads: Int

  private let team: ThreadTeam
  private let reducer: TeamReducer
  private let matrix: RandomMatrix
  let gradient: UnsafeMutablePointer<Float>
  private let labels: [Int32]

  /// Draws logits from the standard normal distribution, and labels.
  public init(exampleCount: Int, classCount: Int, threads: Int, seed: UInt64 = 0) {
    precondition(exampleCount > 0 && classCount > 1, "a loss needs logits of two classes")
    self.exampleCount = exampleCount
    self.classCount = classCount
    team = ThreadTeam(count: max(1, min(threads, exampleCount)))
    self.threads = team.count
    reducer = TeamReducer(count: team.count)
    matrix = RandomMatrix(count: exampleCount * classCount, seed: seed)
    gradient = .allocate(capacity: exampleCount * classCount)
    var stream = RandomStream(seed: seed, 1)
    labels = (0..<exampleCount).map { _ in Int32(stream.below(classCount)) }
    let gradient = self.gradient
    // Every thread's own rows, so that memory is near whoever works on it.
    team.run { rank in
      let rows = self.team.part(of: exampleCount, rank: rank)
      (gradient + rows.lowerBound * classCount).initialize(
        repeating: 0, count: rows.count * classCount)
    }
  }

  deinit {
    gradient.deallocate()
  }

  var logits: UnsafeMutablePointer<Float> { matrix.elements }

  /// Times the value and the gradient of a loss, evaluated in the two phases of training.
  public func measure(_ loss: Loss, repeats: Int) -> Timing {
    let noise: (draws: [Int32], logNoise: [Float]) =
      loss.kind.drawsNoise ? drawNoise(for: loss) : ([], [])
    let function = loss.function
    return labels.withUnsafeBufferPointer { labels in
      noise.draws.withUnsafeBufferPointer { draws in
        noise.logNoise.withUnsafeBufferPointer { logNoise in
          guard let labels = labels.baseAddress else { preconditionFailure("there are no rows") }
          return Timing(repeats: repeats, warmUps: 2) {
            team.run { rank in
              let part = self.team.part(of: self.exampleCount, rank: rank)
              let rows = LogitRows(
                logits: UnsafePointer(self.logits), labels: labels, count: self.exampleCount,
                classCount: self.classCount, batchCount: self.exampleCount, firstRow: 0,
                noise: draws.baseAddress, logNoise: logNoise.baseAddress)
              _ = function.reduceShard(
                of: rows, rows: part, columns: self.team.part(of: self.classCount, rank: rank),
                gradient: self.gradient, reducer: self.reducer, rank: rank)
            }
          }
        }
      }
    }
  }

  /// Times one copy of the logits, each thread its own rows.
  public func measureCopy(repeats: Int) -> Timing {
    Timing(repeats: repeats, warmUps: 2) {
      team.run { rank in
        let rows = self.team.part(of: self.exampleCount, rank: rank)
        let offset = rows.lowerBound * self.classCount
        (self.gradient + offset).update(
          from: self.logits + offset, count: rows.count * self.classCount)
      }
    }
  }

  private func drawNoise(for loss: Loss) -> (draws: [Int32], logNoise: [Float]) {
    let distribution = NoiseDistribution(weights: Array(repeating: 1, count: classCount))
    let sampler: NoiseSampler =
      loss.kind.takesNoiseDistribution
      ? .distribution(distribution) : .otherClasses(classCount: classCount)
    return (
      sampler.draws(loss.noiseSamples, labels: labels, seed: 0),
      distribution.logNoise(samples: loss.noiseSamples)
    )
  }
}

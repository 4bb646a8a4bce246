/// The noise of a loss that samples classes, given or to be drawn.
public struct NoiseInput: Sendable {
  /// The noise classes, row-major `n × t`; nil to draw them.
  public var draws: [Int32]?
  /// The probability q_j of each class, above 0; nil for the class frequencies of the labels.
  public var distribution: [Double]?
  /// Seeds the draws.
  public var seed: UInt64

  /// Creates noise.
  public init(draws: [Int32]? = nil, distribution: [Double]? = nil, seed: UInt64 = 0) {
    self.draws = draws
    self.distribution = distribution
    self.seed = seed
  }
}

/// The value of a loss, and its gradient with respect to the logits.
public struct LossEvaluation: Sendable {
  /// The mean loss over the examples.
  public let value: Double
  /// ∂L/∂z, row-major `n × k`; nil when it was not asked for.
  public let gradient: [Float]?
}

/// Why a loss cannot be evaluated on given logits.
public enum LossError: Error, Equatable, Sendable {
  /// The noise has another number of entries than the n·t (or k) that it needs.
  case noiseCount(found: Int, expected: Int)
  /// A noise class is not one of 0 ..< k.
  case noiseClass(Int32, position: Int, classCount: Int)
  /// A class has no probability above 0, here or by its frequency among the labels.
  case noiseProbability(class: Int)
}

extension Loss {
  /// Evaluates the loss on given logits.
  ///
  /// - Throws: ``LossError`` if the noise does not fit the logits.
  /// - Complexity: O(n·k).
  public func evaluate(
    _ snapshot: LogitSnapshot, noise: NoiseInput = NoiseInput(), wantsGradient: Bool
  ) throws(LossError) -> LossEvaluation {
    let noise = try kind.function.drawsNoise ? PreparedNoise(noise, self, snapshot) : nil
    let function = self.function
    var value = 0.0
    func evaluate(gradient: UnsafeMutablePointer<Float>?) {
      snapshot.logits.withUnsafeBufferPointer { logits in
        snapshot.labels.withUnsafeBufferPointer { labels in
          guard let logits = logits.baseAddress, let labels = labels.baseAddress else { return }
          func evaluate(draws: UnsafePointer<Int32>?, logNoise: UnsafePointer<Float>?) {
            let rows = LogitRows(
              logits: logits, labels: labels, count: snapshot.exampleCount,
              classCount: snapshot.classCount, batchCount: snapshot.exampleCount, firstRow: 0,
              noise: draws, logNoise: logNoise)
            let total = function.reduce(rows, gradient: gradient)
            if let gradient { function.writeGradient(rows, gradient: gradient, total: total) }
            value = function.value(total, batchCount: rows.batchCount)
          }
          guard let noise else { return evaluate(draws: nil, logNoise: nil) }
          noise.draws.withUnsafeBufferPointer { draws in
            noise.logNoise.withUnsafeBufferPointer { logNoise in
              evaluate(draws: draws.baseAddress, logNoise: logNoise.baseAddress)
            }
          }
        }
      }
    }
    guard wantsGradient else {
      evaluate(gradient: nil)
      return LossEvaluation(value: value, gradient: nil)
    }
    let gradient = [Float](unsafeUninitializedCapacity: snapshot.logits.count) { buffer, count in
      evaluate(gradient: buffer.baseAddress)
      count = snapshot.logits.count
    }
    return LossEvaluation(value: value, gradient: gradient)
  }
}

/// Noise that has been checked, or drawn, for given logits.
private struct PreparedNoise {
  var draws: [Int32]
  var logNoise: [Float]

  init(_ input: NoiseInput, _ loss: Loss, _ snapshot: LogitSnapshot) throws(LossError) {
    let classCount = snapshot.classCount
    let samples = loss.parameters.noiseSamples
    let weights =
      input.distribution
      ?? NoiseDistribution.frequencies(of: snapshot.labels, classCount: classCount)
    guard weights.count == classCount else {
      throw .noiseCount(found: weights.count, expected: classCount)
    }
    if let empty = weights.firstIndex(where: { !($0 > 0) }) {
      throw .noiseProbability(class: empty)
    }
    let distribution = NoiseDistribution(weights: weights)
    logNoise = distribution.logNoise(samples: samples)
    let expected = snapshot.exampleCount * samples
    if let given = input.draws {
      guard given.count == expected else {
        throw .noiseCount(found: given.count, expected: expected)
      }
      if let wrong = given.firstIndex(where: { !(0..<Int32(classCount)).contains($0) }) {
        throw .noiseClass(given[wrong], position: wrong, classCount: classCount)
      }
      draws = given
    } else if loss.parameters.usesExpectedNoise {
      draws = []
    } else {
      draws = Array(repeating: 0, count: expected)
      draws.withUnsafeMutableBufferPointer { all in
        for row in 0..<snapshot.exampleCount {
          distribution.draw(
            into: .init(rebasing: all[row * samples..<(row + 1) * samples]),
            seed: input.seed, step: 0, row: row)
        }
      }
    }
  }
}

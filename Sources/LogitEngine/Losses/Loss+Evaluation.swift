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
  /// A noise class is its example's own, though the loss draws from the others.
  case noiseIsTrueClass(Int32, position: Int)
  /// A class has no probability above 0, here or by its frequency among the labels.
  case noiseProbability(class: Int)
  /// An example has several classes or none, though the losses need exactly one.
  case notOneClass(example: Int, count: Int)
  /// There is but one logit a row, and so no other class.
  case singleLogit
}

extension LogitSnapshot {
  /// Checks that the losses are defined here: that every example has exactly one class of at least
  /// two.
  ///
  /// - Throws: ``LossError``.
  /// - Complexity: O(n).
  public func checkLosses() throws(LossError) {
    guard classCount > 1 else { throw .singleLogit }
    guard !truth.isOneEach else { return }
    for row in 0..<exampleCount where truth.classes(at: row).count != 1 {
      throw .notOneClass(example: row, count: truth.classes(at: row).count)
    }
  }
}

extension Loss {
  /// Evaluates the loss on given logits.
  ///
  /// - Throws: ``LossError`` if the noise does not fit the logits, or unless every example has
  ///   exactly one class of at least two.
  /// - Complexity: O(n·k).
  public func evaluate(
    _ snapshot: LogitSnapshot, noise: NoiseInput = NoiseInput(), wantsGradient: Bool
  ) throws(LossError) -> LossEvaluation {
    try snapshot.checkLosses()
    let labels = snapshot.labels
    let noise = try kind.drawsNoise ? PreparedNoise(noise, self, snapshot) : nil
    let function = self.function
    var value = 0.0
    func evaluate(gradient: UnsafeMutablePointer<Float>?) {
      snapshot.logits.withUnsafeBufferPointer { logits in
        labels.withUnsafeBufferPointer { labels in
          guard let logits = logits.baseAddress, let labels = labels.baseAddress else { return }
          func evaluate(draws: UnsafePointer<Int32>?, logNoise: UnsafePointer<Float>?) {
            let rows = LogitRows(
              logits: logits, labels: labels, count: snapshot.exampleCount,
              classCount: snapshot.classCount, batchCount: snapshot.exampleCount, firstRow: 0,
              noise: draws, logNoise: logNoise)
            let total = function.reduceShard(
              of: rows, rows: 0..<rows.count, columns: 0..<rows.classCount, gradient: gradient,
              reducer: SoleReducer(), rank: 0)
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
    let samples = loss.noiseSamples
    let sampler: NoiseSampler
    switch loss.kind.function.noise {
    case .classFrequencies:
      let distribution = try Self.distribution(input, snapshot)
      logNoise = distribution.logNoise(samples: samples)
      sampler = .distribution(distribution)
    case .otherClasses, .none:
      logNoise = []
      sampler = .otherClasses(classCount: classCount)
    }
    let expected = snapshot.exampleCount * samples
    if let given = input.draws {
      guard given.count == expected else {
        throw .noiseCount(found: given.count, expected: expected)
      }
      if let wrong = given.firstIndex(where: { !(0..<Int32(classCount)).contains($0) }) {
        throw .noiseClass(given[wrong], position: wrong, classCount: classCount)
      }
      if case .otherClasses = sampler,
        let wrong = given.indices.first(where: { given[$0] == snapshot.labels[$0 / samples] })
      {
        throw .noiseIsTrueClass(given[wrong], position: wrong)
      }
      draws = given
    } else if !loss.drawsNoise {
      draws = []
    } else {
      draws = sampler.draws(samples, labels: snapshot.labels, seed: input.seed)
    }
  }

  private static func distribution(
    _ input: NoiseInput, _ snapshot: LogitSnapshot
  ) throws(LossError) -> NoiseDistribution {
    let weights =
      input.distribution
      ?? NoiseDistribution.frequencies(of: snapshot.labels, classCount: snapshot.classCount)
    guard weights.count == snapshot.classCount else {
      throw .noiseCount(found: weights.count, expected: snapshot.classCount)
    }
    if let empty = weights.firstIndex(where: { !($0 > 0) }) {
      throw .noiseProbability(class: empty)
    }
    return NoiseDistribution(weights: weights)
  }
}

/// Looks for logits whose loss is near its infimum and which violate separation all the same.
///
/// The logits are a free n×k matrix. Every descent starts from random logits with large offsets of
/// whole rows and whole columns and follows the gradient of the loss by Adam, the same way for
/// every loss. At first a small reward for a violation is added to the gradient; it dwindles and
/// is nothing in the second half, which descends on the loss alone until it is near its infimum.
/// Noise is drawn anew at every step, or its expectation taken where the loss has one.
///
/// Near means: within ``tolerance`` ∕ n, so that the terms of all examples together exceed their
/// infimum by ``tolerance`` at most.
public struct ViolationSearch: Sendable {
  /// The loss; where it has an expectation over its noise, that.
  public let loss: Loss
  /// The true class of each example: 0 to k−1 in turn.
  public let labels: [Int32]
  /// k.
  public let classCount: Int
  /// How many descents there are at most.
  public let descentCount: Int
  /// What the sum over examples may exceed its infimum by.
  public let tolerance: Double
  private let seed: UInt64

  private static let stepCount = 2000
  private static let startDeviation = 10.0
  private static let firstRate = 0.3
  private static let lastRate = 0.003
  /// After how many steps Adam begins anew: gradients fade by orders of magnitude on the way, and
  /// what it remembers of large ones would keep it from following small ones.
  private static let memory = 100
  /// How far false logits are pushed beyond true ones, as long as that is rewarded.
  private static let wantedViolation: Float = 2
  /// How often the value is looked at.
  private static let checkInterval = 10
  /// How many draws of the noise a value is the mean of.
  private static let drawsPerCheck = 32

  /// Creates a search.
  ///
  /// - Precondition: `2 ≤ classCount ≤ exampleCount`, so that every class has an example.
  public init(
    _ loss: Loss, exampleCount: Int, classCount: Int, descentCount: Int = 20,
    tolerance: Double = 0.01, seed: UInt64 = 0
  ) {
    precondition((2...exampleCount).contains(classCount), "every class needs an example")
    var loss = loss
    if loss.kind.takesNoiseDistribution { loss.parameters.usesExpectedNoise = true }
    self.loss = loss
    labels = (0..<exampleCount).map { Int32($0 % classCount) }
    self.classCount = classCount
    self.descentCount = descentCount
    self.tolerance = tolerance
    self.seed = seed
  }

  /// The greatest lower bound of the loss over all logits of these examples.
  public var infimum: Double { loss.infimum(labels: labels, classCount: classCount) }

  /// The largest loss that counts as near the infimum.
  public var nearness: Double { infimum + tolerance / Double(labels.count) }

  /// Descends until a violation is found near the infimum, or as often as allowed.
  ///
  /// - Throws: ``LossError`` never, for the noise is the search's own.
  /// - Complexity: O(descents · steps · n·k).
  public func run() throws(LossError) -> ViolationSearchResult {
    var result = ViolationSearchResult(infimum: infimum)
    for number in 0..<descentCount {
      let end = try descend(number, &result)
      result.descentCount += 1
      guard end.value <= nearness else { continue }
      result.nearCount += 1
      if end.isViolation {
        result.violatingCount += 1
        result.violation = end
        break
      }
      if result.separated == nil { result.separated = end }
    }
    return result
  }

  private func descend(
    _ number: Int, _ result: inout ViolationSearchResult
  ) throws(LossError) -> LogitWitness {
    var logits = start(number)
    var optimizer = Adam(parameterCount: logits.count)
    let half = Self.stepCount / 2
    for step in 0..<Self.stepCount {
      let isRewarded = step < half
      if step.isMultiple(of: Self.checkInterval) {
        let witness = try witness(of: logits, number: number, step: step)
        result.note(witness)
        if !isRewarded, witness.value <= nearness { return witness }
      }
      if step.isMultiple(of: Self.memory) { optimizer = Adam(parameterCount: logits.count) }
      let noise = NoiseInput(seed: noiseSeed(number, step))
      let evaluation = try loss.evaluate(snapshot(logits), noise: noise, wantsGradient: true)
      guard var gradient = evaluation.gradient else { break }
      if isRewarded {
        let reward = Float(1 - Double(step) / Double(half)) / Float(labels.count)
        rewardViolation(reward, logits, &gradient)
      }
      let progress = Double(step) / Double(Self.stepCount)
      let rate = Self.firstRate * power(Self.lastRate / Self.firstRate, progress)
      let count = logits.count
      logits.withUnsafeMutableBufferPointer { logits in
        gradient.withUnsafeBufferPointer { gradient in
          guard let logits = logits.baseAddress, let gradient = gradient.baseAddress else { return }
          optimizer.update(
            logits, gradient: gradient, stretch: 0..<count,
            step: OptimizerStep(number: step % Self.memory + 1, rate: rate))
        }
      }
    }
    let end = try witness(of: logits, number: number, step: Self.stepCount)
    result.note(end)
    return end
  }

  /// Random logits, their rows and columns far apart.
  private func start(_ number: Int) -> [Float] {
    var stream = RandomStream(seed: seed, 5, UInt64(number))
    let columns = (0..<classCount).map { _ in Self.startDeviation * stream.normal() }
    return labels.flatMap { _ in
      let row = Self.startDeviation * stream.normal()
      return columns.map { Float(row + $0 + stream.normal()) }
    }
  }

  /// Adds to the gradient what pushes the smallest true logit below the largest false one.
  private func rewardViolation(_ reward: Float, _ logits: [Float], _ gradient: inout [Float]) {
    let extremes = LogitExtremes(logits, labels: labels, classCount: classCount)
    guard extremes.margin > -Double(Self.wantedViolation) else { return }
    gradient[extremes.smallestTrue] += reward
    gradient[extremes.largestFalse] -= reward
  }

  /// A matrix with its loss, the mean over many draws of the noise where there is noise.
  private func witness(
    of logits: [Float], number: Int, step: Int
  ) throws(LossError) -> LogitWitness {
    let snapshot = snapshot(logits)
    let draws = loss.drawsNoise ? Self.drawsPerCheck : 1
    var sum = 0.0
    for draw in 0..<draws {
      let noise = NoiseInput(seed: noiseSeed(number, step) &+ UInt64(draw + 1))
      sum += try loss.evaluate(snapshot, noise: noise, wantsGradient: false).value
    }
    let extremes = LogitExtremes(logits, labels: labels, classCount: classCount)
    return LogitWitness(
      snapshot: snapshot, value: sum / Double(draws), margin: extremes.margin)
  }

  private func snapshot(_ logits: [Float]) -> LogitSnapshot {
    LogitSnapshot(logits: logits, labels: labels, classCount: classCount)
  }

  private func noiseSeed(_ number: Int, _ step: Int) -> UInt64 {
    var stream = RandomStream(seed: seed, 6, UInt64(number), UInt64(step))
    return stream.next()
  }
}

/// The smallest true and the largest false logit of a matrix.
private struct LogitExtremes {
  var smallestTrue = 0
  var largestFalse = 0
  var margin: Double

  init(_ logits: [Float], labels: [Int32], classCount: Int) {
    var (smallest, largest) = (Float.infinity, -Float.infinity)
    for (index, logit) in logits.enumerated() {
      if index % classCount == Int(labels[index / classCount]) {
        if logit < smallest { (smallest, smallestTrue) = (logit, index) }
      } else if logit > largest {
        (largest, largestFalse) = (logit, index)
      }
    }
    margin = Double(smallest) - Double(largest)
  }
}

import Testing

@testable import LogitEngine

@Suite struct TrainingStepTests {
  /// One plain step of rate 1: what the parameters lose is the gradient.
  private func takeStep(
    _ kind: LossKind, _ specification: NetworkSpecification, examples: Examples, classCount: Int,
    threads: Int
  ) throws -> (network: Network, loss: Double, gradient: [Double], before: SlowNetwork) {
    let network = Network(
      specification, shape: examples.shape, classCount: classCount, seed: 3)
    let before = SlowNetwork(network)
    let step = try TrainingStep(
      network: network,
      optimizer: MomentumDescent(parameterCount: network.parameters.count, momentum: 0),
      team: ThreadTeam(count: threads), examples: examples, batchSize: examples.count,
      loss: Loss(kind), seed: 9)
    let rows = (0..<Int32(examples.count)).map { $0 }
    let loss = rows.withUnsafeBufferPointer { step.take($0, step: 4, rate: 1) }
    let gradient = zip(before.parameters, network.parameters).map { $0 - Double($1) }
    return (network, loss, gradient, before)
  }

  /// The loss of the slow network, all in Double.
  private func slowLoss(_ kind: LossKind, _ network: SlowNetwork, _ examples: Examples) throws
    -> Double
  {
    let rows = try network.logits(
      (0..<examples.count).map { row in
        (0..<examples.featureCount).map {
          Double(examples.pixels[row * examples.featureCount + $0]) / 255
        }
      }, seed: 9, step: 4)
    let k = rows[0].count
    if kind.name == "nce" {
      let frequencies = NoiseDistribution.frequencies(of: examples.labels, classCount: k)
      let distribution = NoiseDistribution(weights: frequencies)
      var sum = 0.0
      for (row, logits) in rows.enumerated() {
        var draws = [Int32](repeating: 0, count: 10)
        draws.withUnsafeMutableBufferPointer {
          distribution.draw(into: $0, seed: 9, step: 4, row: row)
        }
        func difference(_ column: Int) -> Double {
          logits[column] - logarithm(10 * frequencies[column] / Double(examples.count))
        }
        sum += softplus(-difference(Int(examples.labels[row])))
        sum += draws.map { softplus(difference(Int($0))) }.reduce(0, +)
      }
      return sum / Double(examples.count)
    }
    if kind.name == "sampled-softmax" {
      var sum = 0.0
      for (row, logits) in rows.enumerated() {
        var draws = [Int32](repeating: 0, count: 5)
        draws.withUnsafeMutableBufferPointer {
          NoiseSampler.otherClasses(classCount: k).draw(
            into: $0, label: examples.labels[row], seed: 9, step: 4, row: row)
        }
        let truth = Int(examples.labels[row])
        sum += logarithm(
          1 + draws.map { exponential(logits[Int($0)] - logits[truth]) }.reduce(0, +))
      }
      return sum / Double(examples.count)
    }
    return try #require(try SlowLosses.value(kind.name, rows: rows, labels: examples.labels))
  }

  private static let dense: [NetworkSpecification] = [
    .init(architecture: .linear),
    .init(architecture: .mlp, hiddenSizes: [9]),
    .init(architecture: .mlp, hiddenSizes: [8, 6]),
    .init(architecture: .mlp, hiddenSizes: [7, 6], dropout: 0.4),
  ]

  @Test(arguments: LossKind.everyKind, dense)
  func gradientAgreesWithFiniteDifferences(
    _ kind: LossKind, _ specification: NetworkSpecification
  ) throws {
    let examples = randomExamples(count: 11, featureCount: 6, classCount: 4, seed: 1)
    try checkGradient(kind, specification, examples, threads: 2)
  }

  private static let convolutional: [NetworkSpecification] = [
    .init(architecture: .cnn, hiddenSizes: [5], channels: [3, 4]),
    .init(architecture: .cnn, hiddenSizes: [], channels: [2]),
    .init(architecture: .cnn, hiddenSizes: [5], channels: [3], isNormalized: true),
    .init(architecture: .mlp, hiddenSizes: [6, 5], isNormalized: true),
  ]

  @Test(arguments: ["cross-entropy", "binary-cross-entropy"], convolutional)
  func gradientOfConvolutionAndNormalizationAgreesWithFiniteDifferences(
    _ loss: String, _ specification: NetworkSpecification
  ) throws {
    let examples = randomExamples(
      count: 6, shape: ImageShape(height: 5, width: 6, channels: 2), classCount: 3, seed: 1)
    let kind = try #require(LossKind(named: loss))
    for threads in specification.isNormalized ? [1, 2, 3] : [2] {
      try checkGradient(kind, specification, examples, threads: threads, tolerance: 1e-3)
    }
  }

  private func checkGradient(
    _ kind: LossKind, _ specification: NetworkSpecification, _ examples: Examples, threads: Int,
    tolerance: Double = 1e-4
  ) throws {
    let classCount = Int(examples.labels.max() ?? 0) + 1
    let (_, loss, gradient, before) = try takeStep(
      kind, specification, examples: examples, classCount: classCount, threads: threads)
    #expect(agree(loss, try slowLoss(kind, before, examples)))
    var largest = 0.0
    for index in before.parameters.indices {
      var moved = before
      let width = 1e-5
      moved.parameters[index] += width
      let above = try slowLoss(kind, moved, examples)
      moved.parameters[index] -= 2 * width
      let below = try slowLoss(kind, moved, examples)
      let expected = (above - below) / (2 * width)
      #expect(
        agree(gradient[index], expected, relative: tolerance, absolute: 0.02 * tolerance),
        "parameter \(index)")
      largest = max(largest, abs(expected))
    }
    #expect(largest > 1e-3, "a gradient of zeros would prove nothing")
  }

  private static let rounded: [NetworkSpecification] = [
    .init(architecture: .mlp, hiddenSizes: [24, 17], precision: .bfloat16),
    .init(architecture: .mlp, hiddenSizes: [24, 17], isNormalized: true, precision: .bfloat16),
    .init(architecture: .cnn, hiddenSizes: [12], channels: [4, 6], precision: .bfloat16),
    .init(
      architecture: .cnn, hiddenSizes: [12], channels: [4, 6], isNormalized: true,
      precision: .bfloat16),
  ]

  /// Rounding moves these gradients by up to a fifth of their length, so that float32 is no measure
  /// of them; a twin that rounds at the same places differs by what sums in float32 tip over.
  @Test(
    .enabled(if: Precision.bfloat16.isSupported), arguments: rounded,
    [(1, "cross-entropy"), (3, "batch-cross-entropy")])
  func gradientInBFloat16AgreesWithATwinThatRounds(
    _ specification: NetworkSpecification, _ step: (threads: Int, loss: String)
  ) throws {
    let examples = randomExamples(
      count: 30, shape: ImageShape(height: 8, width: 7), classCount: 5, seed: 2)
    let inputs = (0..<examples.count).map { row in
      (0..<examples.featureCount).map {
        Double(examples.pixels[row * examples.featureCount + $0]) / 255
      }
    }
    let kind = try #require(LossKind(named: step.loss))
    func gradient(_ specification: NetworkSpecification) throws -> [Double] {
      try takeStep(
        kind, specification, examples: examples, classCount: 5, threads: step.threads
      ).gradient
    }
    let found = try gradient(specification)
    #expect(try gradient(specification) == found)
    let twin = RoundedNetwork(
      Network(specification, shape: examples.shape, classCount: 5, seed: 3))
    let expected = try twin.gradient(
      Loss(kind), inputs, labels: examples.labels,
      // Statistics are of all rows, whoever has them; nothing else depends on who has a row.
      ranks: [0..<30])
    let error = Self.distance(found, expected)
    #expect(error < 0.01)
    // A network that rounds elsewhere, or a twin that does not round, would be further off.
    var exactly = specification
    exactly.precision = .float32
    #expect(error < Self.distance(found, try gradient(exactly)) / 3)
  }

  /// The distance of two gradients as a share of the second one's length.
  private static func distance(_ first: [Double], _ second: [Double]) -> Double {
    let squares = zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (squares / second.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  @Test(arguments: LossKind.everyKind, [2, 10, 1000])
  func shardsChangeNothingButRounding(_ kind: LossKind, _ classCount: Int) throws {
    for count in [7, 12, 29] {
      // Noise needs every class among the examples; let the others go beyond them.
      let classes = kind.name == "nce" ? min(classCount, count) : classCount
      let examples = randomExamples(
        count: count, featureCount: 5, classCount: min(classes, count), seed: UInt64(count))
      let specification = NetworkSpecification(
        architecture: .mlp, hiddenSizes: [6], dropout: 0.3)
      try checkShards(2...7, kind, specification, examples, classCount: classes, tolerance: 1e-5)
    }
  }

  /// As above, with statistics that are of all rows; where threads are more than rows, too.
  @Test(arguments: LossKind.everyKind, [2, 10, 1000])
  func shardsOfNormalizedNetworksChangeNothingButRounding(
    _ kind: LossKind, _ classCount: Int
  ) throws {
    for count in [7, 29] {
      let classes = kind.name == "nce" ? min(classCount, count) : classCount
      let examples = randomExamples(
        count: count, featureCount: 5, classCount: min(classes, count), seed: UInt64(count))
      let specification = NetworkSpecification(
        architecture: .mlp, hiddenSizes: [6, 5], isNormalized: true, dropout: 0.3)
      try checkShards(2...8, kind, specification, examples, classCount: classes, tolerance: 1e-4)
    }
  }

  @Test(arguments: [false, true], [10, 29])
  func shardsOfConvolutionsChangeNothingButRounding(_ isNormalized: Bool, _ count: Int) throws {
    let examples = randomExamples(
      count: count, shape: ImageShape(height: 6, width: 4), classCount: 3, seed: 3)
    let specification = NetworkSpecification(
      architecture: .cnn, hiddenSizes: [5], channels: [3, 2], isNormalized: isNormalized)
    let kind = try #require(LossKind(named: "batch-cross-entropy"))
    try checkShards(2...7, kind, specification, examples, classCount: 3, tolerance: 1e-4)
  }

  /// Holds a step of several threads to that of one: the loss, the gradient and the statistics.
  private func checkShards(
    _ threadCounts: ClosedRange<Int>, _ kind: LossKind, _ specification: NetworkSpecification,
    _ examples: Examples, classCount: Int, tolerance: Double
  ) throws {
    func step(_ threads: Int) throws -> (loss: Double, gradient: [Double], statistics: [Double]) {
      let result = try takeStep(
        kind, specification, examples: examples, classCount: classCount, threads: threads)
      return (result.loss, result.gradient, result.network.statistics.map { Double($0) })
    }
    let one = try step(1)
    // What normalisation takes away of a gradient leaves the rounding of all that it was.
    let length = one.gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let rounding = specification.isNormalized ? 3e-6 * max(1, length) : 1e-6
    for threads in threadCounts {
      let several = try step(threads)
      #expect(agree(several.loss, one.loss, relative: 1e-6), "\(threads) threads")
      for (mine, theirs) in zip(several.gradient, one.gradient) {
        #expect(
          agree(mine, theirs, relative: tolerance, absolute: rounding),
          "\(threads) threads, length \(length)")
      }
      #expect(specification.isNormalized == !several.statistics.isEmpty)
      for (mine, theirs) in zip(several.statistics, one.statistics) {
        #expect(agree(mine, theirs, relative: 1e-6, absolute: 1e-7), "\(threads) threads")
      }
    }
  }

  /// Computing the sampled logits alone must train as computing all of them does.
  @Test(arguments: [1, 3], [("nce", 0), ("nce", 0.9), ("sampled-softmax", 0.9)])
  func sampledOutputsTrainAsFullOnes(_ threads: Int, _ setting: (String, Double)) throws {
    let (name, momentum) = setting
    let classCount = 40
    let examples = randomExamples(
      count: 60, featureCount: 8, classCount: classCount, seed: 6)
    let loss = Loss(try #require(LossKind(named: name)))
    let other = Loss(try #require(LossKind(named: "cross-entropy")))
    func parameters(hidden: [Int], samples: Bool) throws -> (losses: [Double], all: [Float]) {
      let network = Network(
        NetworkSpecification(
          architecture: hidden.isEmpty ? .linear : .mlp, hiddenSizes: hidden),
        shape: examples.shape, classCount: classCount, seed: 1)
      let step = try TrainingStep(
        network: network,
        optimizer: MomentumDescent(
          parameterCount: network.parameters.count, momentum: momentum),
        team: ThreadTeam(count: threads), examples: examples, batchSize: 20, loss: loss, seed: 2,
        samplesOutput: samples)
      var losses: [Double] = []
      for number in 0..<9 {
        if number == 4 { try step.use(other) }
        if number == 5 { try step.use(loss) }
        let rows = (0..<20).map { Int32(($0 + 20 * number) % 60) }
        losses.append(rows.withUnsafeBufferPointer { step.take($0, step: number, rate: 0.1) })
      }
      return (losses, Array(network.parameters))
    }
    for hidden in [[], [7]] {
      let sampled = try parameters(hidden: hidden, samples: true)
      let full = try parameters(hidden: hidden, samples: false)
      for (mine, theirs) in zip(sampled.losses, full.losses) {
        #expect(agree(mine, theirs, relative: 1e-5))
      }
      for (mine, theirs) in zip(sampled.all, full.all) {
        #expect(agree(Double(mine), Double(theirs), relative: 1e-4, absolute: 1e-5))
      }
    }
  }

  @Test func priorBiasStartsTheOutputsAtTheirPrior() {
    let network = Network(
      NetworkSpecification(architecture: .mlp, hiddenSizes: [4], outputBias: .prior),
      shape: ImageShape(height: 1, width: 3), classCount: 101, seed: 0)
    let biases = network.parameters.suffix(101)
    #expect(biases.allSatisfy { abs($0 + 4.605_170_2) < 1e-5 })
  }
}

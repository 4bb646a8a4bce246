import Testing

@testable import LogitEngine

@Suite struct TrainingStepTests {
  /// One plain step of rate 1: what the parameters lose is the gradient.
  private func takeStep(
    _ kind: LossKind, examples: Examples, classCount: Int, hidden: [Int], threads: Int,
    outputBias: NetworkSpecification.OutputBias = .zero
  ) throws -> (network: Network, loss: Double, gradient: [Double], before: SlowNetwork) {
    let network = Network(
      NetworkSpecification(
        architecture: hidden.isEmpty ? .linear : .mlp, hiddenSizes: hidden, outputBias: outputBias),
      featureCount: examples.featureCount, classCount: classCount, seed: 3)
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
    let k = network.layers.last?.outputCount ?? 0
    let rows = (0..<examples.count).map { row in
      network.logits(
        (0..<examples.featureCount).map {
          Double(examples.pixels[row * examples.featureCount + $0]) / 255
        })
    }
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
    return try #require(try SlowLosses.value(kind.name, rows: rows, labels: examples.labels))
  }

  @Test(arguments: LossKind.all, [[], [9], [8, 6]])
  func gradientAgreesWithFiniteDifferences(_ kind: LossKind, _ hidden: [Int]) throws {
    let examples = randomExamples(count: 11, featureCount: 6, classCount: 4, seed: 1)
    let (_, loss, gradient, before) = try takeStep(
      kind, examples: examples, classCount: 4, hidden: hidden, threads: 2)
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
        agree(gradient[index], expected, relative: 1e-4, absolute: 2e-6), "parameter \(index)")
      largest = max(largest, abs(expected))
    }
    #expect(largest > 1e-3, "a gradient of zeros would prove nothing")
  }

  @Test(arguments: LossKind.all, [2, 10, 1000])
  func shardsChangeNothingButRounding(_ kind: LossKind, _ classCount: Int) throws {
    for count in [7, 12, 29] {
      // Noise needs every class among the examples; let the others go beyond them.
      let classes = kind.name == "nce" ? min(classCount, count) : classCount
      let examples = randomExamples(
        count: count, featureCount: 5, classCount: min(classes, count), seed: UInt64(count))
      let reference = try takeStep(
        kind, examples: examples, classCount: classes, hidden: [6], threads: 1)
      for threads in 2...7 {
        let sharded = try takeStep(
          kind, examples: examples, classCount: classes, hidden: [6], threads: threads)
        #expect(agree(sharded.loss, reference.loss, relative: 1e-6))
        for (mine, theirs) in zip(sharded.gradient, reference.gradient) {
          #expect(agree(mine, theirs, relative: 1e-5, absolute: 1e-6))
        }
      }
    }
  }

  @Test func priorBiasStartsTheOutputsAtTheirPrior() {
    let network = Network(
      NetworkSpecification(architecture: .mlp, hiddenSizes: [4], outputBias: .prior),
      featureCount: 3, classCount: 101, seed: 0)
    let biases = network.parameters.suffix(101)
    #expect(biases.allSatisfy { abs($0 + 4.605_170_2) < 1e-5 })
  }
}

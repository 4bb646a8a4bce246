import Testing

@testable import LogitEngine

/// That one logit is a column of all logits, and that both are what the weights say.
@Suite struct InferenceNetworkTests {
  /// Calls `body` with a network of so many classes that works on a batch.
  private func withNetwork(
    _ body: SpeedSpecification.Body, classes: Int, batchSize: Int, threads: Int,
    capacity: Int? = nil, _ check: (InferenceNetwork, OutputLayer) throws -> Void
  ) throws {
    let team = ThreadTeam(count: threads)
    let specification = SpeedSpecification(
      body: body, hiddenSize: 40, classCounts: [classes], batchSizes: [batchSize],
      threads: threads)
    let output = try #require(OutputLayer(width: 40, capacity: capacity ?? classes, team: team))
    output.fill(0..<classes)
    let logits = try #require(LargeBuffer(count: (capacity ?? classes) * batchSize))
    let network = try #require(
      InferenceNetwork(
        specification, batchSize: batchSize, output: output, logits: logits, team: team))
    network.prepareAllLogits(classCount: classes)
    try check(network, output)
  }

  @Test(
    arguments: SpeedSpecification.Body.allCases,
    [(1, 1), (1, 3), (2, 1), (3, 2), (4, 3), (9, 2)])
  func oneLogitIsAColumnOfAll(_ body: SpeedSpecification.Body, _ sizes: (Int, Int)) throws {
    let (batchSize, threads) = sizes
    // More than a tile, and no multiple of anything.
    let classes = 1301
    try withNetwork(body, classes: classes, batchSize: batchSize, threads: threads) {
      network, output in
      network.computeAllLogits(classCount: classes)
      #expect((0..<batchSize * 40).contains { network.hidden[$0] > 0 })
      for classIndex in [0, 1, 255, 256, 511, 512, 650, 1279, 1280, 1300] {
        network.computeLogit(of: classIndex)
        for row in 0..<batchSize {
          let one = network.singleLogits[row]
          let all = network.allLogits[row * classes + classIndex]
          let (weights, hidden) = (output.weights + classIndex * 40, network.hidden + row * 40)
          let exact = (0..<40).reduce(Double(output.biases[classIndex])) {
            $0 + Double(weights[$1]) * Double(hidden[$1])
          }
          #expect(abs(Double(one) - exact) < 1e-5)
          // A product of matrices may add up in another order.
          if batchSize < 4 { #expect(one == all) } else { #expect(abs(one - all) < 1e-5) }
        }
      }
    }
  }

  @Test(arguments: [1, 7, 255, 256, 257, 1000, 10_000], [1, 2, 3, 7])
  func everyClassIsOneRanksAndTilesStayWhole(_ classCount: Int, _ rankCount: Int) {
    let parts = (0..<rankCount).map { OutputTiles.part(of: classCount, rank: $0, of: rankCount) }
    #expect(parts.flatMap { Array($0) } == Array(0..<classCount))
    for part in parts where !part.isEmpty {
      #expect(part.lowerBound % OutputTiles.classCount == 0)
      #expect(abs(part.count - classCount / rankCount) <= OutputTiles.classCount + 1)
    }
  }

  @Test func classesThatComeLaterArePackedToo() throws {
    try withNetwork(.mlp, classes: 300, batchSize: 6, threads: 2, capacity: 900) {
      network, output in
      output.fill(300..<900)
      network.prepareAllLogits(classCount: 900)
      network.computeAllLogits(classCount: 900)
      for classIndex in [0, 255, 256, 299, 300, 511, 600, 899] {
        network.computeLogit(of: classIndex)
        for row in 0..<6 {
          let difference = network.singleLogits[row] - network.allLogits[row * 900 + classIndex]
          #expect(abs(difference) < 1e-5)
        }
      }
    }
  }

  @Test func resultsDoNotDependOnTheThreads() throws {
    var seen: [[Float]] = []
    for threads in [1, 2, 5] {
      try withNetwork(.mlp, classes: 277, batchSize: 1, threads: threads) { network, _ in
        network.computeBody()
        network.computeAllLogits(classCount: 277)
        seen.append((0..<277).map { network.allLogits[$0] })
      }
    }
    #expect(seen[0] == seen[1] && seen[1] == seen[2])
    #expect(Set(seen[0]).count > 100)
  }

  @Test func fewerClassesThanTheLayerHasAreTheFirstOnes() throws {
    try withNetwork(.mlp, classes: 60, batchSize: 5, threads: 2) { network, _ in
      network.computeAllLogits(classCount: 60)
      let all = (0..<300).map { network.allLogits[$0] }
      network.computeAllLogits(classCount: 33)
      for row in 0..<5 {
        for column in 0..<33 {
          #expect(abs(network.allLogits[row * 33 + column] - all[row * 60 + column]) < 1e-5)
        }
      }
    }
  }
}

import Testing

@testable import LogitEngine

/// The body of a network at hand, in place of one of the command line's.
@Suite struct GivenNetworkTests {
  @Test(arguments: [
    (NetworkSpecification(architecture: .linear), 48, "linear 48"),
    (NetworkSpecification(architecture: .mlp, hiddenSizes: [9, 7]), 7, "mlp 48-9-7"),
    (
      NetworkSpecification(architecture: .cnn, hiddenSizes: [5], channels: [2]), 5,
      "cnn 4×4×3-2-2-pool-5"
    ),
    (
      NetworkSpecification(
        architecture: .mlp, hiddenSizes: [6], isNormalized: true, dropout: 0.5), 6, "mlp 48-6"
    ),
  ])
  func isMeasured(_ network: NetworkSpecification, _ width: Int, _ name: String) throws {
    let specification = SpeedSpecification(
      network: network, shape: ImageShape(height: 4, width: 4, channels: 3),
      classCounts: [2, 30], batchSizes: [1], threads: 2, repeats: 2)
    #expect(specification.hiddenSize == width && specification.bodyName == name)
    var results: [SpeedResult] = []
    try SpeedMeasurement.run(specification) { results.append($0) }
    #expect(results.map(\.classCount) == [2, 30])
    #expect(results.allSatisfy { $0.singleLogit.median > 0 && $0.allLogits.median > 0 })
  }

  @Test func withoutAShapeThePicturesAreThoseOfTheCommandLine() {
    let specification = SpeedSpecification(
      network: NetworkSpecification(architecture: .mlp), shape: nil, classCounts: [2],
      batchSizes: [1])
    #expect(specification.bodyName == SpeedSpecification().bodyName)
  }
}

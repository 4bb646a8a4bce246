import Testing

@testable import LogitEngine

@Suite struct LossStabilityTests {
  /// Every loss at |z| = 10,000, one example or several, two classes or a hundred thousand.
  @Test(arguments: LossKind.everyKind, [(1, 2), (7, 3), (2, 100_000)])
  func extremeLogitsGiveFiniteValuesAndGradients(_ kind: LossKind, _ shape: (Int, Int)) throws {
    let (n, k) = shape
    var stream = RandomStream(seed: 11, UInt64(k))
    let logits = (0..<n * k).map { _ in stream.below(2) == 0 ? Float(1e4) : Float(-1e4) }
    let labels = (0..<n).map { _ in Int32(stream.below(k)) }
    let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: k)
    let noise = NoiseInput(distribution: Array(repeating: 1, count: k))
    let result = try Loss(kind).evaluate(snapshot, noise: noise, wantsGradient: true)
    let reference = try SlowLosses.value(kind.name, snapshot)
    if let reference { #expect(agree(result.value, reference)) }
    #expect(result.value.isFinite)
    #expect(result.gradient?.allSatisfy(\.isFinite) == true)
  }

  @Test(arguments: LossKind.everyKind)
  func aNaNAmongTheLogitsMakesTheLossNaN(_ kind: LossKind) throws {
    let snapshot = LogitSnapshot(
      logits: [.nan, 1, 2, 0.5, .nan, 1], labels: [0, 1], classCount: 3)
    // The first class is what nce draws; sampled softmax must not draw the true one.
    let draws: [Int32] = (0..<2 * kind.defaultNoiseSamples).map { index in
      kind.takesNoiseDistribution || index >= kind.defaultNoiseSamples ? 0 : 1
    }
    let result = try Loss(kind).evaluate(
      snapshot, noise: NoiseInput(draws: draws, distribution: Array(repeating: 1, count: 3)),
      wantsGradient: true)
    #expect(result.value.isNaN)
  }

  @Test(arguments: LossKind.everyKind, [2, 3, 10, 17, 1000])
  func agreesWithTheSlowTwin(_ kind: LossKind, _ k: Int) throws {
    for n in [1, 2, 5, 33] {
      var stream = RandomStream(seed: 5, UInt64(k), UInt64(n))
      let logits = (0..<n * k).map { _ in Float(stream.normal() * 4) }
      let labels = (0..<n).map { _ in Int32(stream.below(k)) }
      let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: k)
      guard let reference = try SlowLosses.value(kind.name, snapshot) else {
        #expect(kind.drawsNoise)
        return
      }
      let result = try Loss(kind).evaluate(
        snapshot, noise: NoiseInput(distribution: Array(repeating: 1, count: k)),
        wantsGradient: false)
      #expect(agree(result.value, reference, relative: 2e-6))
    }
  }
}

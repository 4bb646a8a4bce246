import Testing

@testable import LogitEngine

@Suite struct LossStabilityTests {
  /// Every loss at |z| = 10,000, one example or several, two classes or a hundred thousand.
  @Test(arguments: LossKind.all, [(1, 2), (7, 3), (2, 100_000)])
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

  @Test(arguments: LossKind.all)
  func aNaNAmongTheLogitsMakesTheLossNaN(_ kind: LossKind) throws {
    let snapshot = LogitSnapshot(
      logits: [.nan, 1, 2, 0.5, .nan, 1], labels: [0, 1], classCount: 3)
    let result = try Loss(kind).evaluate(
      snapshot,
      noise: NoiseInput(
        draws: Array(repeating: 0, count: 20), distribution: Array(repeating: 1, count: 3)),
      wantsGradient: true)
    #expect(result.value.isNaN)
  }

  @Test(arguments: LossKind.all, [2, 3, 10, 17, 1000])
  func agreesWithTheSlowTwin(_ kind: LossKind, _ k: Int) throws {
    for n in [1, 2, 5, 33] {
      var stream = RandomStream(seed: 5, UInt64(k), UInt64(n))
      let logits = (0..<n * k).map { _ in Float(stream.normal() * 4) }
      let labels = (0..<n).map { _ in Int32(stream.below(k)) }
      let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: k)
      guard let reference = try SlowLosses.value(kind.name, snapshot) else {
        #expect(kind.function.drawsNoise)
        return
      }
      let result = try Loss(kind).evaluate(
        snapshot, noise: NoiseInput(distribution: Array(repeating: 1, count: k)),
        wantsGradient: false)
      #expect(agree(result.value, reference, relative: 2e-6))
    }
  }
}

/// The losses as their formulas read, in Double, one logit at a time.
enum SlowLosses {
  static func value(_ name: String, _ snapshot: LogitSnapshot) throws -> Double? {
    let n = snapshot.exampleCount
    let k = snapshot.classCount
    let rows = (0..<n).map { i in (0..<k).map { Double(snapshot.logits[i * k + $0]) } }
    let labels = snapshot.labels.map { Int($0) }
    let trueLogits = (0..<n).map { rows[$0][labels[$0]] }
    let largestFalse = (0..<n).map { i in
      (0..<k).filter { $0 != labels[i] }.map { rows[i][$0] }.max() ?? -.infinity
    }
    func logSumExp(_ values: [Double]) -> Double {
      let maximum = values.max() ?? 0
      return maximum + logarithm(values.map { exponential($0 - maximum) }.reduce(0, +))
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(n) }
    let normalizers = rows.map(logSumExp)
    let crossEntropy = mean((0..<n).map { normalizers[$0] - trueLogits[$0] })
    let maxMargin = mean((0..<n).map { max(0, 1 - trueLogits[$0] + largestFalse[$0]) })
    switch name {
    case "cross-entropy": return crossEntropy
    case "max-margin": return maxMargin
    case "self-normalization": return crossEntropy + 0.1 * mean(normalizers.map { $0 * $0 })
    case "binary-cross-entropy":
      return mean(
        (0..<n).map { i in
          (0..<k).map { softplus($0 == labels[i] ? -rows[i][$0] : rows[i][$0]) }.reduce(0, +)
        })
    case "batch-cross-entropy":
      return logSumExp(rows.flatMap { $0 }) - mean(trueLogits) - logarithm(Double(n))
    case "batch-max-margin":
      let smallest = trueLogits.min() ?? 0
      let largest = largestFalse.max() ?? 0
      return maxMargin + max(0, 1 - smallest + largest) / Double(n)
    default: return nil
    }
  }
}

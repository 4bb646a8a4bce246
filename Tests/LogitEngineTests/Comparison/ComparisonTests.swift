import Foundation
import Testing

@testable import LogitEngine

@Suite struct ComparisonTests {
  private let kinds = LossKind.all

  private func result(
    _ name: String, seed: UInt64, logit: Double?, softmax: Double? = 0.9, violating: Double = 0.1
  ) throws -> ComparedRun {
    let kind = try #require(LossKind(named: name))
    var values: [ComparisonMeasure: Double] = [.violatingPairFraction: violating]
    values[.averagePrecision] = logit
    values[.softmaxAveragePrecision] = softmax
    return ComparedRun(
      loss: Loss(kind), seed: seed, learningRate: 0.05, values: values, seconds: 1)
  }

  private static let samples: [[Double]] = [
    [2], [1, 4], [0.5, 0.25, 0.125], [3, 3, 3, 3], [1e9, 1e9 + 1, 1e9 + 2],
  ]

  @Test(arguments: samples)
  func meansAndDeviations(_ values: [Double]) throws {
    let statistics = try #require(SampleStatistics(values))
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.map { pow($0 - mean, 2) }.reduce(0, +)
    #expect(statistics.count == values.count)
    #expect(abs(statistics.mean - mean) <= 1e-12 * abs(mean))
    if values.count == 1 {
      #expect(statistics.deviation == nil)
    } else {
      let deviation = sqrt(squares / Double(values.count - 1))
      #expect(abs((statistics.deviation ?? .nan) - deviation) < 1e-9)
    }
    #expect(SampleStatistics([]) == nil)
  }

  @Test func holdsLossesAgainstTheBetterUnalignedOne() throws {
    let comparison = Comparison(
      [
        try result("cross-entropy", seed: 0, logit: 0.80, softmax: 0.95, violating: 0.3),
        try result("cross-entropy", seed: 1, logit: 0.84, softmax: 0.93),
        try result("max-margin", seed: 1, logit: 0.90),
        try result("max-margin", seed: 0, logit: 0.88),
        try result("nce", seed: 0, logit: 0.94, softmax: 0.95, violating: 0.01),
        try result("nce", seed: 1, logit: 0.95, softmax: 0.93, violating: 0.02),
        try result("batch-max-margin", seed: 0, logit: 0.92),
        try result("batch-max-margin", seed: 1, logit: 0.92),
      ], losses: kinds)
    let names = ["cross-entropy", "max-margin", "nce", "batch-max-margin"]
    #expect(comparison.rows.map(\.kind.name) == names)
    #expect(comparison.rows[1].results.map(\.seed) == [0, 1])
    #expect(comparison.betterUnaligned?.kind.name == "max-margin")
    #expect(comparison.bestAligned?.kind.name == "nce")
    let nce = comparison.rows[2]
    func near(_ value: Double?, _ exact: Double) -> Bool { abs((value ?? .nan) - exact) < 1e-12 }
    // 1 − AUPRC: cross-entropy 0.18, max-margin 0.11, nce 0.055, batch-max-margin 0.08.
    #expect(near(comparison.improvement(of: nce, over: comparison.betterUnaligned), 1 - 0.5))
    #expect(
      near(comparison.improvement(of: nce, over: comparison.crossEntropy), 1 - 0.055 / 0.18))
    #expect(
      near(
        comparison.meanAlignedImprovement(over: comparison.betterUnaligned),
        ((1 - 0.5) + (1 - 0.08 / 0.11)) / 2))
    #expect(near(nce.gainOverSoftmax?.mean, 0.005))
    // By seed: 0.94 − 0.95 and 0.95 − 0.93.
    #expect(near(comparison.gainOverCrossEntropySoftmax?.mean, 0.005))
    #expect(near(comparison.gainOverCrossEntropySoftmax?.deviation, 0.03 / 2.0.squareRoot()))
    #expect(comparison.best(.averagePrecision).map(\.name) == ["nce"])
    #expect(comparison.best(.violatingPairFraction).map(\.name) == ["nce"])
    #expect(comparison.best(.accuracy).isEmpty)
  }

  @Test func undefinedMeasuresAreLeftOut() throws {
    let comparison = Comparison(
      [
        try result("nce", seed: 0, logit: nil), try result("nce", seed: 1, logit: 0.5),
        try result("cross-entropy", seed: 0, logit: nil),
      ], losses: kinds)
    let nce = try #require(LossKind(named: "nce"))
    let row = try #require(comparison.row(nce))
    #expect(row.statistics(.averagePrecision) == SampleStatistics([0.5]))
    #expect(row.gainOverSoftmax == SampleStatistics([-0.4]))
    #expect(comparison.betterUnaligned == nil)
    #expect(comparison.improvement(of: row, over: comparison.crossEntropy) == nil)
    #expect(comparison.meanAlignedImprovement(over: comparison.betterUnaligned) == nil)
    let perfect = Comparison(
      [
        try result("cross-entropy", seed: 0, logit: 1), try result("nce", seed: 0, logit: 1),
      ], losses: kinds)
    #expect(perfect.improvement(of: perfect.rows[1], over: perfect.crossEntropy) == nil)
    #expect(perfect.best(.averagePrecision).count == 2)
  }
}

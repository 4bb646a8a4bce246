import Foundation
import Testing

@testable import LogitEngine

/// float64 is ranked as float64, thresholds lie in the middle, overlap is of no bins.
@Suite struct ExactMetricsTests {
  private struct File: Decodable { let cases: [Case] }

  private struct Case: Decodable {
    let name: String
    let n: Int
    let k: Int
    let labels: [Int32]
    let logits: [Double]
    let averagePrecision: [Double]
    let precisionAtRecall90: [Double]
    let rocAuc: [Double]
    let softmaxAveragePrecision: [Double]
    let mean: Double
    let narrowedMean: Double
  }

  private func snapshot(_ values: [Double], _ truth: Truth, classCount: Int) -> LogitSnapshot {
    LogitSnapshot(
      logits: values.map { Float($0) }, doubles: values, truth: truth, classCount: classCount)
  }

  /// A class and its rest: one logit of the class an example, the first ones positive.
  private func alone(_ positives: [Double], _ negatives: [Double]) -> LogitSnapshot {
    snapshot(
      positives + negatives,
      Truth(labels: positives.map { _ in 0 } + negatives.map { _ in Truth.outsider }),
      classCount: 1)
  }

  @Test func probabilitiesAgreeWithScikitLearn() throws {
    let cases = try Golden.load("float64", as: File.self).cases
    #expect(cases.map(\.name) == ["gnb", "mnb", "lr"])
    for golden in cases {
      let truth = Truth(labels: golden.labels)
      let report = EvaluationReport(snapshot(golden.logits, truth, classCount: golden.k))
      for (classIndex, mine) in report.classes.enumerated() {
        for (value, theirs) in [
          (mine.averagePrecision, golden.averagePrecision),
          (mine.precisionAtRecall90, golden.precisionAtRecall90), (mine.rocAUC, golden.rocAuc),
          (mine.softmaxAveragePrecision, golden.softmaxAveragePrecision),
        ] {
          #expect(abs(try #require(value) - theirs[classIndex]) <= 1e-12)
        }
      }
      #expect(abs(try #require(report.meanAveragePrecision) - golden.mean) <= 1e-12)
      // What narrowing would have made of it.
      let narrowed = EvaluationReport(
        LogitSnapshot(
          logits: golden.logits.map { Float($0) }, truth: truth, classCount: golden.k))
      #expect(abs(try #require(narrowed.meanAveragePrecision) - golden.narrowedMean) <= 1e-12)
      #expect(abs(golden.mean - golden.narrowedMean) > 1e-3)
    }
  }

  @Test func differencesBeyondFloat32AreSeen() throws {
    let values = (0..<1000).map { 1000 + 1e-9 * Double($0) }
    let report = EvaluationReport(alone(Array(values[500...]), Array(values[..<500])))
    let metrics = report.classes[0]
    #expect(metrics.averagePrecision == 1 && metrics.rocAUC == 1 && metrics.overlap == 0)
    #expect(metrics.bestF1 == 1 && report.separation.violatingPairFraction == 0)
    let threshold = try #require(metrics.bestF1Threshold)
    #expect(threshold > values[499] && threshold <= values[500])
    #expect(abs(try #require(report.separation.margin) - 1e-9) < 1e-12)
    let huge = EvaluationReport(alone([1e301, 1e300], [-1e300, 1e299, -.infinity])).classes[0]
    #expect(huge.averagePrecision == 1 && huge.bestF1Threshold == 5.5e299)
  }

  @Test func theBestThresholdOfASeparatedClassIsTheMiddleOfTheGap() throws {
    let metrics = EvaluationReport(alone([18.5, 20, 31], [3.5, -4, 0])).classes[0]
    #expect(metrics.bestF1 == 1 && metrics.bestF1Threshold == 11 && metrics.overlap == 0)
    // Also where a stray negative lies above.
    let stray = EvaluationReport(alone([18.5, 20, 31], [40, 3.5, -4, 0])).classes[0]
    #expect(stray.bestF1Threshold == 11)
    let pooled = ClassScores.pooled(alone([18.5, 20, 31], [3.5, -4, 0])).scores
    #expect(pooled.bestF1Threshold == 11)
  }

  @Test func theMiddleAcceptsWhatItsBoundsAccept() {
    let pairs: [(Double, Double)] = [
      (1, 0), (1, Double(Float(1).nextDown)), (1, 1.0.nextDown), (1e308, -1e308),
      (.leastNonzeroMagnitude, 0), (0, -.leastNonzeroMagnitude), (1, -.infinity), (.infinity, 3),
      (Double(Float.leastNonzeroMagnitude), 0), (1e-300, -1e-307), (1000 + 1e-9, 1000),
      (Double(Float(16_777_216)), Double(Float(16_777_215))),
    ]
    for (accepted, rejected) in pairs {
      let middle = ThresholdRule.middle(accepting: accepted, rejecting: rejected)
      #expect(accepted >= middle && rejected < middle, "\(accepted) \(rejected)")
      if Double(Float(accepted)) == accepted, Double(Float(rejected)) == rejected {
        #expect(Float(accepted) >= Float(middle) && Float(rejected) < Float(middle))
      }
    }
    #expect(ThresholdRule.middle(accepting: 18.5, rejecting: 3.5) == 11)
  }

  @Test func anOutlierDoesNotChangeTheOverlap() {
    let near = EvaluationReport(alone([1, 2, 3], [-1, -2])).classes[0]
    let far = EvaluationReport(alone([1, 2, 3], [-1, -2, -3000])).classes[0]
    #expect(near.overlap == 0 && far.overlap == 0)
    let mixed = EvaluationReport(alone([0, 0, 10, 10], [0, 0, -10, -10])).classes[0]
    #expect(mixed.overlap == 0.5)
    #expect(EvaluationReport(alone([0, 0], [0, 0, 0])).classes[0].overlap == 1)
    // The worst there is: no threshold is better than accepting all, or nothing.
    #expect(EvaluationReport(alone([0, 1], [2, 3])).classes[0].overlap == 1)
  }

  @Test func oneLogitHasWhatNeedsNoRow() throws {
    let report = EvaluationReport(alone([2, 0.5], [1, -1, -2]))
    #expect(report.accuracy == nil && report.topOnePrecision == nil)
    #expect(report.softmaxMeanAveragePrecision == nil && report.separation.normalizerSpread == nil)
    #expect(report.separation.violatingPairFraction == 1.0 / 6)
    #expect(report.definedClassCount == 1 && report.classes[0].averagePrecision != nil)
    let snapshot = alone([2, 0.5], [1, -1])
    for transform in LogitTransform.allCases {
      #expect(snapshot.transformed(transform).doubles == snapshot.doubles)
    }
    #expect(throws: LossError.singleLogit) {
      try Loss(LossKind.all[0]).evaluate(snapshot, wantsGradient: true)
    }
  }

  @Test func lossesNeedOneClassAnExample() {
    let logits: [Float] = [1, 2, 3, 4, 5, 6]
    for (memberships, row, count) in [
      ([[0], [0, 2]], 1, 2), ([[], [1]], 0, 0),
    ] as [([[Int32]], Int, Int)] {
      let snapshot = LogitSnapshot(
        logits: logits, truth: Truth(memberships: memberships), classCount: 3)
      for kind in LossKind.everyKind {
        #expect(throws: LossError.notOneClass(example: row, count: count)) {
          try Loss(kind).evaluate(snapshot, wantsGradient: true)
        }
      }
    }
  }

  @Test func emptyAndOddSnapshotsAreUndefined() {
    for classCount in [1, 4] {
      let report = EvaluationReport(
        LogitSnapshot(logits: [], truth: Truth(memberships: []), classCount: classCount))
      #expect(report.definedClassCount == 0 && report.separation == SeparationMetrics())
    }
    let report = EvaluationReport(alone([.nan, 1], [0, 2]))
    #expect(report.nanCount == 1 && report.separation.margin == nil)
    #expect(report.classes[0].overlap == nil && report.classes[0].bestF1Threshold == nil)
    // Beyond float32, and yet finite.
    #expect(EvaluationReport(alone([1e39], [0])).infinityCount == 0)
    let equal = EvaluationReport(alone([.infinity], [.infinity]))
    #expect(equal.separation.margin == 0 && equal.classes[0].margin == 0)
  }

  @Test func offsetsAndLogSoftmaxKeepFloat64() throws {
    let values = (0..<40).map { 1000 + 1e-9 * Double(($0 * 7) % 40) }
    let snapshot = snapshot(
      values, Truth(labels: (0..<10).map { Int32($0 % 4) }), classCount: 4)
    for transform in LogitTransform.allCases {
      let doubles = try #require(
        snapshot.transformed(transform, offsets: RowOffsets(spread: 3)).doubles)
      for row in 0..<10 {
        for column in 1..<4 {
          let difference = doubles[row * 4 + column] - doubles[row * 4]
          #expect(abs(difference - (values[row * 4 + column] - values[row * 4])) < 1e-11)
        }
      }
    }
  }
}

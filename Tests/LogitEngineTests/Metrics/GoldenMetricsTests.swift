import LogitEngine
import Testing

@Suite struct GoldenMetricsTests {
  @Test(arguments: [1, 2, 3])
  func agreeWithTheReference(_ threads: Int) throws {
    let cases = try Golden.load("metrics", as: Golden.MetricsFile.self).cases
    #expect(cases.count == 4)
    for golden in cases {
      let report = EvaluationReport(golden.snapshot, threads: threads)
      #expect(report.classes.count == golden.k)
      for (mine, theirs) in zip(report.classes, golden.classes) {
        #expect(mine.classIndex == theirs.c)
        expectEqual(mine.averagePrecision, theirs.averagePrecision)
        expectEqual(mine.precisionAtRecall90, theirs.precisionAtRecall90)
        expectEqual(mine.precisionAtRecall99, theirs.precisionAtRecall99)
        expectEqual(mine.rocAUC, theirs.rocAuc)
        expectEqual(mine.minPositive, theirs.minPositive)
        expectEqual(mine.maxNegative, theirs.maxNegative)
      }
      expectEqual(report.accuracy, golden.accuracy)
      expectEqual(report.separation.violatingPairFraction, golden.violatingPairFraction)
      expectEqual(report.separation.margin, golden.separationMargin)
      expectEqual(report.separation.normalizerSpread, golden.normalizerSpread)
      expectEqual(report.separation.singleThresholdCost, golden.singleThresholdCost)
      expectEqual(report.separation.distanceToSeparation, golden.distanceToSeparation)
    }
  }

  private func expectEqual(
    _ mine: Double?, _ theirs: Double?, _ location: SourceLocation = #_sourceLocation
  ) {
    guard let mine, let theirs else {
      #expect(mine == nil && theirs == nil, sourceLocation: location)
      return
    }
    #expect(abs(mine - theirs) <= 1e-6, sourceLocation: location)
  }
}

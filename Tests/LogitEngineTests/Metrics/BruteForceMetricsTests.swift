import Testing

@testable import LogitEngine

/// The metrics as their definitions read, against the fast ones, ties and odd classes included.
@Suite struct BruteForceMetricsTests {
  /// Random logits: with few levels there are many ties; with many classes some are empty.
  private func snapshot(n: Int, k: Int, levels: Int, seed: UInt64) -> LogitSnapshot {
    var stream = RandomStream(seed: seed)
    var logits = (0..<n * k).map { _ in
      levels == 0 ? Float(stream.normal()) : Float(stream.below(levels))
    }
    let labels = (0..<n).map { _ in Int32(stream.below(k)) }
    for row in 0..<n { logits[row * k + Int(labels[row])] += levels == 0 ? 1.5 : 1 }
    return LogitSnapshot(logits: logits, labels: labels, classCount: k)
  }

  @Test(arguments: [(40, 3), (60, 17), (25, 40)], [0, 2, 6])
  func everyMetricAgreesWithItsDefinition(_ shape: (Int, Int), _ levels: Int) throws {
    for seed in 0..<4 as Range<UInt64> {
      let snapshot = snapshot(n: shape.0, k: shape.1, levels: levels, seed: seed)
      let report = EvaluationReport(snapshot, threads: 2)
      for classIndex in 0..<shape.1 {
        let mine = report.classes[classIndex]
        let slow = SlowClass(snapshot, classIndex)
        #expect(mine.positives == slow.positives.count)
        #expect(close(mine.averagePrecision, slow.averagePrecision))
        #expect(close(mine.precisionAtRecall90, slow.precision(atRecall: 0.9)))
        #expect(close(mine.precisionAtRecall99, slow.precision(atRecall: 0.99)))
        #expect(close(mine.rocAUC, slow.rocAUC))
        #expect(close(mine.bestF1, slow.bestF1))
        #expect(mine.minPositive == slow.positives.min())
        #expect(mine.maxNegative == slow.negatives.max())
        if let threshold = mine.bestF1Threshold {
          let decision = ClassScores(snapshot, classIndex: classIndex).decision(at: threshold)
          #expect(close(decision.f1, mine.bestF1))
        }
      }
      let slow = SlowSeparation(snapshot)
      #expect(close(report.separation.violatingPairFraction, slow.violatingPairFraction))
      #expect(close(report.separation.margin, slow.margin))
      #expect(close(report.separation.distanceToSeparation, slow.distance))
      #expect(close(report.separation.singleThresholdCost, slow.singleThresholdCost))
      #expect(close(report.accuracy, slow.accuracy))
    }
  }

  @Test func classesWithoutPositivesOrNegativesAreUndefined() {
    let snapshot = LogitSnapshot(
      logits: [1, 0, 2, 3, 1, 0], labels: [0, 0], classCount: 3)
    let report = EvaluationReport(snapshot)
    #expect(report.classes.allSatisfy { $0.averagePrecision == nil })
    #expect(report.meanAveragePrecision == nil)
    #expect(report.separation.singleThresholdCost == nil)
    #expect(report.separation.violatingPairFraction != nil)
    #expect(report.classes[0].minPositive == 1 && report.classes[0].maxNegative == nil)
  }

  @Test func notANumberIsCountedAndLeavesTheRestDefined() {
    var snapshot = snapshot(n: 30, k: 3, levels: 0, seed: 1)
    var logits = snapshot.logits
    logits[4] = .nan
    logits[11] = .infinity
    logits[15] = -.infinity
    snapshot = LogitSnapshot(logits: logits, labels: snapshot.labels, classCount: 3)
    let report = EvaluationReport(snapshot, threads: 2)
    #expect(report.nanCount == 1 && report.infinityCount == 2)
    #expect(report.classes[1].averagePrecision == nil)
    #expect(report.classes[0].averagePrecision != nil)
    #expect(report.accuracy == nil && report.separation.margin == nil)
  }

  @Test func infiniteLogitsAreRankedLikeOthers() {
    let snapshot = LogitSnapshot(
      logits: [.infinity, 0, -.infinity, 2, 0.5, 1, 3, -.infinity], labels: [0, 1, 1, 0],
      classCount: 2)
    let report = EvaluationReport(snapshot)
    let slow = SlowSeparation(snapshot)
    #expect(close(report.classes[0].rocAUC, SlowClass(snapshot, 0).rocAUC))
    #expect(close(report.separation.violatingPairFraction, slow.violatingPairFraction))
    #expect(close(report.separation.distanceToSeparation, slow.distance))
  }

  @Test func ranksAgreeWithCounting() {
    var stream = RandomStream(seed: 2)
    for scale in [1.0, 1e-30, 1e30] {
      let values = (0..<200).map { _ in Float(stream.normal() * scale) } + [.infinity, 1e38]
      let index = RankIndex(values)
      index.withRanker { ranker in
        for probe in values + [0, -1, 1, -.infinity, .infinity, 1e-38, -3e38] {
          #expect(ranker.rank(of: probe) == values.count { $0 <= probe })
        }
      }
    }
    RankIndex([]).withRanker { #expect($0.rank(of: 3) == 0) }
  }

  private func close(_ mine: Double?, _ theirs: Double?) -> Bool {
    guard let mine, let theirs else { return mine == nil && theirs == nil }
    return abs(mine - theirs) <= 1e-12
  }
}

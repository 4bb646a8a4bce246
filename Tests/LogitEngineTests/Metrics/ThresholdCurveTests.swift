import Testing

@testable import LogitEngine

/// Curves, rules and log-probabilities against their definitions, ties and infinities included.
@Suite struct ThresholdCurveTests {
  private static func snapshot(n: Int, k: Int, levels: Int, seed: UInt64) -> LogitSnapshot {
    var stream = RandomStream(seed: seed)
    var logits = (0..<n * k).map { _ in
      levels == 0 ? Float(stream.normal()) : Float(stream.below(levels))
    }
    let labels = (0..<n).map { _ in Int32(stream.below(k)) }
    for row in 0..<n { logits[row * k + Int(labels[row])] += levels == 0 ? 1.5 : 1 }
    return LogitSnapshot(logits: logits, labels: labels, classCount: k)
  }

  @Test(arguments: [0, 1, 2, 5], [1, 2, 3] as [UInt64])
  func everyPointIsWhatItsThresholdDoes(levels: Int, seed: UInt64) throws {
    let snapshot = Self.snapshot(n: 70, k: 4, levels: levels, seed: seed)
    let report = EvaluationReport(snapshot)
    for classIndex in 0..<4 {
      let scores = ClassScores(snapshot, classIndex: classIndex)
      let curve = try #require(ThresholdCurve(scores))
      let all = scores.positives + scores.negatives
      #expect(curve.thresholds == Set(all).sorted(by: >))
      for (index, threshold) in curve.thresholds.enumerated() {
        let decision = curve[index]
        #expect(decision == scores.decision(at: threshold))
        #expect(curve.index(at: threshold) == index)
        // Just above it the point before is in force, or nothing is accepted.
        #expect(curve.index(at: threshold.nextUp) == (index > 0 ? index - 1 : nil))
        let accepted = decision.truePositives + decision.falsePositives
        #expect(curve.index(accepting: accepted) == index)
        #expect(
          curve.index(accepting: accepted + 1) == min(index + 1, curve.count - 1))
      }
      #expect(curve.index(at: -.infinity) == curve.count - 1)
      #expect(curve.index(at: .infinity) == nil)
      let slow = SlowClass(snapshot, classIndex)
      let averagePrecision = try #require(slow.averagePrecision)
      let rocAUC = try #require(slow.rocAUC)
      #expect(abs(curve.averagePrecision - averagePrecision) < 1e-12)
      #expect(abs(curve.rocAUC - rocAUC) < 1e-12)
      let reported = try #require(report.classes[classIndex].averagePrecision)
      #expect(abs(curve.averagePrecision - reported) < 1e-12)
    }
  }

  @Test(arguments: [0, 2, 6], [4, 5] as [UInt64])
  func rulesChooseTheBestOfAllThresholds(levels: Int, seed: UInt64) throws {
    let snapshot = Self.snapshot(n: 60, k: 3, levels: levels, seed: seed)
    let report = EvaluationReport(snapshot)
    for classIndex in 0..<3 {
      let scores = ClassScores(snapshot, classIndex: classIndex)
      let curve = try #require(ThresholdCurve(scores))
      let decisions = curve.thresholds.map { scores.decision(at: $0) }
      func chosen(_ rule: ThresholdRule) -> ThresholdDecision? {
        rule.choose(from: curve).map { curve[$0] }
      }
      let metrics = report.classes[classIndex]
      #expect(ThresholdRule.bestF1.threshold(on: curve) == metrics.bestF1Threshold)
      #expect(
        ThresholdRule.recall(atLeast: 0.99).threshold(on: curve) == metrics.thresholdAtRecall99)
      for (least, known) in [
        (0.9, metrics.precisionAtRecall90), (0.99, metrics.precisionAtRecall99),
      ] {
        let byRecall = try #require(chosen(.recall(atLeast: least)))
        #expect(byRecall.precision == known)
        #expect((byRecall.recall ?? 0) >= least)
      }
      for least in [0.3, 0.9, 0.99, 1.0] {
        let recalls = decisions.filter { ($0.precision ?? 0) >= least }.compactMap(\.recall)
        #expect(chosen(.precision(atLeast: least))?.recall == recalls.max())
      }
    }
  }

  @Test func aPrecisionThatNoThresholdHasIsNotChosen() throws {
    let snapshot = LogitSnapshot(
      logits: [0, 1, 3, 0, 2, 0, 1, 0], labels: [1, 1, 1, 0], classCount: 2)
    // Class 0 has one positive, the third of four by its logit.
    let curve = try #require(ThresholdCurve(ClassScores(snapshot, classIndex: 0)))
    #expect(curve[0].truePositives == 0)
    #expect(ThresholdRule.precision(atLeast: 0.9).choose(from: curve) == nil)
    #expect(ThresholdRule.recall(atLeast: 0.9).choose(from: curve) == 2)
  }

  @Test func undefinedClassesHaveNoCurve() {
    let one = LogitSnapshot(logits: [1, 0, 2, 0], labels: [0, 0], classCount: 2)
    #expect(ThresholdCurve(ClassScores(one, classIndex: 0)) == nil)
    #expect(ThresholdCurve(ClassScores(one, classIndex: 1)) == nil)
    let odd = LogitSnapshot(logits: [.nan, 0, 2, 0], labels: [0, 1], classCount: 2)
    #expect(ThresholdCurve(ClassScores(odd, classIndex: 0)) == nil)
    #expect(ThresholdCurve(ClassScores(odd, classIndex: 1)) != nil)
  }

  @Test func infiniteScoresAreThresholdsToo() throws {
    let snapshot = LogitSnapshot(
      logits: [.infinity, 0, -.infinity, 1, 2, 2, .infinity, 3], labels: [0, 1, 0, 1],
      classCount: 2)
    let curve = try #require(ThresholdCurve(ClassScores(snapshot, classIndex: 0)))
    #expect(curve.thresholds == [.infinity, 2, -.infinity])
    #expect(curve.index(at: .infinity) == 0)
    #expect(curve[2].falsePositives == 2)
  }

  @Test(arguments: [1, 2, 7], [6, 7] as [UInt64])
  func logProbabilitiesAreThoseOfTheSoftmax(k: Int, seed: UInt64) {
    let snapshot = Self.snapshot(n: 40, k: k, levels: 0, seed: seed)
    let normalizers = LogNormalizers(snapshot)
    for classIndex in 0..<k {
      let scores = ClassScores(snapshot, classIndex: classIndex, normalizers: normalizers)
      var positives: [Double] = []
      var negatives: [Double] = []
      for row in 0..<40 {
        let logits = snapshot.logits[row * k..<(row + 1) * k].map(Double.init)
        let sum = logits.reduce(0) { $0 + exponential($1) }
        let value = logarithm(exponential(logits[classIndex]) / sum)
        if Int(snapshot.labels[row]) == classIndex {
          positives.append(value)
        } else {
          negatives.append(value)
        }
      }
      for (mine, theirs) in [
        (scores.positives, positives.sorted()), (scores.negatives, negatives.sorted()),
      ] {
        #expect(mine.count == theirs.count)
        for (one, other) in zip(mine, theirs) { #expect(abs(Double(one) - other) < 1e-5) }
      }
    }
  }

  @Test func theMeanOverClassesIsTheReportsSoftmaxAveragePrecision() throws {
    let snapshot = Self.snapshot(n: 200, k: 5, levels: 0, seed: 8)
    let normalizers = LogNormalizers(snapshot)
    let values = try (0..<5).map { classIndex in
      try #require(
        ThresholdCurve(
          ClassScores(snapshot, classIndex: classIndex, normalizers: normalizers))
      ).averagePrecision
    }
    let mean = try #require(EvaluationReport(snapshot).softmaxMeanAveragePrecision)
    #expect(abs(values.reduce(0, +) / 5 - mean) < 1e-12)
  }
}

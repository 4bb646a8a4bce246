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
      expect(report, agreesOn: snapshot)
      #expect(report.topOnePrecision == nil)
    }
  }

  /// The forms of truth: examples of several classes or of none, a logit alone, a class that all or
  /// none have; in float32 and in float64 that float32 would make equal.
  @Test(
    arguments: [(40, 3), (60, 17), (25, 40), (50, 1), (3, 1), (1, 5)], TruthForm.allCases)
  func everyFormOfTruthAgreesWithItsDefinition(_ shape: (Int, Int), _ form: TruthForm) throws {
    for (seed, precision) in ScorePrecision.allCases.enumerated() {
      let snapshot = form.snapshot(
        n: shape.0, k: shape.1, precision: precision, seed: UInt64(seed))
      for threads in [1, 3] {
        let report = EvaluationReport(snapshot, threads: threads)
        expect(report, agreesOn: snapshot)
        #expect(report == EvaluationReport(snapshot, threads: 2))
      }
    }
  }

  private func expect(
    _ report: EvaluationReport, agreesOn snapshot: LogitSnapshot,
    _ location: SourceLocation = #_sourceLocation
  ) {
    func expectEqual(_ mine: Double?, _ theirs: Double?) {
      #expect(close(mine, theirs), sourceLocation: location)
    }
    for classIndex in 0..<snapshot.classCount {
      let mine = report.classes[classIndex]
      let slow = SlowClass(snapshot, classIndex)
      #expect(mine.positives == slow.positives.count, sourceLocation: location)
      expectEqual(mine.averagePrecision, slow.averagePrecision)
      expectEqual(mine.precisionAtRecall90, slow.precision(atRecall: 0.9))
      expectEqual(mine.precisionAtRecall99, slow.precision(atRecall: 0.99))
      expectEqual(mine.thresholdAtRecall90, slow.threshold(atRecall: 0.9))
      expectEqual(mine.thresholdAtRecall99, slow.threshold(atRecall: 0.99))
      expectEqual(mine.rocAUC, slow.rocAUC)
      expectEqual(mine.bestF1, slow.bestF1)
      expectEqual(mine.bestF1Threshold, slow.bestF1Threshold)
      expectEqual(mine.overlap, slow.overlap)
      #expect(mine.minPositive == slow.positives.min(), sourceLocation: location)
      #expect(mine.maxNegative == slow.negatives.max(), sourceLocation: location)
      let scores = ClassScores(snapshot, classIndex: classIndex)
      #expect(scores.positives == slow.positives.sorted(), sourceLocation: location)
      #expect(scores.negatives == slow.negatives.sorted(), sourceLocation: location)
      #expect(scores.overlap == mine.overlap, sourceLocation: location)
      #expect(scores.bestF1Threshold == mine.bestF1Threshold, sourceLocation: location)
      let curve = ThresholdCurve(scores)
      #expect(
        curve.flatMap(ThresholdRule.bestF1.threshold) == mine.bestF1Threshold,
        sourceLocation: location)
      #expect(
        curve.flatMap(ThresholdRule.recall(atLeast: 0.9).threshold) == mine.thresholdAtRecall90,
        sourceLocation: location)
      if let threshold = mine.bestF1Threshold {
        expectEqual(scores.decision(at: threshold).f1, mine.bestF1)
      }
      if snapshot.classCount == 1 {
        #expect(mine.softmaxAveragePrecision == nil, sourceLocation: location)
      } else {
        expectEqual(
          mine.softmaxAveragePrecision,
          SlowClass(snapshot.transformed(.logSoftmax), classIndex).averagePrecision)
      }
    }
    let slow = SlowSeparation(snapshot)
    expectEqual(report.separation.violatingPairFraction, slow.violatingPairFraction)
    expectEqual(report.separation.margin, slow.margin)
    expectEqual(report.separation.distanceToSeparation, slow.distance)
    #expect(
      close(report.separation.singleThresholdCost, slow.singleThresholdCost, within: 1e-11),
      sourceLocation: location)
    let isAlone = snapshot.classCount == 1
    // The square of a spread of 1e300 is infinite; one example has none.
    let isHuge =
      snapshot.exampleCount > 1 && (snapshot.doubles ?? []).contains { abs($0) > 1e150 }
    #expect(
      (report.separation.normalizerSpread == nil) == (isAlone || isHuge), sourceLocation: location)
    let fraction = isAlone ? nil : slow.topOnePrecision
    expectEqual(report.accuracy, snapshot.truth.isOneEach ? fraction : nil)
    expectEqual(report.topOnePrecision, snapshot.truth.isOneEach ? nil : fraction)
    #expect(
      report.definedClassCount == report.classes.count { $0.rocAUC != nil },
      sourceLocation: location)
    let pair = WorstPair(snapshot)
    expectEqual(pair?.margin, slow.margin)
    let pooled = ClassScores.pooled(snapshot).scores
    #expect(pooled.positives == slow.trueLogits.sorted(), sourceLocation: location)
    #expect(pooled.negatives == slow.falseLogits.sorted(), sourceLocation: location)
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
      let values: [Float] =
        (0..<200).map { _ in Float(stream.normal() * scale) } + [.infinity, 1e38]
      let index = RankIndex(values)
      index.withRanker { ranker in
        for probe in values + [0, -1, 1, -.infinity, .infinity, 1e-38, -3e38] {
          #expect(ranker.rank(of: probe) == values.count { $0 <= probe })
        }
      }
    }
    for scale in [1.0, 1e-300, 1e300] {
      let values =
        (0..<200).map { _ in stream.normal() * scale } + [.infinity, 1.7e308, 1, 1 + 1e-15]
      RankIndex(values).withRanker { ranker in
        for probe in values + [0, -1, -.infinity, 1e-308, -1.7e308, 1 + 3e-16] {
          #expect(ranker.rank(of: probe) == values.count { $0 <= probe })
        }
      }
    }
    RankIndex([Float]()).withRanker { #expect($0.rank(of: 3) == 0) }
  }

  private func close(
    _ mine: Double?, _ theirs: Double?, within tolerance: Double = 1e-12
  ) -> Bool {
    guard let mine, let theirs else { return mine == nil && theirs == nil }
    return mine == theirs || abs(mine - theirs) <= tolerance * max(1, abs(theirs))
  }
}

/// Which classes examples have.
enum TruthForm: CaseIterable {
  case one, someOutsiders, several, many, allPositive, noPositive

  func snapshot(n: Int, k: Int, precision: ScorePrecision, seed: UInt64) -> LogitSnapshot {
    var stream = RandomStream(seed: seed)
    let memberships = (0..<n).map { _ -> [Int32] in
      let label = Int32(stream.below(k))
      switch self {
      case .one: return [label]
      case .someOutsiders: return stream.below(3) == 0 ? [] : [label]
      case .several: return (0..<stream.below(4)).map { _ in Int32(stream.below(k)) }
      case .many: return (0..<Int32(k)).filter { _ in stream.below(2) == 0 }
      case .allPositive: return (0..<Int32(k)).map(\.self)
      case .noPositive: return []
      }
    }
    let truth = Truth(memberships: memberships)
    var values = (0..<n * k).map { _ in precision.draw(&stream) }
    for (row, classes) in memberships.enumerated() {
      for classIndex in classes { values[row * k + Int(classIndex)] += precision.gap }
    }
    let singles = values.map { Float($0) }
    return precision.isDouble
      ? LogitSnapshot(logits: singles, doubles: values, truth: truth, classCount: k)
      : LogitSnapshot(logits: singles, truth: truth, classCount: k)
  }
}

/// What logits are like.
enum ScorePrecision: CaseIterable {
  case singles, tiedSingles, doubles, tiedDoubles, closeDoubles, hugeDoubles

  var isDouble: Bool { self != .singles && self != .tiedSingles }
  var gap: Double {
    switch self {
    case .closeDoubles: 1e-9
    case .hugeDoubles: 1e300
    default: 1
    }
  }

  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .singles: Double(Float(stream.normal()))
    case .doubles: stream.normal()
    case .tiedSingles: Double(stream.below(4))
    case .tiedDoubles: Double(stream.below(4)) / 10
    case .closeDoubles: 1000 + 1e-9 * stream.normal()
    case .hugeDoubles: stream.below(9) == 0 ? -.infinity : 1e300 * stream.normal()
    }
  }
}

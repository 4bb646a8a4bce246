import Testing

@testable import LogitEngine

/// What the explorer's instruments compute, held to brute force.
@Suite struct InstrumentTests {
  static func snapshot(_ rows: Int, _ classes: Int, seed: UInt64) -> LogitSnapshot {
    var stream = RandomStream(seed: seed)
    let labels = (0..<rows).map { Int32($0 % classes) }
    // Rounded, so that there are ties.
    let logits = (0..<rows * classes).map { index in
      Float((stream.normal() * 8).rounded() / 4)
        + (Int(labels[index / classes]) == index % classes ? 2 : 0)
    }
    return LogitSnapshot(logits: logits, labels: labels, classCount: classes)
  }

  @Test func anOffsetChangesNothingWithinARow() throws {
    let bare = Self.snapshot(300, 7, seed: 1)
    let shifted = bare.transformed(.bare, offsets: RowOffsets(spread: 5, seed: 3))
    for name in ["cross-entropy", "max-margin"] {
      let kind = try #require(LossKind(named: name))
      let before = try Loss(kind).evaluate(bare, wantsGradient: false).value
      let after = try Loss(kind).evaluate(shifted, wantsGradient: false).value
      #expect(abs(before - after) < 1e-6 * max(1, before))
    }
    for name in ["self-normalization", "binary-cross-entropy", "batch-cross-entropy"] {
      let kind = try #require(LossKind(named: name))
      let before = try Loss(kind).evaluate(bare, wantsGradient: false).value
      let after = try Loss(kind).evaluate(shifted, wantsGradient: false).value
      #expect(after > before + 0.1)
    }
    let (before, after) = (EvaluationReport(bare), EvaluationReport(shifted))
    #expect(before.accuracy == after.accuracy)
    let change = try #require(after.softmaxMeanAveragePrecision)
    let softmax = try #require(before.softmaxMeanAveragePrecision)
    #expect(abs(change - softmax) < 1e-3)
    let (old, new) = (before.meanAveragePrecision ?? 0, after.meanAveragePrecision ?? 1)
    #expect(new < old - 0.05)
    // A row keeps its draw, whatever the spread.
    let (one, ten) = (RowOffsets(spread: 1, seed: 3), RowOffsets(spread: 10, seed: 3))
    #expect(abs(one.offset(ofRow: 17) * 10 - ten.offset(ofRow: 17)) < 1e-12)
    #expect(one.offset(ofRow: 17) != one.offset(ofRow: 18))
  }

  @Test func transformsAreWhatTheySay() {
    let bare = Self.snapshot(40, 5, seed: 2)
    let centred = bare.transformed(.minusRowMean)
    let logarithms = bare.transformed(.logSoftmax)
    for row in 0..<40 {
      let slice = (0..<5).map { Double(bare.logits[row * 5 + $0]) }
      let mean = slice.reduce(0, +) / 5
      let lse = logarithm(slice.reduce(0) { $0 + exponential($1) })
      for column in 0..<5 {
        #expect(abs(Double(centred.logits[row * 5 + column]) - (slice[column] - mean)) < 1e-5)
        #expect(abs(Double(logarithms.logits[row * 5 + column]) - (slice[column] - lse)) < 1e-5)
      }
    }
    #expect(bare.transformed(.bare).logits == bare.logits)
  }

  @Test func pooledScoresAreAllLogits() throws {
    let snapshot = Self.snapshot(60, 4, seed: 5)
    let pooled = ClassScores.pooled(snapshot)
    #expect(pooled.rowStep == 1)
    #expect(pooled.scores.positives.count == 60 && pooled.scores.negatives.count == 180)
    let violating = pooled.scores.negatives.reduce(0) { sum, negative in
      sum + pooled.scores.positives.filter { negative >= $0 }.count
    }
    let fraction = try #require(EvaluationReport(snapshot).separation.violatingPairFraction)
    #expect(abs(fraction - Double(violating) / (60 * 180)) < 1e-12)
    let part = ClassScores.pooled(snapshot, limit: 100)
    #expect(part.rowStep == 3 && part.scores.positives.count == 20)
    let threshold = try #require(pooled.scores.bestF1Threshold)
    let best = try #require(pooled.scores.decision(at: threshold).f1)
    for logit in pooled.scores.positives + pooled.scores.negatives {
      #expect(pooled.scores.decision(at: Double(logit)).f1 ?? 0 <= best)
    }
  }

  @Test func precisionFollowsThePrevalence() throws {
    let scores = ClassScores(Self.snapshot(200, 4, seed: 7), classIndex: 1)
    let share = Double(scores.positives.count) / 200
    for logit in scores.positives {
      let decision = scores.decision(at: Double(logit))
      let own = try #require(decision.precision)
      #expect(abs(try #require(decision.precision(atPrevalence: share)) - own) < 1e-12)
      #expect(try #require(decision.precision(atPrevalence: 1e-6)) <= own)
    }
    let own = EvaluationReport(Self.snapshot(200, 4, seed: 7)).classes[1].precisionAtRecall90
    let dialled = scores.precision(atRecall: 0.9, prevalence: share)
    #expect(abs(try #require(own) - (try #require(dialled))) < 1e-12)
    #expect(scores.precision(atRecall: 1.1, prevalence: 0.5) == nil)
  }

  @Test func f1AndTheAreaFollowThePrevalence() throws {
    let snapshot = Self.snapshot(200, 4, seed: 7)
    let scores = ClassScores(snapshot, classIndex: 1)
    let share = Double(scores.positives.count) / 200
    for logit in scores.positives {
      let decision = scores.decision(at: Double(logit))
      let own = try #require(decision.f1)
      #expect(abs(try #require(decision.f1(atPrevalence: share)) - own) < 1e-12)
      #expect(try #require(decision.f1(atPrevalence: 1e-6)) <= own)
    }
    #expect(scores.decision(at: .infinity).f1(atPrevalence: 0.5) == 0)
    let curve = try #require(ThresholdCurve(scores))
    let own = try #require(EvaluationReport(snapshot).classes[1].averagePrecision)
    #expect(abs(curve.averagePrecision(atPrevalence: share) - own) < 1e-12)
    #expect(curve.averagePrecision(atPrevalence: 1e-6) < own)
    #expect(curve.averagePrecision(atPrevalence: 1) == 1)
  }

  @Test func theWorstPairDecidesTheMargin() throws {
    for seed in 0..<20 {
      let snapshot = Self.snapshot(30, 3, seed: UInt64(seed))
      let pair = try #require(WorstPair(snapshot))
      var trues: [Double] = []
      var falses: [Double] = []
      for (index, logit) in snapshot.logits.map({ Double($0) }).enumerated() {
        if Int(snapshot.labels[index / 3]) == index % 3 {
          trues.append(logit)
        } else {
          falses.append(logit)
        }
      }
      trues.sort()
      falses.sort(by: >)
      #expect(pair.lowestTrue.logit == trues[0] && pair.highestFalse.logit == falses[0])
      #expect(pair.marginWithout == trues[1] - falses[1])
      #expect(pair.margin == EvaluationReport(snapshot).separation.margin)
      let place = pair.highestFalse
      #expect(snapshot.logit(ofClass: place.classIndex, at: place.row) == place.logit)
      #expect(Int(snapshot.labels[place.row]) != place.classIndex)
      #expect(Int(snapshot.labels[pair.lowestTrue.row]) == pair.lowestTrue.classIndex)
    }
    let one = LogitSnapshot(logits: [1, 2], labels: [0], classCount: 2)
    #expect(WorstPair(one)?.marginWithout == nil)
    #expect(WorstPair(LogitSnapshot(logits: [.nan, 2], labels: [0], classCount: 2)) == nil)
  }
}

import LogitEngine
import Testing

@testable import ExplorerUI

/// View 5: its numbers against slow twins, its threshold by key, mouse and rule.
@Suite struct CurvesTests {
  static let sizes = [
    Size(width: 40, height: 12), Size(width: 46, height: 30), Size(width: 80, height: 24),
    Size(width: 100, height: 14), Size(width: 120, height: 36), Size(width: 200, height: 60),
  ]

  static func curves(_ size: Size = Size(width: 120, height: 36)) -> ExplorerState {
    var state = Synthetic.live(size)
    state.press(.character("5"))
    return state
  }

  private static func chart(_ pane: Pane, _ state: ExplorerState) throws -> CurveChart {
    try #require(state.curveChart(of: pane))
  }

  @Test func nothingIsComputedUntilTheViewIsShown() {
    var state = Synthetic.live()
    #expect(state.classCurves == nil)
    state.press(.character("5"))
    #expect(state.classCurves?.classIndex == 6)
    state.press(.right)
    #expect(state.classCurves?.classIndex == 7)
    state.press(.character(","))
    #expect(state.classCurves?.step == 200)
    state.press(.character("1"))
    #expect(state.classCurves == nil)
  }

  @Test func curvesOfAnotherEvaluationOfTheSameStepAreMadeAnew() {
    var state = Synthetic.showing(Synthetic.snapshot(examples: 60, classes: 4, gap: 1))
    state.press(.character("5"))
    let former = state.classCurves?.softmax?.averagePrecision
    let better = Synthetic.evaluation(
      Synthetic.snapshot(examples: 60, classes: 4, gap: 4, seed: 9), step: 10)
    _ = update(&state, .training(.evaluated(better)))
    #expect(state.classCurves?.softmax?.averagePrecision != former)
    #expect(
      state.classCurves?.logit?.averagePrecision == better.report.classes[0].averagePrecision)
  }

  /// Every column of dots holds exactly the heights that the stairs have there.
  @Test(arguments: sizes) func noStepOfAStaircaseIsLost(size: Size) throws {
    let state = Self.curves(size)
    guard let frame = state.layout.frame(of: .precisionRecall) else { return }
    let layout = try #require(CurveChart(state, pane: .precisionRecall, frame: frame))
    let columns = layout.columns(of: layout.curve)
    var slow: [Int: (low: Double, high: Double)] = [:]
    var before = 0.0
    for index in 0..<layout.curve.count {
      let decision = layout.curve[index]
      let (recall, precision) = (decision.recall ?? 0, decision.precision ?? 0)
      for column in layout.chart.dotColumn(of: before)...layout.chart.dotColumn(of: recall) {
        let known = slow[column] ?? (precision, precision)
        slow[column] = (min(known.low, precision), max(known.high, precision))
      }
      before = recall
    }
    #expect(columns.count == layout.chart.dotColumns)
    for (column, range) in columns.enumerated() {
      #expect(range?.lowerBound == slow[column]?.low && range?.upperBound == slow[column]?.high)
    }
  }

  @Test func theSweepIsWhatEveryThresholdDoes() throws {
    let state = Self.curves()
    let layout = try Self.chart(.thresholdSweep, state)
    let scores = try #require(state.classView?.scores)
    let recalls = layout.sweep(beyond: 0) { layout.curve[$0].recall ?? 0 }
    for column in 0..<layout.chart.dotColumns {
      // A curve that only falls is within the bounds of its column wherever it is asked.
      let threshold = layout.chart.x(atDotColumn: column)
      let recall = try #require(scores.decision(at: threshold).recall)
      let range = try #require(recalls[column])
      #expect(recall >= range.lowerBound - 1e-12 && recall <= range.upperBound + 1e-12)
    }
  }

  @Test func softmaxAcceptsAsManyAsTheLogit() throws {
    let curves = try #require(Self.curves().classCurves)
    let logit = try #require(curves.logit)
    let softmax = try #require(curves.softmax)
    #expect(curves.counterparts.count == logit.count)
    for index in stride(from: 0, to: logit.count, by: 7) {
      let accepted = logit[index].truePositives + logit[index].falsePositives
      let slow = (0..<softmax.count).first {
        softmax[$0].truePositives + softmax[$0].falsePositives >= accepted
      }
      #expect(curves.counterparts[index].f1 == slow.flatMap { softmax[$0].f1 })
    }
  }

  @Test(arguments: [Pane.precisionRecall, .receiverOperating, .thresholdSweep])
  func leftAndRightMoveByColumnsThere(pane: Pane) throws {
    var state = Self.curves()
    state.focus = pane
    state.press(.character("t"))
    func column() throws -> Int {
      let layout = try Self.chart(pane, state)
      guard pane != .thresholdSweep else {
        return layout.chart.column(of: try #require(state.threshold))
      }
      return layout.chart.column(of: layout.position(try #require(state.decision)).x)
    }
    let start = try column()
    state.press(.left)
    let left = try column()
    #expect(left < start)
    state.press(.right)
    let right = try column()
    #expect(right > left)
    for _ in 0..<30 { state.press(.shiftLeft) }
    let layout = try Self.chart(pane, state)
    let first = layout.position(layout.curve[0]).x
    #expect(
      try column()
        == (pane == .thresholdSweep ? layout.chart.plot.column : layout.chart.column(of: first)))
    for _ in 0..<30 { state.press(.shiftRight) }
    #expect(try column() == layout.chart.plot.endColumn - 1)
    state.press(.escape)
    #expect(!state.isMovingThreshold && state.userThreshold == nil)
  }

  @Test func upAndDownVisitEveryThreshold() throws {
    var state = Self.curves()
    let curve = try #require(state.classCurves?.logit)
    state.press(.character("t"))
    for _ in 0..<600 { state.press(.up) }
    #expect(state.userThreshold == Double(curve.thresholds[0]))
    for index in 1..<curve.count {
      state.press(.down)
      #expect(state.userThreshold == Double(curve.thresholds[index]))
      #expect(state.decision == curve[index])
    }
    state.press(.down)
    #expect(state.curveIndex == curve.count - 1)
  }

  @Test func rulesSetTheThresholdEverywhereAndAgainAtEveryEvaluation() throws {
    var state = Self.curves()
    #expect(state.thresholdRule == .bestF1)
    #expect(state.threshold == state.classMetrics?.bestF1Threshold)
    for rule in [
      ThresholdRule.recall(atLeast: 0.9), .recall(atLeast: 0.99), .precision(atLeast: 0.9),
      .precision(atLeast: 0.99),
    ] {
      state.press(.character("R"))
      #expect(state.thresholdRule == rule)
      let words = state.picture().lines.joined(separator: "\n")
      #expect(words.contains(rule.name))
      let decision = try #require(state.decision)
      switch rule {
      case .recall(let least): #expect((decision.recall ?? 0) >= least)
      case .precision(let least): #expect((decision.precision ?? 0) >= least)
      case .bestF1: Issue.record("the cycle came round too soon")
      }
    }
    state.press(.character("R"))
    #expect(state.thresholdRule == .bestF1)
    state.press(.character("R"))
    #expect(state.metrics[.precision] == state.classMetrics?.precisionAtRecall90)
    state.press(.character("1"))
    #expect(state.metrics[.precision] == state.classMetrics?.precisionAtRecall90)
    let next = Synthetic.evaluation(
      Synthetic.snapshot(examples: 300, classes: 10, gap: 2, seed: 77), step: 400)
    _ = update(&state, .training(.evaluated(next)))
    #expect(state.metrics[.precision] == next.report.classes[6].precisionAtRecall90)
    state.press(.character("t"), .left)
    #expect(state.userThreshold != nil && state.thresholdSource == "set by hand")
    state.press(.character("b"))
    #expect(state.thresholdRule == .bestF1 && state.userThreshold == nil)
  }

  @Test func aRuleThatNothingMeetsIsSaid() {
    // The largest logit of class 0 belongs to another class.
    let snapshot = LogitSnapshot(
      logits: [0, 1, 3, 0, 2, 0, 1, 0], labels: [1, 1, 1, 0], classCount: 2)
    var state = Synthetic.showing(snapshot)
    state.press(.character("5"))
    for _ in 0..<3 { state.press(.character("R")) }
    #expect(state.threshold == nil)
    let text = state.picture().lines.joined(separator: "\n")
    #expect(text.contains("no threshold has precision ≥ 0.9"))
  }

  @Test(arguments: sizes) func aClickSetsTheNearestThreshold(size: Size) throws {
    for pane in [Pane.precisionRecall, .receiverOperating, .thresholdSweep] {
      var state = Self.curves(size)
      state.focus = pane
      let layout = try Self.chart(pane, state)
      let plot = layout.chart.plot
      for index in stride(from: 0, to: layout.curve.count, by: 41) where pane != .thresholdSweep {
        let point = layout.position(layout.curve[index])
        state.click(layout.chart.column(of: point.x), layout.chart.row(of: point.y))
        let hit = layout.position(try #require(state.decision))
        #expect(abs(layout.chart.column(of: hit.x) - layout.chart.column(of: point.x)) <= 1)
        #expect(abs(layout.chart.row(of: hit.y) - layout.chart.row(of: point.y)) <= 1)
      }
      for column in [plot.column, plot.column + plot.width / 2, plot.endColumn - 1] {
        state.click(column, plot.row)
        let before = try #require(state.userThreshold)
        if pane == .thresholdSweep { #expect(layout.chart.column(of: before) == column) }
        _ = update(
          &state,
          .mouse(
            MouseEvent(action: .drag, column: column - plot.width / 3, row: plot.endRow - 1)))
        #expect(state.userThreshold != nil)
        _ = update(&state, .mouse(MouseEvent(action: .release, column: column, row: plot.row)))
        let kept = state.userThreshold
        _ = update(&state, .mouse(MouseEvent(action: .drag, column: 0, row: 0)))
        #expect(state.userThreshold == kept)
      }
      #expect(state.focus == pane)
    }
  }

  @Test func titlesCompareBareLogitWithSoftmax() throws {
    let state = Self.curves(Size(width: 200, height: 60))
    let own = try #require(state.classMetrics?.averagePrecision)
    let all = try #require(state.classCurves?.softmax?.averagePrecision)
    let (text, role) = CurveWords.difference(own - all)
    let title = state.picture().lines.joined(separator: "\n")
    #expect(title.contains("AUPRC bare logit \(NumberText.share(own))"))
    #expect(title.contains("softmax \(NumberText.share(all)) · \(text)"))
    #expect(title.contains("no drop") == (role == .improved) || own != all)
    #expect(CurveWords.difference(0.012) == ("+0.012", .improved))
    #expect(CurveWords.difference(0) == ("0.000", .improved))
    #expect(CurveWords.difference(-0.0501) == ("−0.050", .worsened))
  }

  @Test func theLogarithmicRateAxisShowsTheFirstMistakes() throws {
    var state = Self.curves()
    state.focus = .receiverOperating
    let linear = try Self.chart(.receiverOperating, state)
    state.press(.character("X"))
    let logarithmic = try Self.chart(.receiverOperating, state)
    let one = ThresholdDecision(
      truePositives: 1, falsePositives: 1, positives: 60, negatives: 540)
    let ten = ThresholdDecision(
      truePositives: 1, falsePositives: 10, positives: 60, negatives: 540)
    func distance(_ layout: CurveChart) -> Int {
      layout.chart.column(of: layout.position(ten).x)
        - layout.chart.column(of: layout.position(one).x)
    }
    #expect(distance(logarithmic) > 3 * distance(linear))
    #expect(state.picture().lines.contains { $0.contains("0.01") })
  }

  @Test func undefinedClassesSayWhy() {
    let empty = LogitSnapshot(logits: [1, 0, 2, 0], labels: [0, 0], classCount: 2)
    let odd = LogitSnapshot(
      logits: [.nan, 0, 2, 0, 1, 1], labels: [0, 1, 1], classCount: 2)
    for (snapshot, words) in [(empty, "no negatives"), (odd, "NaN logits")] {
      var state = Synthetic.showing(snapshot)
      state.press(.character("5"))
      #expect(state.picture().lines.contains { $0.contains("no curve: \(words)") })
      for key: Key in [.character("t"), .character("R"), .character("X")] { state.press(key) }
      #expect(!state.isMovingThreshold && state.thresholdRule == .bestF1)
    }
    var fresh = Synthetic.fresh()
    fresh.press(.character("5"))
    #expect(fresh.picture().lines.contains { $0.contains("not evaluated yet") })
  }
}

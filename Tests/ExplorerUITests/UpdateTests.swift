import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct UpdateTests {
  @Test func pauseResumeStep() {
    var state = Synthetic.live(examples: 60)
    #expect(state.press(.character(" ")) == [.send(.pause)])
    #expect(state.phase == .paused)
    #expect(state.picture().lines[0].contains("‖ PAUSED"))
    #expect(state.press(.character(" ")) == [.send(.resume)])
    #expect(state.picture().lines[0].contains("● LIVE"))
    #expect(state.press(.character(".")) == [.send(.step)])
    #expect(state.phase == .paused)
  }

  @Test func theTrainersWordIsTaken() {
    var state = Synthetic.live(examples: 60)
    let loss = Loss(LossKind.all[1])
    let status = RunStatus(
      moment: state.moment, isPaused: true, loss: loss, learningRate: 0.2,
      stepsPerSecondLimit: 5)
    _ = update(&state, .training(.changed(status)))
    #expect(state.phase == .paused && state.loss == loss)
    #expect(state.configuration.learningRate == 0.2 && state.stepsPerSecondLimit == 5)
    let text = state.picture().lines.joined()
    #expect(text.contains("max-margin ✗ not aligned") && text.contains("5 steps/s"))
  }

  @Test func anotherLossByRestartOrInPlace() {
    var state = Synthetic.live(examples: 60)
    state.press(.up)
    let chosen = LossKind.all[state.lossCursor]
    #expect(chosen.name == "binary-cross-entropy" && state.focus == .losses)
    var inPlace = state
    #expect(inPlace.press(.character("a")) == [.send(.setLoss(Loss(chosen)))])
    #expect(inPlace.loss.kind == chosen && inPlace.evaluation != nil)
    var expected = state.configuration
    expected.loss = Loss(chosen)
    #expect(state.press(.enter) == [.restart(expected)])
    #expect(state.phase == .starting)
  }

  @Test func lossParametersSurvive() {
    var configuration = Synthetic.configuration()
    configuration.loss.parameters.margin = 3
    var state = Synthetic.fresh()
    _ = update(&state, .training(.started(Synthetic.description(configuration: configuration))))
    state.press(.down)
    guard case .restart(let next) = state.press(.enter).first else {
      Issue.record("no restart")
      return
    }
    #expect(next.loss.kind.name == "batch-max-margin" && next.loss.parameters.margin == 3)
  }

  @Test func theOldRunIsNotHeardAfterARestart() {
    var state = Synthetic.live(examples: 60)
    #expect(state.press(.character("r")) == [.restart(state.configuration)])
    let before = state.moment
    _ = update(&state, .training(.progress(Synthetic.progress(to: 999, losses: [1]))))
    #expect(state.moment == before)
    #expect(state.press(.character("r"), .character(" ")).isEmpty)
    _ = update(&state, .training(.started(Synthetic.description())))
    #expect(state.phase == .running && state.moment.step == 0 && state.evaluation == nil)
    _ = update(&state, .training(.progress(Synthetic.progress(to: 2, losses: [1, 2]))))
    #expect(state.lossSeries.last?.step == 2)
  }

  @Test func learningRateInRoundSteps() {
    var state = Synthetic.live(examples: 60)
    var rates: [Double] = []
    for key: Key in [.character("+"), .character("+"), .character("-"), .character("=")] {
      for effect in state.press(key) {
        if case .send(.setLearningRate(let rate)) = effect { rates.append(rate) }
      }
    }
    #expect(rates == [0.1, 0.2, 0.1, 0.2])
    state = Synthetic.ended(state)
    #expect(state.press(.character("-")).isEmpty)
    #expect(state.configuration.learningRate == 0.1)
  }

  @Test func paceStartsBelowTheMachinesAndOutlivesTheRun() {
    var state = Synthetic.live(examples: 60)
    // 98,304 images/s in batches of 128 are 768 steps/s.
    #expect(state.press(.character("<")) == [.send(.setStepsPerSecondLimit(500))])
    #expect(state.press(.character("<")) == [.send(.setStepsPerSecondLimit(200))])
    state.press(.character("r"))
    let effects = update(&state, .training(.started(Synthetic.description())))
    #expect(effects == [.send(.setStepsPerSecondLimit(200))])
    #expect(state.press(.character(">")) == [.send(.setStepsPerSecondLimit(500))])
    #expect(state.press(.character(">")) == [.send(.setStepsPerSecondLimit(nil))])
  }

  @Test func classesGoRoundAndPagesStop() {
    var state = Synthetic.live(examples: 60, classIndex: 9)
    state.press(.right)
    #expect(state.classIndex == 0)
    state.press(.left)
    #expect(state.classIndex == 9)
    state.press(.pageUp)
    #expect(state.classIndex == 0)
    state.press(.end)
    #expect(state.classIndex == 9)
    state.press(.home, .character("l"))
    #expect(state.classIndex == 1)
    #expect(state.classView?.scores.classIndex == 1)
  }

  @Test func theThresholdFollowsBestF1UntilItIsMoved() throws {
    var state = Synthetic.live()
    let best = try #require(state.classMetrics?.bestF1Threshold)
    #expect(state.threshold == best && state.metrics[.f1] == state.classMetrics?.bestF1)
    let axis = try #require(state.histogramLayout?.axis)
    state.press(.character("t"), .right)
    let moved = try #require(state.userThreshold)
    #expect(axis.column(of: moved) == axis.column(of: best) + 1)
    state.press(.character("H"))
    #expect(axis.column(of: try #require(state.userThreshold)) == axis.column(of: best) - 9)
    state.press(.character("t"), .right)
    #expect(state.classIndex == 7 && state.userThreshold != nil)
    state.press(.character("b"))
    #expect(state.threshold == state.classMetrics?.bestF1Threshold)
  }

  @Test func escapeBacksOutOneLayerAtATime() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("f"), .character("t"), .right, .character("?"))
    #expect(state.press(.escape).isEmpty && !state.isHelpShown && state.isMovingThreshold)
    state.press(.escape)
    #expect(!state.isMovingThreshold && state.userThreshold == nil && state.isExpanded)
    state.press(.escape)
    #expect(!state.isExpanded)
    let rest = state.fingerprint
    #expect(state.press(.escape).isEmpty && state.fingerprint == rest)
  }

  @Test func endedRunsStayUsable() {
    var state = Synthetic.ended(Synthetic.live(examples: 60))
    let title = state.picture().lines[0]
    #expect(title.contains("■ DONE") && title.contains("100 %"))
    #expect(state.press(.character(" "), .character("."), .character("a")).isEmpty)
    state.press(.right, .character("t"), .left)
    #expect(state.classIndex == 7 && state.userThreshold != nil)
    #expect(state.press(.character("r")) == [.restart(state.configuration)])
  }

  @Test func noticesLastUntilTheFirstKey() {
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "digits", configuration: Synthetic.configuration(),
        notice: "fashion-mnist not found"))
    let capabilities = TerminalCapabilities(colors: .eight, notice: "only 8 colours")
    _ = update(&state, .resized(Size(width: 80, height: 24)))
    let shown = state.picture(capabilities).lines[23]
    #expect(shown.contains("fashion-mnist not found · only 8 colours"))
    #expect(state.picture(capabilities).lines.joined().contains("Loading digits"))
    state.press(.down)
    #expect(!state.picture(capabilities).lines[23].contains("colours"))
  }

  @Test func trendsAreAgainstTheEvaluationBefore() throws {
    var state = Synthetic.showing(Synthetic.snapshot(examples: 200, classes: 4, gap: 1))
    #expect(!state.picture().lines.contains { $0.contains("accuracy") && $0.contains("▲") })
    let better = Synthetic.evaluation(
      Synthetic.snapshot(examples: 200, classes: 4, gap: 4), step: 20)
    _ = update(&state, .training(.evaluated(better)))
    #expect(state.picture().lines.contains { $0.contains("accuracy") && $0.contains("▲") })
    #expect(state.picture().lines.contains { $0.contains("violating") && $0.contains("▼") })
  }
}

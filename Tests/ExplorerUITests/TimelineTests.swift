import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct TimelineTests {
  static let sizes = [
    Size(width: 40, height: 12), Size(width: 60, height: 30), Size(width: 80, height: 24),
    Size(width: 120, height: 36), Size(width: 200, height: 60),
  ]

  @Test func stepsBackAndForth() {
    var state = Synthetic.live(examples: 60)
    #expect(state.evaluation?.moment.step == 300 && !state.isInPast)
    #expect(state.press(.character(",")).isEmpty)
    #expect(state.evaluation?.moment.step == 200 && state.isInPast)
    #expect(state.picture().lines[0].contains("PAST"))
    state.press(.character(","), .character(","), .character(","))
    #expect(state.evaluation?.moment.step == 0)
    state.press(.character(";"))
    #expect(state.evaluation?.moment.step == 100)
    state.press(.character("}"))
    #expect(state.evaluation?.moment.step == 300 && !state.isInPast)
    state.press(.character("{"))
    #expect(state.evaluation?.moment.step == 0)
    state.press(.escape)
    #expect(state.evaluation?.moment.step == 300)
    #expect(state.picture().lines[0].contains("● LIVE"))
  }

  @Test func theDotStepsThroughThePastAndTrainsAtTheLatest() {
    var state = Synthetic.live(examples: 60)
    state.press(.character(" "), .character(","))
    #expect(state.press(.character(".")).isEmpty)
    #expect(!state.isInPast && state.phase == .paused)
    #expect(state.press(.character(".")) == [.send(.step)])
  }

  @Test func trainingGoesOnWhileThePastIsShown() {
    var state = Synthetic.live(examples: 60)
    state.press(.character(","))
    let picture = state.picture().lines[5...20]
    let snapshot = Synthetic.snapshot(examples: 60, classes: 10, gap: 5, seed: 9)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 400))))
    #expect(state.evaluation?.moment.step == 200 && state.moment.step == 400)
    #expect(state.picture().lines[5...20] == picture)
    #expect(state.picture().lines[0].contains("live at 400"))
    #expect(state.press(.character(" ")) == [.send(.pause)])
    #expect(state.picture().lines[0].contains("paused at 400"))
    state.press(.character("L"))
    #expect(state.evaluation?.moment.step == 400)
  }

  @Test func metricsAndTrendAreThoseOfTheMoment() {
    var state = Synthetic.live()
    let before = state.timeline.entries[0].report
    let shown = state.timeline.entries[1].report
    state.press(.character("{"), .character(";"))
    #expect(state.evaluation?.report == shown && state.previousReport == before)
    let overlap = ClassView(
      ClassScores(state.timeline.entries[0].snapshot ?? Self.nothing, classIndex: 6), step: 0
    ).overlap
    #expect(overlap != nil && state.previousOverlap == overlap)
  }

  private static let nothing = LogitSnapshot(logits: [], labels: [], classCount: 10)

  @Test func theLossIsTheOneThatWasInForce() {
    var state = Synthetic.live(examples: 60)
    let other = Loss(LossKind.all[0])
    let status = RunStatus(
      moment: state.moment, isPaused: false, loss: other, learningRate: 0.5,
      stepsPerSecondLimit: nil)
    _ = update(&state, .training(.changed(status)))
    let snapshot = Synthetic.snapshot(examples: 60, classes: 10, gap: 5, seed: 9)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 400))))
    #expect(state.shownLoss == other)
    state.press(.character(","))
    #expect(state.shownLoss.kind.name == "batch-cross-entropy" && state.loss == other)
    #expect(state.shownLearningRate == 0.05)
    #expect(state.picture().lines[0].contains("batch-cross-entropy"))
  }

  @Test func playsInTimeAndStopsAtTheEnd() {
    var state = Synthetic.live(examples: 60)
    #expect(state.nextDeadline == nil)
    state.press(.character("p"))
    #expect(state.evaluation?.moment.step == 0 && state.nextDeadline == .zero)
    #expect(state.picture().lines[0].contains("REPLAY ×1"))
    var now = Duration.seconds(100)
    _ = update(&state, .time(now))
    #expect(state.nextDeadline == now + .milliseconds(500))
    _ = update(&state, .time(now + .milliseconds(499)))
    #expect(state.evaluation?.moment.step == 0)
    now += .milliseconds(500)
    _ = update(&state, .time(now))
    #expect(state.evaluation?.moment.step == 100)
    state.press(.character("]"), .character("]"))
    #expect(state.picture().lines[0].contains("REPLAY ×4"))
    _ = update(&state, .time(now))
    #expect(state.nextDeadline == now + .milliseconds(125))
    _ = update(&state, .time(now + .milliseconds(250)))
    #expect(state.evaluation?.moment.step == 300 && state.nextDeadline == nil)
    #expect(state.picture().lines[0].contains("LIVE"))
  }

  @Test func aStopStopsAndSpeedsHaveEnds() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("p"), .character("p"))
    #expect(state.nextDeadline == nil && state.isInPast)
    state.press(.character("p"))
    for _ in 0..<9 { state.press(.character("]")) }
    #expect(state.picture().lines[0].contains("REPLAY ×16"))
    for _ in 0..<9 { state.press(.character("[")) }
    #expect(state.picture().lines[0].contains("REPLAY ×1/2"))
    #expect(Playback.interval(exponent: -1) == .seconds(1))
  }

  @Test(arguments: sizes.dropFirst()) func theMouseDragsAlongTheBar(size: Size) throws {
    var state = Synthetic.live(size, examples: 60)
    let layout = try #require(state.timelineLayout)
    #expect(state.picture()[layout.column(ofStep: 300), layout.track.row].character == "●")
    state.click(layout.track.column, layout.track.row)
    #expect(state.evaluation?.moment.step == 0)
    for step in [100, 200] {
      let column = layout.column(ofStep: step)
      _ = update(&state, .mouse(MouseEvent(action: .drag, column: column, row: 0)))
      #expect(state.evaluation?.moment.step == step)
      #expect(state.picture()[column, layout.track.row].character == "●")
    }
    _ = update(&state, .mouse(MouseEvent(action: .release, column: 0, row: 0)))
    _ = update(
      &state, .mouse(MouseEvent(action: .drag, column: size.width - 1, row: layout.track.row)))
    #expect(state.evaluation?.moment.step == 200)
  }

  @Test func theLockedAxisIsTheSameAtEveryMoment() {
    var state = Synthetic.live()
    state.press(.character("x"))
    let axis = state.histogramLayout?.axis
    #expect(axis != nil && state.picture().lines.joined().contains("axis locked"))
    for _ in 0..<3 {
      state.press(.character(","))
      #expect(state.histogramLayout?.axis == axis)
    }
    state.press(.character("x"))
    #expect(state.histogramLayout?.axis != axis)
  }

  @Test func theAxisDoesNotDependOnTheWay() {
    let state = Synthetic.live(evaluations: 7)
    var jumped = state
    jumped.press(.character("{"), .character(";"), .character(";"))
    var walked = state
    for _ in 0..<4 { walked.press(.character(",")) }
    #expect(jumped.axisRange == walked.axisRange)
    #expect(jumped.picture() == walked.picture())
  }

  @Test func memoryIsBoundedAndWhatStaysIsSpreadEvenly() {
    let snapshot = Synthetic.snapshot(examples: 100, classes: 10, gap: 3)
    let report = EvaluationReport(snapshot)
    var timeline = Timeline(capacity: 12 * 8000)
    for step in 0..<100 {
      timeline.append(
        Timeline.Entry(
          moment: TrainingMoment(step: step, epoch: 0), report: report,
          loss: Loss(LossKind.all[0]), learningRate: 0, snapshot: snapshot))
      if step == 30 { timeline.show(7) }
    }
    let steps = timeline.entries.map(\.moment.step)
    #expect((10...20).contains(steps.count))
    #expect(steps.first == 0 && steps.suffix(2) == [98, 99])
    let shown = timeline.shown?.moment.step ?? -1
    #expect((1...30).contains(shown) && timeline.entries[timeline.shownIndex ?? 0].snapshot != nil)
    let gaps = zip(steps, steps.dropFirst()).map { $1 - $0 }
    #expect((gaps.max() ?? 100) <= 4 * 100 / steps.count)
  }

  // MARK: - Recorded runs

  /// What a recorder would have kept of a live run, and the logits by index.
  static func recorded(of live: ExplorerState) -> (ReplayedRun, [Evaluation]) {
    var events: [ReplayedRun.Event] = []
    var generator = SeededGenerator(seed: 99)
    for (index, entry) in live.timeline.entries.enumerated() {
      let step = entry.moment.step
      if step > 0 {
        let losses = (step - 99...step).map { step in
          Float(0.3 + 2 / (1 + Double(step) / 60) + 0.08 * generator.normal())
        }
        events.append(.progress(Synthetic.progress(to: step, losses: losses)))
      }
      events.append(
        .evaluated(
          index: index, moment: entry.moment, trainingLoss: nil, report: entry.report))
    }
    let summary = TrainingSummary(
      lastEvaluation: nil, moment: TrainingMoment(step: 1000, epoch: 10), wasStopped: false,
      seconds: 4, examplesPerSecond: 98_304, millisecondsPerStep: 1.3)
    return (
      ReplayedRun(
        name: "baseline", description: Synthetic.description(), events: events, summary: summary),
      live.timeline.entries.compactMap(\.evaluation)
    )
  }

  /// What the program around the explorer does about effects.
  static func answer(
    _ state: inout ExplorerState, _ effects: [ExplorerEffect], _ evaluations: [Evaluation]
  ) {
    for effect in effects {
      guard case .fetchEvaluations(let indices) = effect else { continue }
      let fetched = Dictionary(uniqueKeysWithValues: indices.map { ($0, evaluations[$0]) })
      _ = update(&state, .fetched(fetched))
    }
  }

  @Test(arguments: sizes) func aReplayedRunLooksAsItDidLive(size: Size) {
    var live = Synthetic.ended(Synthetic.live(size, evaluations: 6, examples: 120))
    let (run, evaluations) = Self.recorded(of: live)
    var replayed = Synthetic.fresh(size)
    Self.answer(&replayed, update(&replayed, .replayed(run)), evaluations)
    _ = update(
      &replayed, .measured(from: 0, evaluations.map { LogitRanges($0.snapshot) }))
    // All the way back, from the first to the third, and to the end, with other classes meanwhile.
    let keys: [Key] =
      Array(repeating: .character(","), count: 5) + [.right, .character(";"), .character(";")]
      + [
        .character("x"), .character(","), .left, .character("{"), .character("x"), .character("}"),
      ]
    for key in keys {
      live.press(key)
      Self.answer(&replayed, replayed.press(key), evaluations)
      #expect(replayed.evaluation?.moment == live.evaluation?.moment)
      // The badge and the keys differ: one can be trained on.
      let pictures = [live, replayed].map { $0.picture().lines.dropFirst().dropLast() }
      for (row, lines) in zip(pictures[0], pictures[1]).enumerated() where lines.0 != lines.1 {
        Issue.record("\(size) after \(key) row \(row)\n live   \(lines.0)\n replay \(lines.1)")
        return
      }
    }
  }

  @Test func onlyTheLogitsThatAreShownAreFetched() {
    let (run, evaluations) = Self.recorded(of: Synthetic.live(evaluations: 9, examples: 60))
    var state = Synthetic.fresh()
    var effects = update(&state, .replayed(run))
    #expect(effects == [.fetchEvaluations([8, 7])])
    #expect(state.evaluation == nil)
    Self.answer(&state, effects, evaluations)
    #expect(state.evaluation?.moment.step == 800)
    effects = state.press(.character("{"))
    #expect(effects == [.fetchEvaluations([0])])
    // Nothing comes: what is shown is not something else.
    _ = update(&state, .fetched([:]))
    #expect(state.evaluation == nil)
    #expect(state.picture().lines.joined().contains("cannot be read"))
    #expect(state.press(.character("}")).isEmpty)
    #expect(state.evaluation?.moment.step == 800)
  }

  @Test func aRecordedRunCannotBeTrainedButPlayed() {
    let (run, evaluations) = Self.recorded(of: Synthetic.live(examples: 60))
    var state = Synthetic.fresh()
    Self.answer(&state, update(&state, .replayed(run)), evaluations)
    #expect(state.picture().lines[0].contains("REPLAY"))
    #expect(state.press(.character("r"), .character("-"), .character("a"), .down, .enter).isEmpty)
    #expect(state.press(.character(" ")) == [.fetchEvaluations([0])])
    #expect(state.playback != nil)
  }

  @Test func whatWasNeverRecordedCanBeLookedAtInCurvesOnly() {
    var (run, _) = Self.recorded(of: Synthetic.live(examples: 60))
    guard case .evaluated(_, let moment, let loss, let report) = run.events[2] else {
      Issue.record("no evaluation")
      return
    }
    run.events[2] = .evaluated(
      index: nil, moment: moment, trainingLoss: loss, report: report)
    var state = Synthetic.fresh()
    _ = update(&state, .replayed(run))
    #expect(state.timeline.entries.map(\.moment.step) == [0, 200, 300])
    #expect(state.classHistory.entries.map(\.step) == [0, 100, 200, 300])
  }
}

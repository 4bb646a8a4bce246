import LogitEngine
import Testing

@testable import ExplorerUI

/// The explorer on logits that no training of its own has made.
@Suite struct ForeignLogitsTests {
  private func state(
    _ origin: LogitOrigin, isLossKnown: Bool = false, step: Int? = nil
  ) -> ExplorerState {
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "logits.npz", configuration: Synthetic.configuration(loss: "square"),
        step: step, command: "logitscope inspect logits.npz", origin: origin,
        isLossKnown: isLossKnown))
    _ = update(&state, .resized(Size(width: 120, height: 36)))
    return state
  }

  private func event(_ step: Int, index: Int) -> ReplayedRun.Event {
    .evaluated(
      index: index, moment: TrainingMoment(step: step, epoch: 0), trainingLoss: nil,
      report: EvaluationReport(Synthetic.snapshot(examples: 60, classes: 10, gap: 3)))
  }

  private func take(_ steps: [(step: Int, index: Int)], _ state: inout ExplorerState) {
    var description = Synthetic.description()
    description.totalSteps = 0
    description.configuration = state.configuration
    let events = steps.map { event($0.step, index: $0.index) }
    let effects =
      state.run == nil
      ? update(
        &state,
        .replayed(
          ReplayedRun(name: "logits", description: description, events: events, summary: nil)))
      : update(
        &state,
        .extended(ReplayedRun.Extension(events: events, summary: nil, isFollowed: true)))
    for case .fetchEvaluations(let indices) in effects {
      let evaluation = Synthetic.evaluation(
        Synthetic.snapshot(examples: 60, classes: 10, gap: 3), step: 1)
      _ = update(
        &state, .fetched(Dictionary(uniqueKeysWithValues: indices.map { ($0, evaluation) })))
    }
  }

  @Test(arguments: [LogitOrigin.files, .folder]) func sayWhatTheyWaitFor(_ origin: LogitOrigin) {
    let picture = state(origin).picture().lines.joined()
    #expect(picture.contains("logits.npz …") && !picture.contains("then training"))
    #expect(!picture.contains("LIVE") && !picture.contains("learning rate"))
  }

  @Test func nameALossOnlyWhenItIsKnown() {
    for isKnown in [false, true] {
      var state = state(.files, isLossKnown: isKnown)
      take([(5, 0)], &state)
      let lines = state.picture().lines
      #expect(lines[0].contains("FILES"))
      #expect(lines[0].contains("square") == isKnown)
      #expect(lines.joined().contains("●✓ square") == isKnown)
      #expect(state.shownLoss.kind.name == "square")
      state.press(.down)
      #expect((state.shownLoss.kind.name == "square") == isKnown)
    }
  }

  @Test func keysThatNeedATrainerDoNothing() {
    var state = state(.folder)
    take([(5, 0), (6, 1)], &state)
    state.press(.tab)
    for key in [
      Key.character("r"), .character("+"), .character("<"), .character("a"), .enter,
      .character("o"),
    ] {
      let effects = update(&state, .key(key))
      #expect(effects.isEmpty, "\(key)")
    }
    #expect(!state.canTrain && state.overlay == nil)
  }

  @Test func theStepThatWasAskedForIsShownUntilTheUserMoves() {
    var state = state(.files, step: 18)
    take([(10, 0)], &state)
    #expect(state.shownMoment.step == 10)
    take([(20, 1)], &state)
    #expect(state.shownMoment.step == 20)
    take([(30, 2)], &state)
    #expect(state.shownMoment.step == 20 && state.isInPast)
    state.press(.character("L"))
    take([(40, 3)], &state)
    #expect(state.shownMoment.step == 40 && !state.isInPast)
  }

  @Test func theCommandIsTheOneThatShowsThem() {
    for isKnown in [false, true] {
      var state = state(.files, isLossKnown: isKnown)
      take([(10, 0), (20, 1)], &state)
      let loss = isKnown ? " --loss square" : ""
      let command = "logitscope inspect logits.npz\(loss) --class 0 --view explore"
      #expect(state.press(.character("Y")) == [.copy(command)])
      state.press(.escape, .character(","))
      #expect(state.press(.character("Y")) == [.copy(command + " --at 10")])
    }
  }

  @Test func momentsThatComeLateTakeTheirPlace() {
    var state = state(.folder)
    take([(10, 0)], &state)
    take([(30, 1)], &state)
    #expect(state.shownMoment.step == 30 && state.picture().lines[0].contains("WATCHING"))
    take([(20, 2), (30, 1)], &state)
    #expect(state.timeline.entries.map(\.moment.step) == [10, 20, 30])
    #expect(state.timeline.entries.map(\.sourceIndex) == [0, 2, 1])
    #expect(state.classHistory.entries.map(\.step) == [10, 20, 30])
    #expect(state.shownMoment.step == 30 && state.evaluation != nil)
  }

  @Test(arguments: [LogitOrigin.files, .folder]) func doNotPromiseWhatTakesANetwork(
    _ origin: LogitOrigin
  ) throws {
    var state = state(origin)
    take([(5, 0)], &state)
    #expect(state.picture().lines.joined().contains("logits of one moment: no curve"))
    state.press(.character("6"))
    let speed = state.picture().lines.joined()
    #expect(speed.contains("Logits alone have no network"))
    #expect(speed.contains("⏎ measures") && !speed.contains("the training waits"))
    let lesson = try #require(Lesson.index(named: "principle"))
    state.begin(step: 3, ofLesson: lesson)
    state.press(.character("1"))
    let strip = state.picture().lines.suffix(5).joined()
    #expect(strip.contains("Logits alone have no network to train: N goes on"))
    #expect(strip.contains("logitscope learn principle"))
    take([(7, 1)], &state)
    #expect(!state.picture().lines.joined().contains("logits of one moment"))
  }
}

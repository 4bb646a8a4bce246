import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct RunBrowserTests {
  static func run(_ id: Int64, isLive: Bool = false, hasCheckpoint: Bool = true) -> ListedRun {
    ListedRun(
      id: id, name: "run \(id)", dataset: "fashion-mnist", loss: "batch-cross-entropy",
      began: "2026-01-31 09:05", status: isLive ? "running" : "finished", isLive: isLive,
      step: 936, totalSteps: 4680, meanAveragePrecision: 0.8421, hasCheckpoint: hasCheckpoint)
  }

  /// A list of so many runs, the cursor on the first.
  static func browsing(
    _ count: Int64 = 3, size: Size = Size(width: 120, height: 36)
  ) -> ExplorerState {
    var state = Synthetic.live(size, examples: 60)
    state.press(.character("o"))
    _ = update(&state, .listed((1...max(1, count)).prefix(Int(count)).map { run($0) }))
    return state
  }

  @Test func asksForTheListAndShowsIt() {
    var state = Synthetic.live(examples: 60)
    #expect(state.press(.character("o")) == [.runs(.list)])
    #expect(state.picture().lines.contains { $0.contains("reading…") })
    _ = update(&state, .listed([]))
    #expect(state.picture().lines.contains { $0.contains("none yet") })
    #expect(state.press(.enter).isEmpty && state.press(.character("D")).isEmpty)
    _ = update(&state, .listed([Self.run(7), Self.run(8, isLive: true)]))
    let lines = state.picture().lines
    for word in ["run 7", "fashion-mnist", "batch-cross-entropy", "936/4,680", "0.842", "09:05"] {
      #expect(lines[2].contains(word), "\(word)")
    }
    #expect(lines[3].contains("running"))
    state.press(.escape)
    #expect(state.overlay == nil)
  }

  @Test func saysWhyThereIsNoList() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("o"))
    _ = update(&state, .runsFailed("there are no recorded runs at somewhere"))
    #expect(state.picture().lines.contains { $0.contains("no recorded runs at somewhere") })
    state.press(.escape)
    _ = update(&state, .runsFailed("too late"))
    #expect(state.picture().lines.last?.contains("too late") == true)
  }

  @Test func everyKeyHasItsEffect() {
    var state = Self.browsing()
    state.press(.down)
    #expect(state.press(.character("P")) == [.runs(.pin(2))])
    state.press(.left)
    let loss = state.lossUnderCursor
    #expect(loss != state.loss)
    #expect(state.press(.character("F")) == [.runs(.fork(2, step: nil, loss))])
    #expect(state.overlay == nil)
    #expect(state.press(.character("o")) == [.runs(.list)])
    #expect(state.press(.character("R")) == [.runs(.resume(2, step: nil))])
    state.press(.character("o"))
    #expect(state.press(.down, .down, .down, .enter) == [.runs(.open(3))])
  }

  @Test func deletesOnlyAfterAQuestion() {
    var state = Self.browsing()
    #expect(state.press(.character("D")).isEmpty)
    #expect(state.picture().lines.contains { $0.contains("Delete 'run 1'") })
    #expect(state.press(.enter).isEmpty)
    #expect(state.press(.character("n")).isEmpty)
    #expect(state.press(.character("y")).isEmpty)
    state.press(.character("D"))
    state.press(.escape)
    #expect(state.overlay == .runs && !state.isAskedToDelete)
    state.press(.character("D"))
    // While the question stands, the list may come anew; another run must not take the blow.
    _ = update(&state, .listed([Self.run(2), Self.run(3)]))
    #expect(state.press(.character("y")).isEmpty)
    state.press(.character("D"))
    #expect(state.press(.character("y")) == [.runs(.delete(2))])
  }

  @Test func aRunThatIsRecordedCanOnlyBeWatched() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("o"))
    _ = update(&state, .listed([Self.run(1, isLive: true), Self.run(2, hasCheckpoint: false)]))
    for key in "DRF" { #expect(state.press(.character(key)).isEmpty) }
    state.press(.down)
    for key in "RF" { #expect(state.press(.character(key)).isEmpty) }
    #expect(state.picture().lines.contains { $0.contains("no checkpoint") })
    state.press(.up)
    #expect(state.press(.enter) == [.runs(.open(1))])
  }

  @Test func aBaselineIsPinnedAndShown() {
    var state = Self.browsing()
    let snapshot = Synthetic.snapshot(examples: 60, classes: 10, gap: 3)
    _ = update(
      &state,
      .pinned(
        PinnedBaseline(
          id: 1, name: "run 1", loss: Loss(LossKind.all[5]), report: EvaluationReport(snapshot),
          snapshot: snapshot)))
    #expect(state.picture().lines.contains { $0.contains("baseline: run 1") })
    var compared = Synthetic.compared(examples: 60)
    compared.pinnedBaseline = state.pinnedBaseline
    #expect(compared.picture().lines.contains { $0.contains("differences to the run run 1") })
    #expect(compared.picture().lines.contains { $0.contains("◆ run 1") })
    #expect(state.press(.character("P")).isEmpty)
    #expect(state.pinnedBaseline == nil)
  }

  @Test func goesOnFromTheShownPastOfTheRun() {
    var state = Synthetic.fresh()
    var (run, evaluations) = TimelineTests.recorded(of: Synthetic.live(examples: 60))
    run.id = 2
    TimelineTests.answer(&state, update(&state, .replayed(run)), evaluations)
    TimelineTests.answer(&state, state.press(.character(",")), evaluations)
    state.press(.character("o"))
    _ = update(&state, .listed([Self.run(2), Self.run(3)]))
    #expect(state.picture().lines.contains { $0.contains("from the shown moment") })
    #expect(state.press(.character("R")) == [.runs(.resume(2, step: 200))])
    state.press(.character("o"))
    state.press(.down)
    #expect(state.press(.character("R")) == [.runs(.resume(3, step: nil))])
  }

  @Test func returnsToTheTraining() {
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "x", configuration: Synthetic.configuration(), isTrainingBehind: true))
    state.takeLooks(of: Synthetic.live(examples: 60))
    let (run, evaluations) = TimelineTests.recorded(of: Synthetic.live(examples: 60))
    TimelineTests.answer(&state, update(&state, .replayed(run)), evaluations)
    #expect(state.press(.character("G")) == [.runs(.returnToTraining)])
    // The options are there as ever.
    state.press(.character("O"))
    #expect(state.overlay == .options)
    state.press(.escape)
    #expect(state.press(.escape) == [.runs(.returnToTraining)])
    var live = Synthetic.live(examples: 60)
    #expect(live.press(.character("G")).isEmpty)
  }

  @Test func theFilterLeavesWhatContainsIt() {
    var state = Self.browsing(40)
    state.press(.down, .down, .character("/"))
    state.press(.character("N"), .character(" "), .character("3"))
    #expect(state.browser.runs?.map(\.id) == [3] + Array(30...39))
    #expect(state.browser.chosen?.id == 3)
    #expect(state.picture().lines[0].contains("Recorded runs /N 3"))
    #expect(state.picture().lines[0].contains("11 of 40"))
    // What is typed is no command.
    state.press(.character("D"))
    #expect(!state.browser.isAskingToDelete && state.browser.runs?.isEmpty == true)
    #expect(state.picture().lines.contains { $0.contains("no run has that") })
    state.press(.backspace, .enter)
    #expect(state.press(.character("P")) == [.runs(.pin(3))])
    _ = update(&state, .listed([Self.run(5), Self.run(33)]))
    #expect(state.browser.runs?.map(\.id) == [33])
    state.press(.escape)
    #expect(state.overlay == .runs && state.browser.runs?.map(\.id) == [5, 33])
    state.press(.escape)
    #expect(state.overlay == nil)
  }

  @Test func theMouseChoosesAndOpens() {
    var state = Self.browsing(40)
    #expect(state.click(10, 4).isEmpty)
    #expect(state.browser.cursor == 2)
    #expect(state.click(10, 4) == [.runs(.open(3))])
    state = Self.browsing(40)
    _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 5, row: 5)))
    #expect(state.browser.cursor == 1)
  }

  @Test(arguments: PictureTests.sizes) func fitsEveryScreen(size: Size) {
    for count in [Int64(0), 1, 60] {
      var state = Self.browsing(count, size: size)
      state.press(.end)
      let lines = state.picture().lines
      #expect(lines.count == size.height)
      if count > 0 {
        #expect(lines.contains { $0.contains("► run \(count)") || $0.contains("►  run \(count)") })
      }
      let ascii = state.picture(PictureTests.ascii).lines
      #expect(
        ascii.allSatisfy {
          $0.utf8.allSatisfy { $0 < 0x7F && $0 != UInt8(ascii: "?") } || $0.contains("? help")
        })
    }
  }

  @Test func aFollowedRunGrows() {
    var state = Synthetic.fresh()
    let live = Synthetic.live(examples: 60)
    var (run, evaluations) = TimelineTests.recorded(of: live)
    let last = run.events.removeLast()
    run.isFollowed = true
    TimelineTests.answer(&state, update(&state, .replayed(run)), evaluations)
    #expect(state.picture().lines[0].contains("● FOLLOWING"))
    let before = state.evaluation?.moment.step ?? 0
    TimelineTests.answer(
      &state,
      update(&state, .extended(.init(events: [last], summary: nil, isFollowed: true))),
      evaluations)
    #expect((state.evaluation?.moment.step ?? 0) > before)
    _ = update(&state, .extended(.init(events: [], summary: nil, isFollowed: false)))
    #expect(state.picture().lines[0].contains("■ REPLAY"))
    #expect(state.picture().lines.last?.contains("the recording was interrupted") == true)
  }

  @Test func whatHasPassedIsOnTheTimelineAndInTheCurves() {
    var one = Synthetic.live(evaluations: 1, examples: 60)
    var other = one
    for step in [10, 20, 30] {
      let snapshot = Synthetic.snapshot(
        examples: 60, classes: 10, gap: Double(step) / 10, seed: UInt64(step))
      let evaluation = Synthetic.evaluation(snapshot, step: step)
      _ = update(&one, .training(.evaluated(evaluation)))
      _ = update(&other, step < 30 ? .passed(evaluation) : .training(.evaluated(evaluation)))
    }
    #expect(other.picture().lines == one.picture().lines)
    #expect(other.timeline.entries.count == 4)
  }
}

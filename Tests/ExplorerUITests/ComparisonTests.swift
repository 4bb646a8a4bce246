import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ComparisonTests {
  @Test func startsWithTheSelectedLossesAndNothingElseDifferent() throws {
    var state = Synthetic.live(examples: 60)
    state.press(.character("2"), .down, .character(" "))
    #expect(state.comparison.selection == [0, 2, 3, 4, 5, 6])
    let effects = state.press(.enter)
    #expect(effects.first == .send(.pause) && state.phase == .paused)
    guard case .compare(let configurations, let limit) = try #require(effects.last) else {
      Issue.record("no comparison was started")
      return
    }
    #expect(limit == nil)
    #expect(
      configurations.map(\.loss.kind.name)
        == state.comparison.runs.map {
          LossKind.everyKind[$0.loss].name
        })
    #expect(Set(configurations.map(\.evaluation)).count == 1)
    for configuration in configurations {
      var same = configuration
      same.loss = state.configuration.loss
      same.evaluation = state.configuration.evaluation
      #expect(same == state.configuration)
    }
  }

  @Test func theRunWaitsForTheComparisonAndGoesOn() {
    var state = Synthetic.live(examples: 60)
    state.press(.character("2"), .enter)
    for place in state.comparison.runs.indices { Synthetic.feed(&state, place, evaluation: 0) }
    let summary = TrainingSummary(
      lastEvaluation: nil, moment: TrainingMoment(step: 1000, epoch: 10), wasStopped: false,
      seconds: 1, examplesPerSecond: 1, millisecondsPerStep: 1)
    for place in 0..<6 {
      #expect(update(&state, .compared(place, .ended(summary))).isEmpty)
      #expect(state.comparison.phase == .training && state.phase == .paused)
    }
    #expect(
      update(&state, .comparisonFailed(6, reason: "no examples of class 2")) == [.send(.resume)])
    #expect(state.comparison.phase == .ended && state.phase == .running)
    #expect(state.picture().lines.last?.contains("no examples of class 2") == true)
    // A run that its user had paused stays so.
    var paused = Synthetic.live(examples: 60)
    paused.press(.character(" "), .character("2"), .enter)
    for place in paused.comparison.runs.indices {
      #expect(update(&paused, .compared(place, .ended(summary))).isEmpty)
    }
    #expect(paused.phase == .paused && paused.comparison.phase == .ended)
  }

  @Test func spacePausesWhatTrainsAndSelectsWhereNothingDoes() {
    var state = Synthetic.compared()
    #expect(state.press(.character(" ")) == [.sendToComparison(.pause)])
    #expect(state.comparison.phase == .paused)
    #expect(state.press(.character(" ")) == [.sendToComparison(.resume)])
    var over = Synthetic.compared(isOver: true)
    #expect(over.press(.character(" ")).isEmpty)
    #expect(!over.comparison.selection.contains(over.comparison.cursor))
    #expect(over.comparison.runs.count == LossKind.all.count)
  }

  @Test func everyLossIsShownAtAMomentThatAllHaveReached() {
    var state = Synthetic.compared(evaluations: 3)
    Synthetic.feed(&state, 0, evaluation: 3)
    Synthetic.feed(&state, 1, evaluation: 3)
    let steps = { (state: ExplorerState) in
      Set(state.comparison.runs.compactMap { $0.view?.key.step })
    }
    #expect(steps(state) == [200])
    #expect(!state.isInPast)
    for place in 2..<state.comparison.runs.count { Synthetic.feed(&state, place, evaluation: 3) }
    #expect(steps(state) == [300])
    state.press(.character(","))
    #expect(steps(state) == [200] && state.isInPast)
    state.press(.character("{"))
    #expect(steps(state) == [0])
    for place in state.comparison.runs.indices { Synthetic.feed(&state, place, evaluation: 4) }
    #expect(steps(state) == [0])
    state.press(.character("L"))
    #expect(steps(state) == [400] && !state.isInPast)
    // Other views have kept their own moment.
    state.press(.character("1"))
    #expect(state.shownMoment == state.moment && !state.isInPast)
  }

  @Test func theTableShowsDifferencesToTheBaseline() throws {
    var state = Synthetic.compared()
    state.press(.down, .down, .character("D"))
    #expect(state.comparison.baseline == 2)
    let base = try #require(state.comparison.baselineRun?.report?.meanAveragePrecision)
    let lines = state.picture().lines
    let table = try #require(state.layout.frame(of: .comparisonTable))
    for (offset, run) in state.comparison.runs.enumerated() {
      let line = lines[table.row + 2 + offset]
      let value = try #require(run.report?.meanAveragePrecision)
      #expect(line.contains(LossKind.everyKind[run.loss].name))
      #expect(line.contains(Metric.meanAveragePrecision.format(value)))
      let difference = NumberText.signed(value - base, decimals: 3)
      #expect(line.contains(run.loss == 2 ? "base" : difference))
    }
  }

  @Test func flippingShowsBothOnTheSameAxisInTheSamePlace() throws {
    var state = Synthetic.compared()
    state.press(.down, .down, .down, .character("d"))
    #expect(state.comparison.flippedLoss == 3)
    let ticks = { (state: ExplorerState) -> String? in
      state.layout.frame(of: .comparedHistograms).map { state.picture().lines[$0.endRow - 3] }
    }
    let other = state.picture()
    let axis = ticks(state)
    state.press(.character("d"))
    #expect(state.comparison.flippedLoss == 0)
    #expect(ticks(state) == axis && state.picture() != other)
    state.press(.character("d"))
    #expect(state.picture() == other)
    state.press(.down)
    #expect(state.comparison.flippedLoss == 4)
    state.press(.escape)
    #expect(state.comparison.flippedLoss == nil && state.comparison.form == .ridges)
  }

  @Test func aKeyGoesRoundTheForms() {
    var state = Synthetic.compared()
    for form in [Comparison.Form.strips, .curves, .ridges] {
      state.press(.character("v"))
      #expect(state.comparison.form == form)
    }
    state.press(.character("v"), .character("v"), .down, .character("d"))
    #expect(state.comparison.flippedLoss == 1)
    state.press(.escape)
    #expect(state.comparison.form == .curves)
  }

  @Test func stripsShowEveryClassOfEveryLoss() throws {
    var state = Synthetic.compared(Size(width: 120, height: 36))
    state.press(.character("v"))
    let layout = try #require(state.stripLayout)
    #expect(layout.blocks.count == 7 && layout.classes == 0..<10)
    for run in state.comparison.runs {
      let view = try #require(run.view)
      #expect(view.strips.count == 10)
      let snapshot = try #require(run.timeline.shown?.snapshot)
      #expect(
        view.strips[4]
          == ClassScores(snapshot, classIndex: 4).separationStrip(cells: layout.samples))
    }
    // Forty classes: ten around the chosen one.
    let names = (0..<40).map { "class \($0)" }
    var many = Synthetic.compared(names: names)
    many.press(.character("v"))
    for _ in 0..<10 { many.press(.right) }
    #expect(many.stripLayout?.classes.contains(many.classIndex) == true)
    #expect(many.stripLayout?.classes.count == 10)
  }

  @Test func whatIsDrawnIsMadeOnceAnEvaluation() throws {
    var state = Synthetic.compared()
    state.press(.character("v"))
    let before = state.comparison.runs.map { $0.view?.key }
    state.press(.down, .character("D"))
    _ = update(&state, .training(.progress(Synthetic.progress(to: 300, losses: [1]))))
    #expect(state.comparison.runs.map { $0.view?.key } == before)
    state.press(.right)
    #expect(state.comparison.runs.allSatisfy { $0.view?.key.classIndex == state.classIndex })
  }

  @Test func aClickChoosesTheLossThatIsDrawnThere() throws {
    for size in PictureTests.sizes {
      let state = Synthetic.compared(size)
      let lines = state.picture().lines
      for (pane, frame) in state.layout.panes {
        for row in frame.rows {
          let text = String(Array(lines[row])[frame.columns])
          guard
            let index = LossKind.all.firstIndex(where: { text.contains("✓ \($0.name) ") }),
            !text.contains("baseline")
          else { continue }
          var after = state
          after.click(frame.column + 8, row)
          #expect(after.comparison.cursor == index && after.focus == pane)
        }
      }
    }
  }

  @Test func clicksInStripsAndInTheBorder() throws {
    var state = Synthetic.compared()
    state.press(.character("v"))
    let block = try #require(state.stripLayout?.blocks[3])
    state.click(block.strips.column + 2, block.strips.row + 8)
    #expect(state.comparison.cursor == block.loss && state.classIndex == 8)
    let frame = try #require(state.layout.frame(of: .comparedHistograms))
    let grid = state.picture()
    for (glyph, expected) in [(Character("◄"), 7), ("►", 9)] {
      let column = try #require(
        frame.columns.first { grid[$0, frame.row].character == glyph })
      var after = state
      after.click(column, frame.row)
      #expect(after.classIndex == expected)
    }
  }

  @Test func lossesBeyondThePaperCanBeCompared() throws {
    var state = Synthetic.live(Size(width: 120, height: 40), examples: 60)
    state.press(.character("2"))
    for _ in 0..<7 { state.press(.down) }
    let square = LossKind.all.count
    #expect(state.comparison.cursor == square)
    state.press(.character(" "), .up, .character(" "), .enter)
    #expect(state.comparison.runs.map(\.loss) == [0, 1, 2, 3, 4, 5, square])
    for place in state.comparison.runs.indices { Synthetic.feed(&state, place, evaluation: 0) }
    #expect(state.picture().lines.contains { $0.contains("✓ square ") })
    // The one under the cursor is shown though it is not compared, and nothing else moves.
    let layout = try #require(state.comparisonLayout)
    state.press(.end)
    state.comparison.cursor = 9
    let after = try #require(state.comparisonLayout)
    #expect(after.rows.last?.loss == 9 && after.rows.last?.plot.isEmpty == true)
    #expect(after.rows.prefix(7).map(\.plot) == layout.rows.prefix(7).map(\.plot))
  }

  @Test func aRecordedRunOffersNoTraining() {
    var state = Synthetic.fresh()
    let (run, _) = TimelineTests.recorded(of: Synthetic.live(examples: 60))
    _ = update(&state, .replayed(run))
    state.press(.character("2"))
    #expect(state.picture().lines.joined().contains("recorded run has no network"))
    #expect(state.press(.character("r")).isEmpty && state.comparison.runs.isEmpty)
  }

  @Test func largeLogitsAreNotKeptForTheTimeline() {
    var run = ComparedRun(loss: 0, capacity: 1000)
    for step in 0..<5 {
      let snapshot = Synthetic.snapshot(examples: 50, classes: 4, gap: 1)
      run.take(.evaluated(Synthetic.evaluation(snapshot, step: step)), learningRate: 0.1)
    }
    #expect(run.timeline.entries.map(\.moment.step) == [4])
    #expect(run.history.entries.count == 5)
  }
}

import LogitEngine
import Testing

@testable import ExplorerUI

/// View 7 and the lessons.
@Suite struct LessonTests {
  /// A search that finds a violation, and one that does not.
  static let findings: [ViolationFinding] = ["cross-entropy", "batch-cross-entropy"].compactMap {
    LossKind(named: $0).flatMap { try? ViolationFinding(searching: Loss($0)) }
  }

  private static let narrow = Size(width: 40, height: 12)
  private static let usual = Size(width: 80, height: 24)

  @Test(arguments: Lesson.all.indices) func everyStepIsDoneByTheKeysThatItAsksFor(
    lesson: Int
  ) throws {
    var walk = LessonWalk()
    walk.begin(lesson)
    let steps = Lesson.all[lesson].steps
    for (index, step) in steps.enumerated() {
      let progress = try #require(walk.state.learn.progress)
      #expect(progress.lesson == lesson && progress.step == index)
      Self.expectStripFits(walk.state)
      let isDone = walk.doStep()
      try #require(isDone, "\(Lesson.all[lesson].name) \(index + 1) \(step.heading) cannot be done")
      #expect(walk.state.learn.progress?.step == index)
      #expect((walk.state.learn.progress?.outcome != nil) == (step.goal != nil))
      Self.expectStripFits(walk.state)
      walk.press(.character("N"))
    }
    #expect(walk.state.learn.finished == [lesson] && walk.state.learn.progress == nil)
    #expect(walk.state.view == .learn && walk.state.layout.lessonStrip == nil)
    #expect(walk.state.learn.cursor == (lesson + 1) % Lesson.all.count)
    #expect(walk.state.picture().lines.joined().contains("1 of 7 done"))
  }

  /// The strip has the full wording in two lines of 80 columns and the brief one in a line of 40,
  /// in Unicode and in ASCII.
  private static func expectStripFits(_ state: ExplorerState) {
    guard let progress = state.learn.progress else { return }
    for (size, capabilities) in [
      (narrow, PictureTests.unicode), (narrow, PictureTests.ascii), (usual, PictureTests.unicode),
      (usual, PictureTests.ascii),
    ] {
      var shown = state
      _ = update(&shown, .resized(size))
      let strip = shown.layout.lessonStrip
      guard let strip else {
        Issue.record("no strip at \(size)")
        return
      }
      let grid = shown.picture(capabilities)
      let text = strip.rows.map { row in
        strip.columns.map { String(grid[$0, row].character) }.joined()
      }.joined(separator: "\n")
      let name = "\(Lesson.all[progress.lesson].name) \(progress.step + 1)"
      #expect(
        !text.contains("…") && !text.contains("~"), "\(name) at \(size):\n\(text)")
      #expect(text.contains("\(progress.step + 1)/\(Lesson.all[progress.lesson].stepCount)"))
      guard size == usual, shown.view == progress.current.view ?? shown.view else { continue }
      // What was said in full begins as the full wording does.
      let wording =
        (progress.outcome ?? progress.obstacle ?? progress.current.task).full
      let runs = wording.runs(
        LessonContext(shown, since: progress.start), hasUnicode: capabilities.hasUnicode)
      let start = runs.wrapped(to: strip.width - 20).first?.map(\.text).joined() ?? ""
      let words = ascii(start).prefix(30)
      let isFull = ascii(text).contains(words)
      #expect(isFull, "\(name) at \(size) is not said in full:\n\(text)")
      for character in runs.map(\.text).joined() where character != "?" {
        #expect(
          character == .unbreakableSpace || Glyphs.ascii(character) != "?",
          "\(name) has \(character), which no ASCII screen can show")
      }
    }
  }

  private static func ascii(_ text: String) -> String { String(text.map { Glyphs.ascii($0) }) }

  @Test func keysOfLessonsAreInTheTable() {
    for lesson in Lesson.all {
      for step in lesson.steps {
        for key in (step.task.full.keys + step.task.brief.keys + (step.more?.keys ?? [])) {
          let isThere = KeyBinding.all.contains { binding in
            binding.actions.contains { $0.key == key.key && $0.action == key.action }
          }
          #expect(isThere, "\(lesson.name) asks for \(key.key), which does not do \(key.action)")
        }
      }
    }
  }

  @Test func lessonsHaveNamesOfTheirOwnAndThreeToSixSteps() {
    #expect(Set(Lesson.all.map(\.name)).count == Lesson.all.count)
    for (index, lesson) in Lesson.all.enumerated() {
      #expect((3...6).contains(lesson.stepCount))
      #expect(Lesson.index(named: lesson.name) == index)
      #expect(Lesson.index(named: "\(index + 1)") == index)
    }
    #expect(Lesson.index(named: "0") == nil && Lesson.index(named: "nothing") == nil)
  }

  @Test func outcomesHaveTheNumbersOfTheState() throws {
    var walk = LessonWalk(Size(width: 120, height: 36))
    walk.begin(2)
    walk.press(.character("N"))
    let before = walk.state.metrics
    walk.press(.character("u"))
    let after = walk.state.metrics
    let progress = try #require(walk.state.learn.progress)
    let text = try #require(progress.outcome).full.runs(
      LessonContext(walk.state, since: progress.start), hasUnicode: true
    ).map { $0.text.replacing("\u{A0}", with: " ") }.joined()
    for metric in [Metric.accuracy, .averagePrecision] {
      #expect(
        text.contains(metric.format(before[metric]) + " → " + metric.format(after[metric])))
    }
    let rows = try #require(walk.state.offsetComparison).rows
    let aligned = try #require(rows.first { $0.kind.name == "batch-cross-entropy" })
    let (old, new) = (try #require(aligned.before), try #require(aligned.after))
    #expect(text.contains(NumberText.general(old) + " → " + NumberText.general(new)))
    // What was told stays when the offsets are taken away again.
    walk.press(.character("u"))
    #expect(walk.state.learn.progress?.isDone == true && walk.state.lens.isBare)
  }

  @Test func stepsAreSkippedTakenBackAndGoneOnWith() throws {
    var walk = LessonWalk()
    walk.begin(0)
    #expect(walk.state.view == .explore)
    walk.press(.character("N"), .character("N"))
    #expect(walk.state.learn.progress?.step == 2)
    walk.press(.character("B"))
    #expect(walk.state.learn.progress?.step == 1)
    #expect(walk.state.learn.progress?.isDone == false)
    let lines = walk.state.picture().lines
    #expect(lines.joined().contains("N skip"))
    walk.press(.character("C"))
    #expect(walk.state.learn.progress == nil && walk.state.layout.lessonStrip == nil)
    walk.press(.character("7"))
    #expect(walk.state.picture().lines.joined().contains("go on"))
    walk.press(.enter)
    #expect(walk.state.learn.progress?.step == 1 && walk.state.view == .explore)
    // Esc in Learn backs out of the lesson, when there is nothing else to back out of.
    walk.press(.character("7"), .character("f"), .escape)
    #expect(!walk.state.isExpanded && walk.state.learn.progress != nil)
    walk.press(.escape)
    #expect(walk.state.learn.progress == nil)
    #expect(walk.state.learn.finished.isEmpty)
  }

  @Test func aStepOfAnotherViewSaysWhichKeyLeadsThere() {
    var walk = LessonWalk()
    walk.begin(0)
    walk.press(.character("N"), .character("3"))
    let lines = walk.state.picture().lines.suffix(4).joined(separator: "\n")
    #expect(lines.contains("This step is in Explore: press 1"))
    walk.press(.character("1"))
    #expect(walk.state.picture().lines.suffix(4).joined().contains("for another class"))
  }

  @Test func textsNameTheKeysThatTheUserHas() {
    var map = KeyMap()
    #expect(map.set("instrument-toggle-offset", to: "&") == nil)
    #expect(map.set("learn-next", to: "!") == nil)
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "digits", configuration: Synthetic.configuration(), lesson: 2, keyMap: map))
    _ = update(&state, .resized(Self.usual))
    state.press(.character("N"))
    #expect(state.learn.progress?.step == 0)
    state.press(.character("!"))
    let lines = state.picture().lines.suffix(4).joined(separator: "\n")
    #expect(lines.contains("Press &: all logits") && lines.contains("! skip"))
  }

  @Test func lessonsAboutOverlapBeginWithTheHardestClassOfATrainedNetwork() throws {
    for (index, lesson) in Lesson.all.enumerated() {
      var walk = LessonWalk()
      let (first, hardest) = (walk.state.classIndex, try #require(walk.state.hardestClass))
      let precisions = try #require(walk.state.evaluation).report.classes.map(\.averagePrecision)
      #expect(precisions[hardest] == precisions.compactMap(\.self).min() && hardest != first)
      walk.begin(index)
      #expect(walk.state.classIndex == (lesson.isAboutOverlap ? hardest : first), "\(lesson.name)")
      // It is looked for once: what the user chooses afterwards stays.
      walk.press(.right)
      let own = walk.state.classIndex
      walk.press(.character("N"))
      #expect(walk.state.classIndex == own)
    }
    let rare = try #require(Lesson.index(named: "rare"))
    var walk = LessonWalk(Size(width: 120, height: 36))
    walk.begin(rare)
    #expect(walk.state.picture().lines.suffix(5).joined().contains("the hardest here"))
    walk.press(.right)
    #expect(!walk.state.picture().lines.suffix(5).joined().contains("the hardest here"))
  }

  @Test func theHardestClassWaitsForTheTrainingAndForNobodyWhoHasChosen() throws {
    let rare = try #require(Lesson.index(named: "rare"))
    let trained = Synthetic.evaluation(
      Synthetic.snapshot(examples: 120, classes: 10, gap: 1.5, seed: 301), step: 300)
    for isChosen in [false, true] {
      var state = ExplorerState(
        launch: ExplorerLaunch(
          datasetName: "digits", configuration: Synthetic.configuration(),
          isClassChosen: isChosen, lesson: rare))
      _ = update(&state, .resized(Self.usual))
      _ = update(&state, .training(.started(Synthetic.description())))
      let untrained = Synthetic.snapshot(examples: 120, classes: 10, gap: 0, seed: 1)
      _ = update(&state, .training(.evaluated(Synthetic.evaluation(untrained, step: 0))))
      #expect(state.classIndex == 0)
      _ = update(&state, .training(.evaluated(trained)))
      let hardest = try #require(state.hardestClass)
      #expect(hardest != 0 && state.classIndex == (isChosen ? 0 : hardest))
    }
  }

  @Test func aStepThatTrainsSaysWhatARunWithoutANetworkCannotDo() throws {
    let (run, evaluations) = TimelineTests.recorded(of: Synthetic.live(examples: 60))
    for isBehind in [false, true] {
      var state = ExplorerState(
        launch: ExplorerLaunch(
          datasetName: "x", configuration: Synthetic.configuration(), isTrainingBehind: isBehind))
      _ = update(&state, .resized(Self.usual))
      TimelineTests.answer(&state, update(&state, .replayed(run)), evaluations)
      for (index, lesson) in Lesson.all.enumerated() {
        for (place, step) in lesson.steps.enumerated() {
          state.begin(step: place, ofLesson: index)
          state.show(step.view ?? lesson.view)
          _ = update(&state, .resized(Self.usual))
          let progress = try #require(state.learn.progress)
          let isObstructed = step.isTraining && progress.outcome == nil
          #expect((progress.obstacle != nil) == isObstructed, "\(lesson.name) \(place + 1)")
          guard isObstructed else { continue }
          Self.expectStripFits(state)
          _ = update(&state, .resized(Self.usual))
          let lines = state.picture().lines.suffix(4).joined(separator: "\n")
          #expect(lines.contains("A recorded run has no network to train"))
          let way = isBehind ? "G goes back" : "logitscope learn \(lesson.name)"
          #expect(lines.contains(way) && lines.contains("N next"), "\(lines)")
          state.press(.character("N"))
          #expect(state.learn.progress?.step == place + 1)
        }
      }
    }
  }

  @Test func zoomingKeysKeepTheirMeaningInALesson() {
    var walk = LessonWalk(Size(width: 120, height: 36))
    walk.begin(0)
    walk.press(.character("e"), .character("e"))
    #expect(walk.state.barMagnification == 4)
    walk.press(.character("E"))
    #expect(walk.state.barMagnification == 2 && walk.state.learn.progress != nil)
    walk.press(.character("C"))
    #expect(walk.state.barMagnification == 2 && walk.state.learn.progress == nil)
  }

  @Test func theMouseChoosesBeginsAndGoesOn() throws {
    var state = Synthetic.live(Self.usual, examples: 60)
    state.press(.character("7"))
    let frame = try #require(state.layout.frame(of: .lessonList))
    for row in LessonListLayout(frame: frame).rows {
      state.click(row.frame.column + 8, row.frame.row)
      #expect(state.learn.cursor == row.lesson && state.learn.progress == nil)
    }
    let row = try #require(LessonListLayout(frame: frame).rows.first { $0.lesson == 4 }).frame
    state.click(row.column + 8, row.row)
    state.click(row.column + 8, row.row)
    #expect(state.learn.progress?.lesson == 4 && state.view == .explore)
    let strip = try #require(state.layout.lessonStrip)
    state.click(strip.column + 20, strip.row)
    #expect(state.learn.progress?.step == 1)
    // What is still to be done is not skipped by a click.
    state.click(strip.column + 20, strip.row)
    #expect(state.learn.progress?.step == 1)
  }

  @Test func aLongTextScrollsAndShowsTheStepUnderWay() throws {
    for size in [Self.narrow, Self.usual, Size(width: 60, height: 30)] {
      for lesson in Lesson.all.indices {
        var state = Synthetic.live(size, examples: 60)
        state.press(.character("7"))
        state.chooseLesson(lesson)
        state.press(.tab)
        #expect(state.focus == .lessonText && state.shows(.lessonText))
        var seen: Set<String> = []
        for _ in 0...state.lastLessonLine {
          seen.formUnion(state.picture().lines)
          state.press(.down)
        }
        for step in Lesson.all[lesson].steps {
          #expect(seen.contains { $0.contains(step.heading) }, "\(step.heading) at \(size)")
        }
        state.begin(step: Lesson.all[lesson].stepCount - 1, ofLesson: lesson)
        let heading = try #require(Lesson.all[lesson].steps.last).heading
        #expect(state.picture().lines.contains { $0.contains("► ") && $0.contains(heading) })
      }
    }
  }

  @Test func theSearchShowsTheLogitsItHasFound() throws {
    let finding = try #require(Self.findings.first)
    let witness = try #require(finding.result.violation)
    #expect(witness.value <= finding.nearness && witness.isViolation)
    #expect(try #require(Self.findings.last).result.violation == nil)
    var state = Synthetic.live(examples: 60)
    state.press(.character("7"), .down, .down, .down, .enter, .character("N"))
    #expect(state.press(.character("s")) == [.searchViolation(Loss(finding.kind))])
    #expect(state.picture().lines.joined().contains("searching"))
    #expect(state.press(.character("s")).isEmpty)
    _ = update(&state, .searched(finding))
    let text = state.picture().lines.joined(separator: "\n")
    for logit in witness.snapshot.logits {
      #expect(text.contains(NumberText.fixed(Double(logit), decimals: 1)))
    }
    #expect(text.contains("▲") && text.contains("▼"))
    #expect(text.contains("violating \(witness.violatingPairCount) of \(witness.pairCount)"))
    let csv = try #require(state.exported(as: .csv, size: state.size, capabilities: .init()))
    let found = csv.split(separator: "\n").filter { $0.contains(",\(finding.kind.name),") }
    #expect(found.count == witness.snapshot.logits.count)
  }

  @Test func whereOnePaneHasRoomTheLessonInLearnShowsItsText() throws {
    var walk = LessonWalk(Self.narrow)
    let violation = try #require(Lesson.index(named: "violation"))
    walk.begin(violation)
    #expect(walk.state.shows(.lessonText) && !walk.state.shows(.lessonList))
    walk.press(.character("N"), .character("s"), .character("N"))
    let text = walk.state.picture().lines.joined(separator: "\n")
    #expect(text.contains("▲") && text.contains("▼"), "\(text)")
    walk.press(.character("C"))
    #expect(walk.state.shows(.lessonList) && walk.state.learn.cursor == violation)
    let launched = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "digits", configuration: Synthetic.configuration(), view: .learn,
        lesson: violation))
    #expect(launched.focus == .lessonText)
  }

  @Test func runsThatAreWrappedKeepTheirWordsAndLooks() {
    let runs = [
      TextRun("Press "), TextRun("u", .key), TextRun(": a b"), TextRun("c\u{A0}d e", .strong),
    ]
    #expect(runs.wrapped(to: 100).map { $0.map(\.text).joined() } == ["Press u: a bc d e"])
    let lines = runs.wrapped(to: 8)
    #expect(lines.map { $0.map(\.text).joined() } == ["Press u:", "a bc d e"])
    #expect(lines[0].map(\.role) == [.text, .text, .key, .text])
    #expect([TextRun("abcdefgh")].wrapped(to: 5).map { $0.map(\.text).joined() } == ["abcd…"])
    #expect(runs.wrapped(to: 0).isEmpty && [TextRun]().wrapped(to: 9).isEmpty)
  }
}

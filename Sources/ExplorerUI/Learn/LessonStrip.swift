/// The strip that shows the step of the lesson under way, in every view: what to do or, when it is
/// done, what has changed.
enum LessonStrip {
  static func draw(_ state: ExplorerState, in strip: Rectangle, on canvas: inout Canvas) {
    guard let progress = state.learn.progress, !strip.isEmpty else { return }
    canvas.fill(strip)
    var rest = strip
    let lesson = Lesson.all[progress.lesson]
    let badge = " \(progress.step + 1)/\(lesson.stepCount) "
    let isNamed = strip.height > 1 && strip.width >= 60
    let role: Role = progress.isDone && progress.obstacle == nil ? .badgeLive : .badgePaused
    var side = rest.takeLeft(isNamed ? sideWidth : strip.height > 1 ? 8 : badge.count)
    _ = rest.takeLeft(1)
    let title = side.takeTop(1)
    canvas.fill(title, " ", role)
    if isNamed { canvas.text(" " + lesson.name, title.column, title.row, role) }
    canvas.textEnding(at: title.endColumn, badge, title.row, role, width: badge.count)
    drawKeys(state, progress, isNamed: isNamed, in: side, on: &canvas)
    rest = Rectangle(
      column: rest.column, row: rest.row, width: rest.width - 1, height: rest.height)
    let lines = lines(state, progress, in: rest, hasUnicode: canvas.hasUnicode)
    for (offset, line) in lines.prefix(rest.height).enumerated() {
      canvas.runs(line, rest.column, rest.row + offset, width: rest.width)
    }
  }

  /// The longest name of a lesson with its steps, which leaves room for two keys below it.
  private static let sideWidth = Lesson.all.reduce(0) { max($0, $1.name.count) } + 7

  private static func drawKeys(
    _ state: ExplorerState, _ progress: LearnState.Progress, isNamed: Bool, in side: Rectangle,
    on canvas: inout Canvas
  ) {
    let next = (LessonKey.next, progress.isDone ? progress.isLastStep ? "done" : "next" : "skip")
    let back = (LessonKey.previous, "back")
    let close = (LessonKey.close, "close")
    let first = isNamed ? [next, close] : [next]
    let second = progress.step > 0 ? [back] : isNamed ? [] : [close]
    for (keys, row) in zip([first, second], side.rows) {
      var column = side.column + 1
      for (key, word) in keys {
        let label = key.label(state, hasUnicode: canvas.hasUnicode)
        column = canvas.text(label, column, row, .key, width: side.endColumn - column)
        column =
          canvas.text(" " + word, column, row, .hint, width: side.endColumn - column) + 1
      }
    }
  }

  /// The fullest wording that fits, or else the briefest.
  private static func lines(
    _ state: ExplorerState, _ progress: LearnState.Progress, in box: Rectangle, hasUnicode: Bool
  ) -> [[TextRun]] {
    let wordings = wordings(state, progress, hasUnicode: hasUnicode)
      .map { $0.wrapped(to: box.width) }
    return wordings.first { $0.count <= box.height } ?? wordings.last ?? []
  }

  /// What can be said of a step, from the fullest wording to the briefest.
  private static func wordings(
    _ state: ExplorerState, _ progress: LearnState.Progress, hasUnicode: Bool
  ) -> [[TextRun]] {
    let context = LessonContext(state, since: progress.start)
    func runs(_ text: LessonText, _ role: Role = .text) -> [TextRun] {
      text.runs(context, role, hasUnicode: hasUnicode)
    }
    let step = progress.current
    if let outcome = progress.outcome {
      let mark = TextRun("✓ ", .aligned)
      return [[mark] + runs(outcome.full), [mark] + runs(outcome.brief)]
    }
    if let obstacle = progress.obstacle {
      return [runs(obstacle.full), runs(obstacle.brief)]
    }
    if let view = step.view, view != state.view {
      let key = TextRun(
        LessonKey.view(view).label(state, hasUnicode: hasUnicode), .key)
      return [
        [TextRun("This step is in \(view.name): press "), key, TextRun(" to go there.")],
        [key, TextRun(" goes to \(view.name)")],
      ]
    }
    let task = runs(step.task.full)
    let more = step.more.map { [task + [TextRun(" ")] + runs($0, .subtle)] } ?? []
    return more + [task, runs(step.task.brief)]
  }
}

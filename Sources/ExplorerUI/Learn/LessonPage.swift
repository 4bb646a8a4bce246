/// The text of a lesson as lines of a given width: all its steps, and what has come of them.
struct LessonPage {
  /// The lines.
  private(set) var lines: [[TextRun]] = []
  /// The line with the heading of the step under way; nil where none is.
  private(set) var currentLine: Int?

  /// Longer lines are hard to read.
  private static let widest = 84
  private static let indent = 4

  init(_ state: ExplorerState, width: Int, hasUnicode: Bool) {
    let lesson = Lesson.all[state.learn.cursor]
    let progress = state.learn.progress.flatMap { $0.lesson == state.learn.cursor ? $0 : nil }
    let context = LessonContext(state, since: progress?.start ?? LessonMoment(state))
    let width = min(width, Self.widest)
    lines += [TextRun(lesson.summary, .subtle)].wrapped(to: width)
    for (index, step) in lesson.steps.enumerated() {
      lines.append([])
      let isCurrent = index == progress?.step
      if isCurrent { currentLine = lines.count }
      let mark =
        isCurrent
        ? TextRun("► ", .key)
        : index < progress?.step ?? (state.learn.finished.contains(state.learn.cursor) ? .max : 0)
          ? TextRun("✓ ", .aligned) : TextRun("  ")
      lines.append([
        mark, TextRun("\(index + 1) ", .subtle),
        TextRun(step.heading, isCurrent ? .key : .strong),
      ])
      add(step.task.full.runs(context, hasUnicode: hasUnicode), width: width)
      if let more = step.more {
        add(more.runs(context, .subtle, hasUnicode: hasUnicode), width: width)
      }
      if isCurrent, let outcome = progress?.outcome {
        let runs = outcome.full.runs(context, hasUnicode: hasUnicode)
        add([TextRun("✓ ", .aligned)] + runs, width: width)
      }
      if let name = step.searchedLoss, index <= progress?.step ?? .max {
        add(FoundLogits(state, lossName: name), width: width)
      }
    }
  }

  private mutating func add(_ runs: [TextRun], width: Int) {
    let padding = TextRun(String(repeating: " ", count: Self.indent))
    lines += runs.wrapped(to: width - Self.indent).map { [padding] + $0 }
  }

  private mutating func add(_ logits: FoundLogits, width: Int) {
    guard !logits.lines.isEmpty else { return }
    let padding = TextRun(String(repeating: " ", count: Self.indent))
    lines.append([])
    lines += logits.lines.map { [padding] + $0 }
  }
}

extension ExplorerState {
  /// The inside of the pane of the lesson's text.
  private var lessonBox: Rectangle {
    layout.frame(of: .lessonText)?.inner.inset(horizontally: 1, vertically: 0)
      ?? Rectangle(column: 0, row: 0, width: 1, height: 1)
  }

  private var lessonPage: LessonPage {
    LessonPage(self, width: lessonBox.width, hasUnicode: !tools.usesASCII)
  }

  /// The last line of the lesson's text that can be the first on the screen.
  var lastLessonLine: Int { max(0, lessonPage.lines.count - lessonBox.height) }

  /// The line of the lesson's text that is the first on the screen.
  var lessonFirstLine: Int { lessonFirstLine(of: lessonPage, height: lessonBox.height) }

  /// The line of a page that is the first on the screen: the user's, or else the one that shows
  /// most of the step under way.
  func lessonFirstLine(of page: LessonPage, height: Int) -> Int {
    let last = max(0, page.lines.count - height)
    return (learn.firstLine ?? page.currentLine.map { $0 - 1 } ?? 0).clamped(to: 0...last)
  }
}

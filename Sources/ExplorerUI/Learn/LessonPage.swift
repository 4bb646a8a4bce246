/// The text of a lesson as lines of a given width: all its steps, and what has come of them.
struct LessonPage {
  /// The lines.
  private(set) var lines: [[TextRun]] = []
  /// The line with the heading of the step under way; nil where none is.
  private(set) var currentLine: Int?
  /// The line at which what searches have found begins; nil where there is nothing.
  private(set) var findingsLine: Int?

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
      } else if isCurrent, let obstacle = progress?.obstacle {
        add(obstacle.full.runs(context, .warning, hasUnicode: hasUnicode), width: width)
      }
      // What has been found stays with the step that is read.
      if index == progress?.step ?? lesson.steps.count - 1 {
        addFindings(state, of: lesson, first: step.searchedLoss, width: width)
      }
    }
  }

  private mutating func add(_ runs: [TextRun], width: Int) {
    let padding = TextRun(String(repeating: " ", count: Self.indent))
    lines += runs.wrapped(to: width - Self.indent).map { [padding] + $0 }
  }

  /// What the searches of a lesson have found, side by side where there is room, or else that of
  /// one loss first.
  private mutating func addFindings(
    _ state: ExplorerState, of lesson: Lesson, first: String?, width: Int
  ) {
    func found(_ names: [String]) -> [[[TextRun]]] {
      names.map { FoundLogits(state, lossName: $0).lines }.filter { !$0.isEmpty }
    }
    let names = lesson.steps.compactMap(\.searchedLoss)
    var blocks = found(names)
    let room = (width - Self.indent) / max(1, blocks.count)
    let isBeside = blocks.allSatisfy { $0.allSatisfy { $0.displayWidth <= room - 2 } }
    if !isBeside {
      blocks = found(names.filter { $0 == first } + names.filter { $0 != first })
    }
    let padding = TextRun(String(repeating: " ", count: Self.indent))
    for block in isBeside ? [Self.beside(blocks, width: room)] : blocks where !block.isEmpty {
      lines.append([])
      findingsLine = findingsLine ?? lines.count
      lines += block.map { [padding] + $0 }
    }
  }

  private static func beside(_ blocks: [[[TextRun]]], width: Int) -> [[TextRun]] {
    (0..<(blocks.map(\.count).max() ?? 0)).map { row in
      blocks.reduce(into: []) { line, block in
        let runs = row < block.count ? block[row] : []
        let gap = max(0, width - runs.displayWidth)
        line += runs + [TextRun(String(repeating: " ", count: gap))]
      }
    }
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
  /// most of the step under way, or what has been found in it.
  func lessonFirstLine(of page: LessonPage, height: Int) -> Int {
    let last = max(0, page.lines.count - height)
    var first = page.currentLine.map { $0 - 1 } ?? 0
    if learn.progress?.lesson == learn.cursor, let findings = page.findingsLine {
      first = max(first, min(findings, findings + FoundLogits.lineCount - height))
    }
    return (learn.firstLine ?? first).clamped(to: 0...last)
  }
}

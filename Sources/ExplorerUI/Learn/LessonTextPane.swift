/// The text of the lesson under the cursor, the step under way marked.
enum LessonTextPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let lesson = Lesson.all[state.learn.cursor]
    canvas.frame(
      frame,
      title: [
        TextRun("\(state.learn.cursor + 1) \(lesson.name)", .paneTitle),
        TextRun(" \(lesson.title)", .subtle),
      ],
      note: note(state, hasUnicode: canvas.hasUnicode), isFocused: state.focus == .lessonText)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let page = LessonPage(state, width: box.width, hasUnicode: canvas.hasUnicode)
    let first = state.lessonFirstLine(of: page, height: box.height)
    for (offset, line) in page.lines.dropFirst(first).prefix(box.height).enumerated() {
      canvas.runs(line, box.column, box.row + offset, width: box.width)
    }
    // More text above or below is told at the right border, where nothing else stands.
    if first > 0 { canvas.put("▲", frame.endColumn - 1, frame.row + 1, .key) }
    if first + box.height < page.lines.count {
      canvas.put("▼", frame.endColumn - 1, frame.endRow - 2, .key)
    }
  }

  /// How far the lesson is, or how it is begun.
  private static func note(_ state: ExplorerState, hasUnicode: Bool) -> String {
    let lesson = Lesson.all[state.learn.cursor]
    if let progress = state.learn.progress, progress.lesson == state.learn.cursor {
      return "step \(progress.step + 1) of \(lesson.stepCount)"
    }
    let enter = Key.enter.label(hasUnicode: hasUnicode)
    return state.learn.reached[state.learn.cursor] == nil ? "\(enter) begins" : "\(enter) goes on"
  }
}

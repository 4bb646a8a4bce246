/// The list of lessons: which have been done, and how far others have come.
enum LessonListPane {
  private static let nameColumn = 6

  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let (done, all) = (state.learn.finished.count, Lesson.all.count)
    canvas.frame(
      frame, title: [TextRun("Lessons", .paneTitle)], note: "\(done) of \(all) done",
      isFocused: state.focus == .lessonList)
    let layout = LessonListLayout(frame: frame)
    for row in layout.rows {
      draw(row.lesson, state, in: row.frame, lines: layout.linesPerLesson, on: &canvas)
    }
  }

  private static func draw(
    _ index: Int, _ state: ExplorerState, in row: Rectangle, lines: Int,
    on canvas: inout Canvas
  ) {
    let lesson = Lesson.all[index]
    let isChosen = index == state.learn.cursor
    if isChosen { canvas.put("►", row.column, row.row, .key) }
    if state.learn.progress?.lesson == index {
      canvas.put("●", row.column + 2, row.row, .key)
    } else if state.learn.finished.contains(index) {
      canvas.put("✓", row.column + 2, row.row, .aligned)
    }
    let note =
      state.learn.reached[index].map { "\($0 + 1)/\(lesson.stepCount)" }
      ?? "\(lesson.stepCount) steps"
    canvas.text("\(index + 1)", row.column + 4, row.row, .subtle)
    let column = row.column + nameColumn
    let width = row.endColumn - column
    let nameEnd = canvas.text(
      lesson.name, column, row.row, isChosen ? .strong : .text, width: width)
    if isChosen, state.focus == .lessonList {
      canvas.restyle(
        Rectangle(column: column, row: row.row, width: nameEnd - column, height: 1), .selection)
    }
    let room = row.endColumn - nameEnd - 1
    if note.count <= room {
      canvas.textEnding(
        at: row.endColumn, note, row.row, .subtle, width: note.count)
    }
    if lines > 1 {
      canvas.text(lesson.title, column, row.row + 1, .subtle, width: width)
    } else if column + 11 + lesson.title.count + 2 + note.count <= row.endColumn {
      canvas.text(lesson.title, column + 11, row.row, .subtle)
    }
  }
}

/// Where things stand inside the list of lessons.
struct LessonListLayout: Sendable {
  /// Lines a lesson: 1, or 2 with its title, or 3 with a gap as well.
  let linesPerLesson: Int
  /// The lessons, indices into `Lesson.all`.
  let rows: [(lesson: Int, frame: Rectangle)]

  init(frame: Rectangle) {
    var rest = frame.inner.inset(horizontally: 1, vertically: 0)
    let count = Lesson.all.count
    linesPerLesson = rest.height >= count * 3 - 1 ? 3 : rest.height >= count * 2 ? 2 : 1
    var rows: [(lesson: Int, frame: Rectangle)] = []
    for lesson in 0..<count where rest.height > 0 {
      rows.append((lesson, rest.takeTop(linesPerLesson)))
    }
    self.rows = rows
  }

  /// The lesson at a cell.
  func lesson(atColumn column: Int, row: Int) -> Int? {
    rows.first { $0.frame.contains(column: column, row: row) }?.lesson
  }
}

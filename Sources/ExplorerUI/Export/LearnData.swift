import LogitEngine

/// The text behind the view Learn: every lesson with its steps, and the logits that the searches
/// of its steps have found.
enum LearnData {
  private static let columns = [
    "number", "lesson", "step", "state", "heading", "text", "loss", "loss_value", "example",
    "class",
    "is_true", "logit",
  ]

  /// One line a step, and below a step that searches one a logit that was found.
  static func csv(_ state: ExplorerState) -> String? {
    var table = CSVText(columns: columns)
    for (number, lesson) in Lesson.all.enumerated() {
      let progress = state.learn.progress.flatMap { $0.lesson == number ? $0 : nil }
      let context = LessonContext(state, since: progress?.start ?? LessonMoment(state))
      for (index, step) in lesson.steps.enumerated() {
        let texts = [step.task.full] + [step.more].compactMap { $0 }
        let outcome = index == progress?.step ? progress?.outcome : nil
        let place: [CSVText.Field] = [
          .integer(number + 1), .text(lesson.name), .integer(index + 1),
          .text(stage(of: index, lesson: number, state)), .text(step.heading),
        ]
        let text = (texts + [outcome?.full].compactMap { $0 }).map { words($0, context) }
          .joined(separator: " ")
        table.add(place + [.text(text)] + Array(repeating: .text(""), count: 6))
        guard let kind = step.searchedLoss.flatMap({ LossKind(named: $0) }) else { continue }
        for logit in found(kind, state) { table.add(place + [.text("")] + logit) }
      }
    }
    return table.text
  }

  /// How far a step is: done, under way or open.
  private static func stage(of step: Int, lesson: Int, _ state: ExplorerState) -> String {
    if let progress = state.learn.progress, progress.lesson == lesson {
      return step < progress.step
        ? "done"
        : step > progress.step ? "open" : progress.outcome == nil ? "under way" : "done"
    }
    let reached = state.learn.finished.contains(lesson) ? .max : state.learn.reached[lesson] ?? 0
    return step < reached ? "done" : "open"
  }

  private static func words(_ text: LessonText, _ context: LessonContext) -> String {
    let words = text.runs(context, hasUnicode: true).map(\.text).joined()
    return String(words.map { $0 == Character.unbreakableSpace ? " " : $0 })
  }

  /// The logits that the search for a loss has found; none before it.
  private static func found(_ kind: LossKind, _ state: ExplorerState) -> [[CSVText.Field]] {
    guard let witness = state.learn.findings[kind]?.witness else { return [] }
    let snapshot = witness.snapshot
    return snapshot.logits.enumerated().map { index, logit in
      let (row, column) = (index / snapshot.classCount, index % snapshot.classCount)
      return [
        .text(kind.name), .number(witness.value), .integer(row + 1), .integer(column),
        .integer(snapshot.truth.contains(column, at: row) ? 1 : 0), .number(Double(logit)),
      ]
    }
  }
}

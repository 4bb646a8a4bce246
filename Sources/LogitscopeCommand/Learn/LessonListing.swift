import ExplorerUI

/// What `learn --list` prints.
enum LessonListing {
  /// A line a lesson.
  static var text: String {
    var table = TextTable([
      .init(""), .init("lesson", .left), .init("steps"), .init("what it is about", .left),
    ])
    for (place, lesson) in Lesson.all.enumerated() {
      table.add(["\(place + 1)", lesson.name, "\(lesson.stepCount)", lesson.summary])
    }
    return table.text
  }

  /// An object with an array of the lessons.
  static var json: JSONValue {
    .object([
      .init(
        "lessons",
        .array(
          Lesson.all.enumerated().map { place, lesson in
            .object([
              .init("number", .integer(place + 1)), .init("name", .string(lesson.name)),
              .init("title", .string(lesson.title)), .init("summary", .string(lesson.summary)),
              .init("steps", .integer(lesson.stepCount)),
            ])
          }))
    ])
  }
}

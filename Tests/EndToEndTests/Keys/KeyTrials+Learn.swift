import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let learn: [KeyTrial] = [
    KeyTrial(
      "In Learn: the lesson before, the lesson after.", course: .continued,
      [
        .learn(.moveCursor(-1)): [.lesson(by: -1)], .learn(.moveCursor(1)): [.lesson(by: 1)],
      ]
    ) {
      try $0.showLessons()
    },
    KeyTrial(
      "In the text of a lesson: scroll it.", course: .continued,
      [.learn(.scroll(-1)): [.lessonText(by: -1)], .learn(.scroll(1)): [.lessonText(by: 1)]]
    ) { stage in
      try stage.showLessons(rows: 20)
      try stage.watch(.looks)
      try stage.moveFocus("Tab", to: "1 one-logit")
      let text = try stage.now().lessonText
      try stage.go("Down", until: "the next line") { $0.lessonText != text }
    },
    KeyTrial(
      "In Learn: scroll the text of the lesson.", course: .continued,
      [.learn(.scroll(-5)): [.lessonText(by: -5)], .learn(.scroll(5)): [.lessonText(by: 5)]]
    ) { stage in
      try stage.showLessons(rows: 20)
      let text = try stage.now().lessonText
      try stage.go("NPage", until: "the next lines") { $0.lessonText != text }
    },
    KeyTrial(
      "In Learn: begin the lesson under the cursor.",
      [
        .learn(.begin): [
          KeyEffect("its first step, in the view it is about") {
            $1.shows("╭─ Training loss") && $1.screen.text.contains(#/ offset +1\/6 /#)
          }
        ]
      ]
    ) { stage in
      try stage.showLessons()
      for lesson in 1...2 {
        try stage.go("Down", until: "lesson \(lesson)") { $0.lesson == lesson }
      }
    },
    KeyTrial(
      "In Learn: go on with the lesson under the cursor.",
      [
        .learn(.begin): [
          KeyEffect("the step where it was left") {
            $1.shows("╭─ Training loss") && $1.isAt(step: 2)
          }
        ]
      ]
    ) { stage in
      try stage.beginLesson(step: 2)
      try stage.go("C", until: "the end of it") { !$0.isAt(step: 2) }
      try stage.showLessons()
    },
    KeyTrial(
      "In the lesson violation: look for logits with a loss near its least that violate separation.",
      [.learn(.search): [.shows("N next")]]
    ) { stage in
      try stage.showLessons()
      for lesson in 1...3 {
        try stage.go("Down", until: "lesson \(lesson)") { $0.lesson == lesson }
      }
      try stage.go("Enter", "1/5 ")
      try stage.go("N", "N skip")
    },
    KeyTrial(
      "In a lesson: go on to the next step, when this one is done or cannot be.",
      [.learn(.next): [KeyEffect("step 2") { $1.isAt(step: 2) }]]
    ) {
      try $0.beginLesson(step: 1)
    },
    KeyTrial(
      "In a lesson: skip this step without doing it.",
      [.learn(.next): [KeyEffect("step 3") { $0.shows("N skip") && $1.isAt(step: 3) }]]
    ) {
      try $0.beginLesson(step: 2)
    },
    KeyTrial(
      "In a lesson: back to the step before.",
      [.learn(.back): [KeyEffect("step 1") { $1.isAt(step: 1) }]]
    ) {
      try $0.beginLesson(step: 2)
    },
    KeyTrial(
      "In a lesson: close it; Enter in Learn goes on where it was left.",
      [.learn(.close): [KeyEffect("no lesson") { !$1.isAt(step: 2) && !$1.shows("one-logit") }]]
    ) {
      try $0.beginLesson(step: 2)
    },
  ]
}

extension KeyEffect {
  fileprivate static func lesson(by places: Int) -> KeyEffect {
    .moves("the lesson", by: places, roundOf: Lesson.all.count) { $0.lesson }
  }

  /// The text of the lesson goes up by some lines.
  fileprivate static func lessonText(by lines: Int) -> KeyEffect {
    KeyEffect("the text \(lines) lines on") { before, after in
      let (former, next) = lines > 0 ? (before, after) : (after, before)
      return former.lessonText.count > 6
        && former.lessonText.dropFirst(abs(lines)).elementsEqual(
          next.lessonText.dropLast(abs(lines)))
    }
  }
}

extension Moment {
  /// Whether the first lesson is at a step.
  fileprivate func isAt(step: Int) -> Bool { shows(" one-logit") && shows(" \(step)/6 ") }
}

extension TerminalScreen {
  /// The lesson under the cursor, from 0 on.
  fileprivate var lesson: Int? {
    text.firstMatch(of: #/╭─ (\d) [a-z-]+ /#).flatMap { Int($0.1) }.map { $0 - 1 }
  }

  /// The lines of the text of the first lesson.
  fileprivate var lessonText: [String] {
    guard let corner = place(of: "╭─ 1 one-logit") else { return [] }
    return lines[(corner.row + 1)...].prefix { !$0.contains("╰") }
      .map { String($0.dropFirst(corner.column + 1).dropLast()) }
  }
}

extension ExplorerStage {
  fileprivate func showLessons(rows: Int = ExplorerStage.rows) throws {
    if rows != Self.rows { try resize(columns: Self.columns, rows: rows) }
    try go("7", until: "the lessons") { $0.shows("╭─ Lessons") && $0.lesson == 0 }
  }

  /// Begins the first lesson and goes to one of its steps.
  fileprivate func beginLesson(step: Int) throws {
    try showLessons()
    try go("Enter", until: "the lesson") { $0.isAt(step: 1) }
    for next in 1..<step {
      try go("N", until: "step \(next + 1)") { $0.isAt(step: next + 1) }
    }
  }
}

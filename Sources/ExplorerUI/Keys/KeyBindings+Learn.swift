extension KeyBinding {
  /// The keys of the lessons: those of view 7, and those of a lesson under way in every view.
  static let learn: [KeyBinding] = [
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "scroll", "In the text of a lesson: scroll it.",
      section: .learn, rank: 3,
      [
        (.up, .learn(.scroll(-1))), (.down, .learn(.scroll(1))),
        (.character("k"), .learn(.scroll(-1))), (.character("j"), .learn(.scroll(1))),
      ], when: { $0.isLearnShown && $0.focus == .lessonText && $0.canScrollLesson }),
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "lesson", "In Learn: the lesson before, the lesson after.",
      section: .learn, rank: 3,
      [
        (.up, .learn(.moveCursor(-1))), (.down, .learn(.moveCursor(1))),
        (.character("k"), .learn(.moveCursor(-1))), (.character("j"), .learn(.moveCursor(1))),
      ], when: { $0.isLearnShown }),
    KeyBinding(
      "PgUp PgDn", "scroll", "In Learn: scroll the text of the lesson.", section: .learn,
      [(.pageUp, .learn(.scroll(-5))), (.pageDown, .learn(.scroll(5)))],
      when: { $0.isLearnShown && $0.canScrollLesson }),
    KeyBinding(
      "⏎", ascii: "enter", "begin", "In Learn: begin the lesson under the cursor.",
      section: .learn, rank: 2, [(.enter, .learn(.begin))],
      when: { $0.canBeginLesson && $0.learn.reached[$0.learn.cursor] == nil }),
    KeyBinding(
      "⏎", ascii: "enter", "go on", "In Learn: go on with the lesson under the cursor.",
      section: .learn, rank: 2, [(.enter, .learn(.begin))], when: { $0.canBeginLesson }),
    KeyBinding(
      "s", "search",
      "In the lesson violation: look for logits with a loss near its least that violate separation.",
      section: .learn, rank: 2, [(.character("s"), .learn(.search))],
      when: { $0.canSearchViolation }),
    KeyBinding(
      "N", "next step", "In a lesson: go on to the next step, when this one is done or cannot be.",
      section: .learn, rank: 1, [(.character("N"), .learn(.next))],
      when: { $0.isLessonShown && $0.learn.progress?.isDone == true }),
    KeyBinding(
      "N", "skip step", "In a lesson: skip this step without doing it.", section: .learn, rank: 6,
      [(.character("N"), .learn(.next))], when: { $0.isLessonShown }),
    KeyBinding(
      "B", "step back", "In a lesson: back to the step before.", section: .learn, rank: 38,
      [(.character("B"), .learn(.back))],
      when: { $0.isLessonShown && ($0.learn.progress?.step ?? 0) > 0 }),
    KeyBinding(
      "C", "close lesson", "In a lesson: close it; Enter in Learn goes on where it was left.",
      section: .learn, rank: 39, [(.character("C"), .learn(.close))],
      when: { $0.isLessonShown }),
  ]
}

extension ExplorerState {
  /// Whether the list of lessons has the keys.
  var isLearnShown: Bool { isViewShown && view == .learn }

  /// Whether a lesson is under way, and its step on the screen.
  var isLessonShown: Bool { isViewShown && learn.progress != nil }

  /// Whether the lesson under the cursor can be begun, or gone on with somewhere else.
  var canBeginLesson: Bool {
    guard isLearnShown else { return false }
    guard let progress = learn.progress, progress.lesson == learn.cursor else { return true }
    return progress.current.view ?? Lesson.all[progress.lesson].view != .learn
  }

  /// Whether the step under way has a search that can begin.
  var canSearchViolation: Bool {
    isLearnShown && learn.progress?.current.searchedLoss != nil && learn.searchedKind == nil
  }

  /// Whether the text of the lesson is longer than its pane.
  var canScrollLesson: Bool { shows(.lessonText) && lastLessonLine > 0 }
}

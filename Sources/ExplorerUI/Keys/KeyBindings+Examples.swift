extension KeyBinding {
  /// The keys of view 4.
  static let examples: [KeyBinding] = [
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "move",
      "In the list of examples: the row above, the row below.", section: .examples, rank: 4,
      [
        (.up, .examples(.move(rows: -1))), (.down, .examples(.move(rows: 1))),
        (.character("k"), .examples(.move(rows: -1))),
        (.character("j"), .examples(.move(rows: 1))),
      ], when: { $0.isViewShown && $0.canMoveInExamples }),
    KeyBinding(
      "PgUp PgDn", "page", "In the list of examples: a page up, a page down.",
      section: .examples,
      [(.pageUp, .examples(.movePages(-1))), (.pageDown, .examples(.movePages(1)))],
      when: { $0.isViewShown && $0.canMoveInExamples }),
    KeyBinding(
      "Home End", "first, last", "In the list of examples: the first row, the last row.",
      section: .examples,
      [
        (.home, .examples(.moveToEnd(isLast: false))),
        (.end, .examples(.moveToEnd(isLast: true))),
      ], when: { $0.isViewShown && $0.canMoveInExamples }),
    KeyBinding(
      "v", "negatives",
      "List the negatives, the highest first: those at or above the threshold are false alarms.",
      section: .examples, rank: 5, [(.character("v"), .examples(.toggleKind))],
      when: { $0.canChooseExamples && $0.examples.kind == .positives }),
    KeyBinding(
      "v", "positives",
      "List the positives, the lowest first: those below the threshold are missed.",
      section: .examples, rank: 5, [(.character("v"), .examples(.toggleKind))],
      when: { $0.canChooseExamples && $0.examples.kind == .negatives }),
    KeyBinding(
      "⏎", ascii: "enter", "example", "From the list of examples to the chosen example.",
      section: .examples, rank: 3, [(.enter, .examples(.toggleFocus))],
      when: { $0.isViewShown && $0.showsExamples && $0.focus == .exampleList }),
    KeyBinding(
      "⏎", ascii: "enter", "list", "From the example back to the list.",
      section: .examples, rank: 3, [(.enter, .examples(.toggleFocus))],
      when: { $0.isViewShown && $0.showsExamples && $0.focus != .exampleList }),
  ]
}

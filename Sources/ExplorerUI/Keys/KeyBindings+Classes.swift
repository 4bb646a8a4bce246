extension KeyBinding {
  /// The keys of view 3.
  static let classTable: [KeyBinding] = [
    KeyBinding(
      "⏎", ascii: "enter", "keep filter", "While a filter is typed: keep it.",
      section: .classes, rank: 1, [(.enter, .classTable(.keepFilter))],
      when: { $0.isTypingClassFilter }),
    KeyBinding(
      "esc", "clear filter", "While a filter is typed: clear it.", section: .classes, rank: 2,
      [(.escape, .classTable(.clearFilter))], when: { $0.isTypingClassFilter }),
    KeyBinding(
      "↑↓ k j", ascii: "up/down k j", "class",
      "In the table of classes: the row above, the row below; left and right, h and l do the same.",
      section: .classes, rank: 3,
      [
        (.up, .classTable(.move(rows: -1))), (.down, .classTable(.move(rows: 1))),
        (.character("k"), .classTable(.move(rows: -1))),
        (.character("j"), .classTable(.move(rows: 1))),
        (.left, .classTable(.move(rows: -1))), (.right, .classTable(.move(rows: 1))),
        (.character("h"), .classTable(.move(rows: -1))),
        (.character("l"), .classTable(.move(rows: 1))),
      ], when: { $0.isUncovered && $0.canMoveInClassTable }),
    KeyBinding(
      "PgUp PgDn", "page", "In the table of classes: a page up, a page down.",
      section: .classes,
      [
        (.pageUp, .classTable(.movePages(-1))), (.pageDown, .classTable(.movePages(1))),
      ], when: { $0.isUncovered && $0.canMoveInClassTable }),
    KeyBinding(
      "Home End", "first, last", "In the table of classes: the first row, the last row.",
      section: .classes,
      [
        (.home, .classTable(.moveToEnd(isLast: false))),
        (.end, .classTable(.moveToEnd(isLast: true))),
      ], when: { $0.isViewShown && $0.canMoveInClassTable }),
    KeyBinding(
      "⏎", ascii: "enter", "open", "In the table of classes: open the class in Explore.",
      section: .classes, rank: 4, [(.enter, .classTable(.openClass))],
      when: { $0.isViewShown && $0.shows(.classTable) && !$0.classTable.rows.isEmpty }),
    KeyBinding(
      "/", "filter",
      "Show the classes whose name contains what is typed, or whose number begins with it.",
      section: .classes, rank: 5, [(.character("/"), .classTable(.openFilter))],
      when: { $0.isViewShown && $0.shows(.classTable) && $0.classCount > 1 }),
    KeyBinding(
      "s S", "sort",
      "Sort the classes by the next column; with Shift the other way round. A click on a heading "
        + "does both.", section: .classes, rank: 6,
      [
        (.character("s"), .classTable(.sortByNext)), (.character("S"), .classTable(.reverse)),
      ], when: { $0.isViewShown && $0.shows(.classTable) && $0.classCount > 1 }),
  ]
}

extension ExplorerState {
  /// Whether the table has another row to move to.
  var canMoveInClassTable: Bool {
    shows(.classTable)
      && (classTable.rows.count > 1
        || classTable.rows.count == 1 && classTable.position(of: classIndex) == nil)
  }
}

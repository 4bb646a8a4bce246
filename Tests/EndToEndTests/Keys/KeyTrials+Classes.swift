import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let classes: [KeyTrial] = [
    KeyTrial(
      "While a filter is typed: keep it.",
      [
        .classTable(.keepFilter): [
          KeyEffect("the filter, and the keys of the table") {
            $1.shows("Classes /1 ") && $1.shows("11 of 25") && $1.hints.contains("sort")
          }
        ]
      ]
    ) {
      try $0.typeFilter()
    },
    KeyTrial(
      "While a filter is typed: clear it.",
      [
        .classTable(.clearFilter): [
          KeyEffect("all classes") { $1.shows("Classes 25 ") && $1.hints.contains("sort") }
        ]
      ]
    ) {
      try $0.typeFilter()
    },
    KeyTrial(
      "In the table of classes: the row above, the row below; left and right, h and l do the same.",
      course: .continued,
      [
        .classTable(.move(rows: -1)): [.chosenRow(by: -1)],
        .classTable(.move(rows: 1)): [.chosenRow(by: 1)],
      ]
    ) {
      try $0.showClasses()
    },
    KeyTrial(
      "In the table of classes: a page up, a page down.", course: .continued,
      [
        .classTable(.movePages(-1)): [
          KeyEffect("the class a page above") {
            guard let row = $0.chosenRow, let above = $1.chosenRow else { return false }
            return row - above == $0.classRows - 1
          }
        ],
        .classTable(.movePages(1)): [
          KeyEffect("the class a page below") {
            guard let row = $0.chosenRow, let below = $1.chosenRow else { return false }
            return below - row == $0.classRows - 1
          }
        ],
      ]
    ) {
      try $0.showClasses()
      try $0.resize(columns: ExplorerStage.columns, rows: 16)
    },
    KeyTrial(
      "In the table of classes: the first row, the last row.", course: .continued,
      [
        .classTable(.moveToEnd(isLast: false)): [.becomes("class", 0) { $0.chosenRow }],
        .classTable(.moveToEnd(isLast: true)): [.becomes("class", 24) { $0.chosenRow }],
      ]
    ) {
      try $0.showClasses()
    },
    KeyTrial(
      "In the table of classes: open the class in Explore.",
      [
        .classTable(.openClass): [
          KeyEffect("the class in Explore") {
            $1.shows("Training loss") && $1.classIndex == $0.chosenRow
          }
        ]
      ]
    ) {
      try $0.showClasses()
      try $0.go("Down", until: "the next class") { $0.chosenRow == ExplorerStage.classIndex + 1 }
    },
    KeyTrial(
      "Show the classes whose name contains what is typed, or whose number begins with it.",
      [
        .classTable(.openFilter): [
          KeyEffect("a filter to be typed") {
            $1.shows("Classes / ") && $1.hints.contains("keep filter")
          }
        ]
      ]
    ) {
      try $0.showClasses()
    },
    KeyTrial(
      "Sort the classes by the next column; with Shift the other way round. A click on a heading "
        + "does both.", course: .continued,
      [
        .classTable(.sortByNext): [.shows("by support ▼"), .shows("by AUPRC ▲")],
        .classTable(.reverse): [.shows("by AUPRC ▼"), .shows("by AUPRC ▲")],
      ]
    ) {
      try $0.showClasses()
    },
  ]
}

extension KeyEffect {
  /// The mark stands at another class of the table, which is sorted by number.
  fileprivate static func chosenRow(by rows: Int) -> KeyEffect {
    .moves("the chosen class", by: rows, roundOf: ExplorerStage.classCount) { $0.chosenRow }
  }
}

extension TerminalScreen {
  /// The class that is marked in the table of classes.
  fileprivate var chosenRow: Int? { integer(after: "│ ► ") }

  /// How many classes the table shows.
  fileprivate var classRows: Int {
    lines.count { $0.contains(#/^│ [► ] [ \d]\d /#) }
  }
}

extension ExplorerStage {
  fileprivate func showClasses() throws {
    try go("3", until: "the table") {
      $0.shows("Classes 25 ") && $0.chosenRow == ExplorerStage.classIndex
    }
  }

  fileprivate func typeFilter() throws {
    try showClasses()
    try go("/", "Classes / ")
    try go("1", "11 of 25")
  }
}

import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let examples: [KeyTrial] = [
    KeyTrial(
      "In the list of examples: the row above, the row below.", course: .continued,
      [
        .examples(.move(rows: -1)): [.example(by: -1)],
        .examples(.move(rows: 1)): [.example(by: 1)],
      ]
    ) {
      try $0.showExamples()
      try $0.go("Down", until: "the next") { $0.example?.place == 2 }
    },
    KeyTrial(
      "In the list of examples: a page up, a page down.", course: .continued,
      [
        .examples(.movePages(-1)): [
          KeyEffect("the example a page above") {
            guard let place = $0.example?.place, let above = $1.example?.place else { return false }
            return place - above == $0.exampleRows - 1
          }
        ],
        .examples(.movePages(1)): [
          KeyEffect("the example a page below") {
            guard let place = $0.example?.place, let below = $1.example?.place else { return false }
            return below - place == $0.exampleRows - 1
          }
        ],
      ]
    ) {
      try $0.showExamples()
      try $0.go("v", until: "the negatives") { $0.example?.count == 240 }
      try $0.go("NPage", until: "a page below") { ($0.example?.place ?? 0) > 1 }
    },
    KeyTrial(
      "In the list of examples: the first row, the last row.", course: .continued,
      [
        .examples(.moveToEnd(isLast: false)): [.becomes("example", 1) { $0.example?.place }],
        .examples(.moveToEnd(isLast: true)): [.becomes("example", 10) { $0.example?.place }],
      ]
    ) {
      try $0.showExamples()
      try $0.go("Down", until: "the next") { $0.example?.place == 2 }
    },
    KeyTrial(
      "List the negatives, the highest first: those at or above the threshold are false alarms.",
      [
        .examples(.toggleKind): [
          KeyEffect("the negatives, the highest first") {
            $1.example?.count == 240 && $1.listedLogits.isSorted(by: >=)
          }
        ]
      ]
    ) {
      try $0.showExamples()
    },
    KeyTrial(
      "List the positives, the lowest first: those below the threshold are missed.",
      [
        .examples(.toggleKind): [
          KeyEffect("the positives, the lowest first") {
            $1.example?.count == 10 && $1.listedLogits.isSorted(by: <=)
          }
        ]
      ]
    ) {
      try $0.showExamples()
      try $0.go("v", until: "the negatives") { $0.example?.count == 240 }
    },
    KeyTrial(
      "From the list of examples to the chosen example.",
      [.examples(.toggleFocus): [.focus(from: "Examples ", to: "Example ")]]
    ) {
      try $0.watch(.looks)
      try $0.showExamples()
    },
    KeyTrial(
      "From the example back to the list.",
      [.examples(.toggleFocus): [.focus(from: "Example ", to: "Examples ")]]
    ) {
      try $0.watch(.looks)
      try $0.showExamples()
      try $0.moveFocus("Tab", to: "Example ")
    },
  ]
}

extension KeyEffect {
  fileprivate static func example(by rows: Int) -> KeyEffect {
    .moves("the chosen example", by: rows) { $0.example?.place }
  }
}

extension TerminalScreen {
  /// The place of the chosen example in the list.
  fileprivate var example: (place: Int, count: Int)? {
    place(of: "╭─ Example ").flatMap { Self.fraction(lines[$0.row]) }
  }

  /// The logits of the listed examples, which are the first decimal numbers of their rows.
  fileprivate var listedLogits: [Double] {
    lines.compactMap { line in
      guard let match = line.firstMatch(of: #/^│ [► ] [✗✓] [^.−]* (−?)(\d+\.\d+) /#) else {
        return nil
      }
      return Double(match.2).map { match.1.isEmpty ? $0 : -$0 }
    }
  }

  /// How many examples the list shows.
  fileprivate var exampleRows: Int { lines.count { $0.contains(#/^│ [► ] [✗✓] +\d+ /#) } }
}

extension [Double] {
  fileprivate func isSorted(by isInOrder: (Double, Double) -> Bool) -> Bool {
    count > 1 && zip(self, dropFirst()).allSatisfy { isInOrder($0, $1) }
  }
}

extension ExplorerStage {
  fileprivate func showExamples() throws {
    try go("4", until: "the examples") { $0.example?.place == 1 && $0.example?.count == 10 }
  }
}

import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let curves: [KeyTrial] = [
    KeyTrial(
      "Threshold mode in Curves: the next threshold that changes anything.", course: .continued,
      [
        .moveAlongCurve(-1): [.nextThreshold(isHigher: true)],
        .moveAlongCurve(1): [.nextThreshold(isHigher: false)],
      ]
    ) {
      // The logits of a moment of the past stay what they are.
      try $0.goToFirstEvaluation()
      try $0.go("5", "Threshold sweep")
      try $0.go("t", "next threshold")
      try $0.go("Down", "set by hand")
    },
    KeyTrial(
      "What sets the threshold: "
        + "best F1, or the best there is with recall or precision of at least 0.9 or 0.99.",
      [
        .cycleRule: [
          .rule("recall ≥", 0.9), .rule("recall ≥", 0.99), .rule("precision ≥", 0.9),
          .rule("precision ≥", 0.99), .shows("best F1 ─"),
        ]
      ]
    ) {
      try $0.go("5", "Threshold sweep")
    },
    KeyTrial(
      "The next bound of that rule, for instance recall of at least 0.95.",
      [.cycleBound: [.rule("recall ≥", 0.95), .rule("recall ≥", 0.98), .rule("recall ≥", 0.99)]]
    ) {
      try $0.go("5", "Threshold sweep")
      try $0.go("R", "recall ≥")
    },
    KeyTrial(
      "In a curve with the focus: halve what is shown across, around the threshold or step.",
      [.curve(.zoom(.horizontal, 1)): [.shows("─ x ×2 ─"), .shows("─ x ×4 ─")]]
    ) {
      try $0.go("5", "Threshold sweep")
    },
    KeyTrial(
      "In a curve with the focus: double what is shown across, up to all of it.",
      [.curve(.zoom(.horizontal, -1)): [.shows("─ x ×2 ─"), .hides("─ x ×2 ─")]]
    ) {
      try $0.zoomCurve("z", "x")
    },
    KeyTrial(
      "In a curve with the focus: halve what is shown upwards, around the threshold or step.",
      [.curve(.zoom(.vertical, 1)): [.shows("─ y ×2 ─"), .shows("─ y ×4 ─")]]
    ) {
      try $0.go("5", "Threshold sweep")
    },
    KeyTrial(
      "In a curve with the focus: double what is shown upwards, up to all of it.",
      [.curve(.zoom(.vertical, -1)): [.shows("─ y ×2 ─"), .hides("─ y ×2 ─")]]
    ) {
      try $0.zoomCurve("e", "y")
    },
    KeyTrial(
      "In a zoomed curve: left or right by an eighth; also Shift with left and right.",
      course: .continued,
      [
        .curve(.pan(.horizontal, -1)): [
          KeyEffect("the point further right") {
            ($1.curvePoint?.column ?? 0) >= ($0.curvePoint?.column ?? .max) + 4
          }
        ],
        .curve(.pan(.horizontal, 1)): [
          KeyEffect("the point further left") {
            ($1.curvePoint?.column ?? .max) <= ($0.curvePoint?.column ?? 0) - 4
          }
        ],
      ]
    ) {
      try $0.zoomCurve("z", "x")
    },
    KeyTrial(
      "In a zoomed curve: move down or up by an eighth.", course: .continued,
      [
        .curve(.pan(.vertical, -1)): [
          KeyEffect("the point further up") {
            ($1.curvePoint?.row ?? .max) < ($0.curvePoint?.row ?? 0)
          }
        ],
        .curve(.pan(.vertical, 1)): [
          KeyEffect("the point further down") {
            ($1.curvePoint?.row ?? 0) > ($0.curvePoint?.row ?? .max)
          }
        ],
      ]
    ) {
      try $0.zoomCurve("e", "y")
    },
    KeyTrial(
      "In Curves: a logarithmic axis for the false-positive rate, or a linear one.",
      [.toggleRateAxis: [.shows("─ log ─"), .hides("─ log ─")]]
    ) {
      try $0.go("5", "Threshold sweep")
    },
  ]
}

extension KeyEffect {
  /// The threshold goes as far as is needed for a number to change.
  static func nextThreshold(isHigher: Bool) -> KeyEffect {
    KeyEffect("the next \(isHigher ? "higher" : "lower") threshold") { before, after in
      func values(_ moment: Moment) -> [Double]? {
        let line = moment.lines.first { $0.contains("set by hand  precision") } ?? ""
        let values = ["recall ", "FPR "].compactMap {
          TerminalScreen.number(after: $0, in: line)
        }
        return values.count == 2 ? values : nil
      }
      guard let former = values(before), let next = values(after), former != next else {
        return false
      }
      // A higher threshold finds no more, and lets no more in.
      return zip(former, next).allSatisfy { isHigher ? $0 >= $1 : $0 <= $1 }
    }
  }

  /// A rule with its number is named.
  static func rule(_ name: String, _ share: Double) -> KeyEffect {
    KeyEffect("the rule \(name) \(share)") { $1.screen.number(after: name) == share }
  }
}

extension TerminalScreen {
  /// Where the threshold lies on the first curve.
  fileprivate var curvePoint: (column: Int, row: Int)? {
    for (row, line) in lines.enumerated().dropFirst(3).prefix(20) {
      let left = line.prefix(ExplorerStage.columns / 2)
      guard let place = left.firstIndex(of: "●") else { continue }
      return (left.distance(from: left.startIndex, to: place), row)
    }
    return nil
  }
}

extension ExplorerStage {
  /// Shows a quarter of an axis of the first curve.
  fileprivate func zoomCurve(_ key: String, _ axis: String) throws {
    try go("5", "Threshold sweep")
    for times in ["2", "4"] { try go(key, "─ \(axis) ×\(times) ─") }
  }
}

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

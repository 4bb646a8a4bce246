import LogitEngine
import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let compare: [KeyTrial] = [
    KeyTrial(
      "Compare: train the selected losses side by side, from the same start, on the same data.",
      [
        .compare(.start): [
          KeyEffect("all seven at work") { _, after in
            after.title.contains("7 losses side by side") && after.title.contains("LIVE")
              && after.comparedSteps.count == 7 && after.comparedSteps.allSatisfy { $0 > 2 }
          }
        ]
      ]
    ) {
      try $0.go("2", "trains these 7 losses side by side")
    },
    KeyTrial(
      "Compare: start the comparison under way anew.",
      [
        .compare(.start): [
          KeyEffect("all seven behind where they were") { before, after in
            guard let least = before.comparedSteps.min(), let most = after.comparedSteps.max()
            else { return false }
            return after.title.contains("LIVE") && before.comparedSteps.count == 7 && most < least
          }
        ]
      ]
    ) { stage in
      try stage.compare(until: 30)
      // What begins anew takes its pace from the run, and stays behind for a while.
      try stage.go("1", "Training loss")
      for pace in ["10", "5", "2"] {
        try stage.go("<", until: pace) { $0.lossPane("pace") == Double(pace) }
      }
      try stage.go("2", "losses side by side")
    },
    KeyTrial("Compare: pause the losses under way.", [.compare(.togglePause): [.title("PAUSED")]]) {
      try $0.compare()
    },
    KeyTrial(
      "Compare: go on after a pause.",
      [
        .compare(.togglePause): [
          KeyEffect("further steps") {
            guard let least = $1.comparedSteps.min(), let most = $0.comparedSteps.max() else {
              return false
            }
            return $1.title.contains("LIVE") && least > most
          }
        ]
      ]
    ) {
      try $0.compare()
      try $0.go("Space", until: "the pause") { $0.title.contains("PAUSED") }
    },
    KeyTrial(
      "Compare: put the loss under the cursor into the set, or take it out.",
      [
        .compare(.toggleSelection): [
          .shows("trains these 6 losses"), .shows("trains these 7 losses"),
        ]
      ]
    ) {
      try $0.go("2", "trains these 7 losses side by side")
    },
    KeyTrial(
      "Compare: the loss under the cursor and the baseline in turn, at full size.",
      [
        .compare(.flip): [
          .shows("d flips to cross-entropy"), .shows("(baseline)"),
          .shows("d flips to cross-entropy"),
        ]
      ]
    ) {
      try $0.compare()
      try $0.go("Down", until: "the next loss") { $0.lossCursor == 1 }
    },
    KeyTrial(
      "Compare: examples sorted by logit, shaded by their share of positives.",
      [.compare(.cycleForm): [.shows("shaded by their share of positives")]]
    ) {
      try $0.compare()
    },
    KeyTrial(
      "Compare: curves of all losses on the same axes, AUPRC by step and precision by recall.",
      [.compare(.cycleForm): [.shows("mean AUPRC of all classes, by step")]]
    ) {
      try $0.compare()
      try $0.go("v", "shaded by their share of positives")
    },
    KeyTrial(
      "Compare: back to the histograms.",
      [.compare(.cycleForm): [.shows("logits of every loss on one axis")]]
    ) {
      try $0.compare()
      try $0.go("v", "shaded by their share of positives")
      try $0.go("v", "mean AUPRC of all classes, by step")
    },
    KeyTrial(
      "Compare: measure the others against the loss under the cursor.",
      [.compare(.pinBaseline): [.shows("differences to max-margin")]]
    ) {
      try $0.compare()
      try $0.go("Down", until: "the next loss") { $0.lossCursor == 1 }
    },
    KeyTrial(
      "Compare: move the cursor over the losses.", course: .continued,
      [
        .compare(.moveCursor(-1)): [.lossCursor(by: -1)],
        .compare(.moveCursor(1)): [.lossCursor(by: 1)],
      ]
    ) {
      try $0.go("2", "trains these 7 losses side by side")
    },
  ]
}

extension TerminalScreen {
  /// The steps of all losses in the table, as far as they have begun.
  var comparedSteps: [Int] {
    lines.compactMap { line in
      guard let match = line.firstMatch(of: #/●[✓✗] ([a-z-]+) +([\d,]+) /#),
        LossKind(named: String(match.1)) != nil
      else { return nil }
      return Int(match.2.filter(\.isNumber))
    }
  }
}

extension ExplorerStage {
  /// Trains the seven losses side by side until all have taken so many steps.
  fileprivate func compare(until step: Int = 2) throws {
    try go("2", "trains these 7 losses side by side")
    try go("Enter", until: "the first steps of all") { moment in
      moment.comparedSteps.count == 7 && moment.comparedSteps.allSatisfy { $0 >= step }
    }
  }
}

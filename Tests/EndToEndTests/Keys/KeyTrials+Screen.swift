import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let screen: [KeyTrial] = [
    KeyTrial(
      "Show a view: 1 Explore, 2 Compare, 3 Classes, 4 Examples, 5 Curves, 6 Speed, 7 Learn.",
      course: .continued,
      [
        .show(.explore): [.shows("╭─ Training loss")],
        .show(.compare): [.shows("╭─ Losses to compare")],
        .show(.classes): [.shows("╭─ Classes 25 ")],
        .show(.examples): [.shows("╭─ Examples class")],
        .show(.curves): [.shows("╭─ Threshold sweep")],
        .show(.speed): [.shows("╭─ Times")],
        .show(.learn): [.shows("╭─ Lessons")],
      ]
    ) {
      try $0.go("6", "╭─ Times")
    },
    KeyTrial(
      "Give the focus to the next pane; with Shift to the one before.", course: .roundTrip,
      [
        .moveFocus(1): [
          .focus(from: "◄ class", to: "Separation"), .focus(from: "Separation", to: "Training"),
        ],
        .moveFocus(-1): [
          .focus(from: "Training", to: "Separation"), .focus(from: "Separation", to: "◄ class"),
        ],
      ]
    ) {
      try $0.watch(.looks)
    },
    KeyTrial(
      "Fill the screen with the pane that has the focus.", [.toggleExpanded: [.onlyHistogram]]),
    KeyTrial(
      "Back to all panes.", [.toggleExpanded: [.allPanes]]
    ) {
      try $0.go("f", until: "the pane alone") { !$0.shows("╭─ Separation") }
    },
    backing { try $0.go("?", "╭─ Help") },
    // With nothing to back out of Esc does nothing, and above all does not quit.
    backing {
      try $0.press("Escape")
      try $0.go("f", until: "the pane alone") { !$0.shows("╭─ Separation") }
    },
    backing { try $0.goToFirstEvaluation() },
    backing { try $0.go("u", "╭─ Offset") },
    backing { try $0.go("P", "true against false logits") },
    backing { try $0.moveThreshold() },
    backing { try $0.go("z", "· zoomed ") },
    backing { try $0.go("e", "own peaks ×2 ") },
    KeyTrial(
      "Show or hide this help.", course: .roundTrip,
      [.toggleHelp: [.shows("╭─ Help"), .hides("╭─ Help")]]),
    KeyTrial(
      "Scroll the help; PgUp and PgDn by ten lines.", course: .continued,
      [
        .scrollHelp(-1): [.scroll(by: -1)], .scrollHelp(1): [.scroll(by: 1)],
        .scrollHelp(-10): [.scroll(by: -10)], .scrollHelp(10): [.scroll(by: 10)],
      ]
    ) {
      try $0.go("?", "╭─ Help")
      try $0.go("NPage", until: "the next lines") { !$0.shows("This pane") }
    },
    KeyTrial("Draw the whole screen anew.", [.repaint: [.hides("*scribble*")]]) { stage in
      try stage.scribble("*scribble*", column: 90, row: 1)
      try stage.wait("the scribble") { $0.shows("*scribble*") }
    },
    KeyTrial(
      "Back to the shell for a while; fg returns.",
      [
        .suspend: [
          KeyEffect("the shell") { $1.screen.isAtPrompt && !$1.screen.showsHistogram }
        ]
      ]
    ).reviewed { stage in
      try stage.command("fg")
      try stage.wait("the explorer") { $0.title.contains("LIVE") && $0.screen.showsHistogram }
      return nil
    },
    KeyTrial(
      "Quit.",
      [
        .quit: [
          KeyEffect("the shell, and how the run stood") {
            $1.screen.isAtPrompt && $1.shows("mean AUPRC")
          }
        ]
      ]
    ).reviewed { stage in
      let code = try stage.exitCode()
      return code == "0\n" ? nil : "the exit code is \(code)"
    },
  ]

  /// Esc after something that it leads back from.
  static func backing(
    out enter: @escaping @Sendable (ExplorerStage) throws -> Void
  ) -> KeyTrial {
    KeyTrial(
      "Back out of help, a list, a full pane, the past, a zoom, an instrument, the threshold, a "
        + "lesson or a recorded run; never quits.", course: .roundTrip,
      [.back: [.asAtTheStart]], prepare: enter)
  }
}

extension KeyEffect {
  fileprivate static let onlyHistogram = KeyEffect("the histogram alone") {
    $1.shows("╭─ ◄ class") && !$1.shows("╭─ Separation") && !$1.shows("╭─ Training loss")
  }
  fileprivate static let allPanes = KeyEffect("all panes") {
    $1.shows("╭─ ◄ class") && $1.shows("╭─ Separation") && $1.shows("╭─ Training loss")
  }
  /// Explore as it begins: live, with all its panes, bare logits and a threshold by the rule.
  fileprivate static let asAtTheStart = KeyEffect("Explore as it was") {
    allPanes.isThere($0, $1) && $1.title.contains("LIVE") && $1.shows("best-F1 threshold")
      && !$1.shows("+offset") && $1.shows("own peaks · bin")
  }

  fileprivate static func scroll(by lines: Int) -> KeyEffect {
    KeyEffect("the help \(lines) lines on") { before, after in
      let rows = 11...20
      return before.lines.count > 31
        && rows.allSatisfy { before.lines[$0] == after.lines[$0 - lines] }
    }
  }
}

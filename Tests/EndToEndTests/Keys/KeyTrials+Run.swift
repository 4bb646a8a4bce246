@testable import ExplorerUI

extension KeyTrial {
  static let run: [KeyTrial] = [
    KeyTrial("Pause the training.", [.togglePause: [.title("PAUSED")]]),
    KeyTrial(
      "Go on after a pause.",
      [
        .togglePause: [
          KeyEffect("further steps") {
            $1.title.contains("LIVE") && ($1.step ?? 0) > ($0.step ?? .max)
          }
        ]
      ]
    ) {
      try $0.go("Space", until: "the pause") { $0.title.contains("PAUSED") }
    },
    KeyTrial(
      "Take one training step, evaluate, and stay paused.",
      [
        .step: [
          KeyEffect("the pause, a step later") {
            $1.title.contains("PAUSED") && ($1.step ?? 0) > ($0.step ?? .max)
          },
          KeyEffect("the evaluation of the next step") {
            $1.title.contains("PAUSED") && $1.step == $0.step.map { $0 + 1 }
          },
        ]
      ]),
    KeyTrial(
      "Start the run again with the loss it has.",
      [.restart: [.newRun(of: "cross-entropy")]]
    ) {
      try $0.slowDownLate()
    },
    KeyTrial(
      "Learning rate down or up, in steps of 1, 2, 5.", course: .continued,
      [
        .changeLearningRate(-1): [.roundStep("learning rate", isUp: false)],
        .changeLearningRate(1): [.roundStep("learning rate", isUp: true)],
      ]),
    KeyTrial(
      "Train slower, to watch, or faster, up to full speed.", course: .continued,
      [
        .changePace(-1): [.roundStep("pace", isUp: false)],
        .changePace(1): [
          .roundStep("pace", isUp: true), .roundStep("pace", isUp: true),
        ],
      ]),
    KeyTrial(
      "Train slower, to watch, or faster, up to full speed.",
      [.changePace(1): [.shows("full speed")]]
    ) { stage in
      for pace in ["50", "100", "200", "500"] {
        try stage.go(">", until: pace) { $0.lossPane("pace") == Double(pace) }
      }
    },
  ]
}

extension KeyEffect {
  /// A run with a loss begins anew.
  static func newRun(of loss: String) -> KeyEffect {
    KeyEffect("a new run with \(loss)") { before, after in
      guard let step = after.step, let former = before.step else { return false }
      return after.title.contains("LIVE") && after.title.contains(" \(loss) ")
        && step < former / 2
    }
  }

  /// A setting of the pane of losses goes to the next of 1, 2, 5, 10, 20 and so on.
  static func roundStep(_ name: String, isUp: Bool) -> KeyEffect {
    KeyEffect("the \(name) \(isUp ? "up" : "down") to the next of 1, 2, 5") { before, after in
      guard let former = before.lossPane(name), let next = after.lossPane(name) else {
        return false
      }
      let decades = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000]
      let steps = decades.flatMap { [$0, 2 * $0, 5 * $0] }
      let expected =
        isUp ? steps.first { $0 > former * 1.01 } : steps.last { $0 < former * 0.99 }
      return expected.map { abs(next / $0 - 1) < 1e-6 } ?? false
    }
  }
}

extension Moment {
  /// The value of a setting in the pane of losses.
  func lossPane(_ name: String) -> Double? { screen.number(after: "│ \(name) ") }
}

extension ExplorerStage {
  /// Waits until the run has taken some steps and makes it so slow that a new one stays behind for
  /// a while.
  func slowDownLate() throws {
    try wait("forty steps") { ($0.step ?? 0) >= 40 }
    for pace in ["10", "5", "2"] {
      try go("<", until: pace) { $0.lossPane("pace") == Double(pace) }
    }
  }
}

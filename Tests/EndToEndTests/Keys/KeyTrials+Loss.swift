import LogitEngine

@testable import ExplorerUI

extension KeyTrial {
  static let loss: [KeyTrial] = [
    KeyTrial(
      "Move the cursor over the losses.", course: .continued,
      [
        .moveLossCursor(-1): [.lossCursor(by: -1)], .moveLossCursor(1): [.lossCursor(by: 1)],
      ]),
    KeyTrial(
      "Start the run again with the loss under the cursor.",
      [.restartWithLoss: [.newRun(of: "max-margin")]]
    ) {
      try $0.slowDownLate()
      try $0.go("Down", until: "the next loss") { $0.lossCursor == 1 }
    },
    KeyTrial(
      "Go on training the same network with the loss under the cursor.",
      [
        .applyLoss: [
          KeyEffect("further steps with max-margin") {
            $1.title.contains("LIVE") && $1.title.contains(" max-margin ")
              && ($1.step ?? 0) > ($0.step ?? .max)
          }
        ]
      ]
    ) {
      try $0.wait("some steps") { ($0.step ?? 0) > 6 }
      try $0.go("Down", until: "the next loss") { $0.lossCursor == 1 }
    },
  ]
}

extension KeyEffect {
  /// The cursor goes from one loss to another.
  static func lossCursor(by rows: Int) -> KeyEffect {
    .moves("the loss under the cursor", by: rows, roundOf: LossKind.everyKind.count) {
      $0.lossCursor
    }
  }
}

import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let datasets: [KeyTrial] = [
    KeyTrial(
      "List the datasets, to train on another, or on a file of your own.",
      [
        .datasets(.list): [
          KeyEffect("the list") {
            $1.shows("╭─ Train on another dataset") && $1.shows("fashion-mnist")
          }
        ]
      ]),
    KeyTrial(
      "Datasets: move the cursor; letters narrow the list down.", course: .continued,
      [
        .datasets(.move(-1)): [.moves("the cursor", by: -1) { $0.chosenDataset }],
        .datasets(.move(1)): [.moves("the cursor", by: 1) { $0.chosenDataset }],
      ]
    ) { stage in
      try stage.watch(.looks)
      try stage.go("i", "fashion-mnist")
      try stage.go("Down", until: "the next dataset") { $0.chosenDataset == 1 }
    },
    KeyTrial(
      "Datasets: train on the one under the cursor.",
      [
        .datasets(.open): [
          KeyEffect("a run on the digits") {
            $1.title.contains("digits") && $1.title.contains("LIVE") && $1.screen.showsHistogram
          }
        ]
      ]
    ) { stage in
      try stage.go("i", "fashion-mnist")
      try stage.type("digit")
      try stage.wait("the digits alone") { !$0.shows("fashion-mnist") && $0.shows("trains on it") }
    },
  ]
}

extension TerminalScreen {
  /// The dataset under the cursor, by its place on the screen.
  fileprivate var chosenDataset: Int? {
    chosenLine(inBox: "Train on another dataset", column: 2, count: 3)
  }
}

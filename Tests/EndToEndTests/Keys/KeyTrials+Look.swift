@testable import ExplorerUI

extension KeyTrial {
  static let look: [KeyTrial] = [
    KeyTrial(
      "Threshold mode: move the threshold by a column; with Shift, or H and L, by ten.",
      course: .continued,
      Dictionary(
        uniqueKeysWithValues: [-1, 1, -10, 10].map { columns in
          (
            .moveThreshold(columns),
            [.moves("the line of the threshold", by: columns) { $0.thresholdColumn }]
          )
        })
    ) {
      try $0.go("t", "move threshold")
    },
    KeyTrial(
      "In the list of classes: the class before, the class after.", course: .continued,
      [.changeClass(-1): [.chosenClass(by: -1)], .changeClass(1): [.chosenClass(by: 1)]]
    ) { stage in
      try stage.watch(.looks)
      // From the histogram back to the losses, and from there to the last pane.
      for pane in ["Loss ", "Classes"] {
        try stage.moveFocus("BTab", to: pane)
      }
    },
    KeyTrial(
      "The class before, the class after.", course: .roundTrip,
      [.changeClass(-1): [.chosenClass(by: -1)], .changeClass(1): [.chosenClass(by: 1)]]),
    KeyTrial(
      "Ten classes back, ten classes on.", course: .roundTrip,
      [.changeClass(-10): [.chosenClass(by: -10)], .changeClass(10): [.chosenClass(by: 10)]]),
    KeyTrial(
      "The first class, the last class.", course: .continued,
      [
        .firstClass: [.becomes("class", 0) { $0.classIndex }],
        .lastClass: [.becomes("class", ExplorerStage.classCount - 1) { $0.classIndex }],
      ]),
    KeyTrial(
      "Threshold mode: left and right move the threshold.",
      [.toggleThreshold: [.shows("move threshold")]]),
    KeyTrial(
      "Threshold mode: keep the threshold where it is.",
      [
        .toggleThreshold: [
          KeyEffect("the end of the mode, and the threshold where it was") {
            !$1.shows("move threshold") && $1.thresholdColumn == $0.thresholdColumn
              && $1.shows("this threshold mistakes")
          }
        ]
      ]
    ) {
      try $0.moveThreshold()
    },
    KeyTrial(
      "Let the threshold follow the best F1 again.",
      [
        .followBestThreshold: [
          KeyEffect("the best-F1 threshold, elsewhere") {
            $1.shows("best-F1 threshold") && $1.thresholdColumn != $0.thresholdColumn
          }
        ]
      ]
    ) {
      try $0.moveThreshold()
    },
    KeyTrial(
      "Bars to their own peaks, as density, count or log count.", course: .roundTrip,
      [
        .cycleScale: [
          .shows("density · bin"), .shows("─ count · bin"), .shows("log count · bin"),
          .shows("own peaks · bin"),
        ]
      ]),
  ]
}

extension KeyEffect {
  /// Another class is chosen, and its name stands in the title of a pane.
  static func chosenClass(by places: Int) -> KeyEffect {
    .moves("the class", by: places, roundOf: ExplorerStage.classCount) { $0.classIndex }
  }
}

extension ExplorerStage {
  /// Sets the threshold by hand, some columns from where it was.
  func moveThreshold() throws {
    try go("t", "move threshold")
    try go("L", "this threshold mistakes")
  }

  /// Moves the focus until a pane has it, named by the beginning of its title.
  func moveFocus(_ key: String, to pane: String) throws {
    let border = try now().screen.lookOfFrame(pane)
    try go(key, until: "the focus on \(pane)") { $0.screen.lookOfFrame(pane) != border }
  }
}

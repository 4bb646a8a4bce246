import LogitEngine
import TestSupport

@testable import ExplorerUI

extension KeyTrial {
  static let runs: [KeyTrial] = [
    KeyTrial("List the recorded runs.", [.runs(.list): [.shows("► unfinished ")]]) {
      try $0.recordRuns()
    },
    KeyTrial(
      "Recorded runs: move the cursor; PgUp and PgDn by a page, Home and End to the ends.",
      course: .continued,
      [
        .runs(.move(-1)): [.moves("the cursor", by: -1) { $0.runPlace }],
        .runs(.move(1)): [.moves("the cursor", by: 1) { $0.runPlace }],
        .runs(.movePage(-1)): [.becomes("run", 1) { $0.runPlace }],
        .runs(.movePage(1)): [.becomes("run", 4) { $0.runPlace }],
        .runs(.move(-1_000_000)): [.becomes("run", 1) { $0.runPlace }],
        .runs(.move(1_000_000)): [.becomes("run", 4) { $0.runPlace }],
      ]
    ) {
      try $0.browse(to: "beta")
    },
    KeyTrial(
      "Recorded runs: show those with what is typed in name, loss, dataset or status.",
      [
        .runs(.openFilter): [
          KeyEffect("a field that takes what is typed") { $1.shows("Recorded runs / ") }
        ]
      ]
    ) {
      try $0.browse(to: "alpha")
    },
    KeyTrial(
      "Recorded runs: keep what has been typed as a filter.",
      [
        .runs(.keepFilter): [
          KeyEffect("the filter, and the keys of the list") {
            $1.shows("Recorded runs /alp 1 of ") && $1.hints.contains("pin")
          }
        ]
      ]
    ) {
      try $0.filterRuns()
    },
    KeyTrial(
      "Recorded runs: clear the filter.",
      [
        .runs(.clearFilter): [
          KeyEffect("all runs") { !$1.shows("/alp") && $1.shows("beta") && $1.shows("► alpha ") }
        ]
      ]
    ) {
      try $0.filterRuns()
    },
    KeyTrial(
      "Recorded runs: show the run, while the training goes on.",
      [
        .runs(.open): [
          KeyEffect("the recorded run at its end") {
            $1.title.contains("■ REPLAY") && $1.step == 120 && $1.screen.showsHistogram
          }
        ]
      ]
    ) {
      try $0.browse(to: "alpha")
    },
    KeyTrial(
      "With a recorded run shown: back to the training.",
      [.runs(.returnToTraining): [.title("LIVE")]]
    ) {
      try $0.browse(to: "alpha")
      try $0.go("Enter", until: "the run") { $0.title.contains("■ REPLAY") }
    },
    KeyTrial(
      "With a recorded run: play and stop.",
      [
        .togglePlayback: [
          .title("► REPLAY"),
          KeyEffect("a stop on the way") { before, after in
            guard let timeline = after.timeline else { return false }
            return !after.title.contains("►") && timeline.place < timeline.count
          },
        ]
      ]
    ) {
      try $0.browse(to: "alpha")
      try $0.go("Enter", until: "the run") { $0.title.contains("■ REPLAY") }
    },
    backing { try $0.browse(to: "alpha") },
    backing {
      try $0.browse(to: "alpha")
      try $0.go("Enter", until: "the run") { $0.title.contains("■ REPLAY") }
    },
    KeyTrial(
      "Recorded runs: measure others against the run, in Compare; or no longer.",
      [.runs(.pin): [.shows("baseline: alpha, cross-entropy"), .hides("baseline: ")]]
    ) {
      try $0.browse(to: "alpha")
    },
    KeyTrial(
      "Recorded runs: choose the loss of a fork.", course: .continued,
      [
        .runs(.changeLoss(-1)): [.forkLoss(by: -1)], .runs(.changeLoss(1)): [.forkLoss(by: 1)],
      ]
    ) {
      try $0.browse(to: "alpha")
    },
    KeyTrial(
      "Recorded runs: delete the run, after a question.",
      [.runs(.askToDelete): [.shows("Delete 'alpha' with everything in it?")]]
    ) {
      try $0.browse(to: "alpha")
    },
    KeyTrial(
      "Recorded runs: keep the run, when asked.",
      [
        .runs(.keep): [
          KeyEffect("the run, and no question") { !$1.shows("Delete '") && $1.shows("► alpha ") }
        ]
      ]
    ) {
      try $0.browse(to: "alpha")
      try $0.go("D", "Delete 'alpha'")
    },
    KeyTrial(
      "Recorded runs: delete the run, when asked.",
      [
        .runs(.delete): [
          KeyEffect("the list without it") { !$1.shows("doomed") && $1.shows("► ") }
        ]
      ]
    ) {
      try $0.browse(to: "doomed")
      try $0.go("D", "Delete 'doomed'")
    },
    KeyTrial(
      "Recorded runs: go on with the run; from a shown moment of its past, in a new record.",
      [
        .runs(.resume): [
          KeyEffect("a training from there on") { before, after in
            after.title.contains("LIVE") && after.title.contains(" nce ")
              && (after.step ?? .max) < (before.recordedStep ?? 0)
          }
        ]
      ]
    ) { stage in
      try stage.browse(to: "unfinished")
      try stage.go("Enter", until: "the run") { $0.title.contains("■ REPLAY") }
      try stage.go("{", until: "its first moment") { $0.step == 0 }
      try stage.browse(to: "unfinished")
    },
    KeyTrial(
      "Recorded runs: train the run's network on with another loss, as a new run.",
      [
        .runs(.fork): [
          KeyEffect("further steps with another loss") { before, after in
            after.title.contains("LIVE") && after.title.contains(" max-margin ")
              && (after.step ?? 0) > (before.recordedStep ?? .max)
          }
        ]
      ]
    ) { stage in
      try stage.browse(to: "unfinished")
      try stage.go("Right", "← max-margin →")
    },
    // The last, since it changes a run that the others begin from.
    KeyTrial(
      "Recorded runs: go on with the run; from a shown moment of its past, in a new record.",
      [
        .runs(.resume): [
          KeyEffect("further steps of the run") { before, after in
            after.title.contains("LIVE") && after.title.contains(" nce ")
              && (after.step ?? 0) > (before.recordedStep ?? .max)
          }
        ]
      ]
    ) {
      try $0.browse(to: "unfinished")
    },
  ]
}

extension KeyEffect {
  fileprivate static func forkLoss(by places: Int) -> KeyEffect {
    .moves("the loss of the fork", by: places, roundOf: LossKind.everyKind.count) {
      $0.lossOfFork
    }
  }
}

extension TerminalScreen {
  /// The loss that a fork would be trained with, by its place in the list.
  fileprivate var lossOfFork: Int? {
    guard let match = text.firstMatch(of: #/← ([a-z-]+) →/#) else { return nil }
    return LossKind.everyKind.firstIndex { $0.name == match.1 }
  }

  /// How far the run under the cursor has come.
  fileprivate var recordedStep: Int? {
    guard let line = lines.first(where: { $0.contains("► ") }) else { return nil }
    return Self.fraction(line)?.place
  }
}

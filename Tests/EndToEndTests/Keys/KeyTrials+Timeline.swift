@testable import ExplorerUI

extension KeyTrial {
  static let timeline: [KeyTrial] = [
    KeyTrial(
      "Show the evaluation before.",
      [
        .moveInTimeline(-1): [
          .moves("the shown evaluation", by: -1) { $0.timeline?.place },
          .moves("the shown evaluation", by: -1) { $0.timeline?.place },
        ]
      ]
    ) { stage in
      try stage.goToFirstEvaluation()
      for place in 2...3 {
        try stage.go(".", until: "evaluation \(place)") { $0.timeline?.place == place }
      }
    },
    KeyTrial(
      "Show the evaluation before.", [.moveInTimeline(-1): [.title("PAST")]]
    ) {
      try $0.waitForEvaluations()
    },
    KeyTrial(
      "In the past: show the evaluation after.", course: .continued,
      [
        .moveInTimeline(1): [
          KeyEffect("the next evaluation, of a later step") {
            $1.title.contains("PAST") && $1.timeline?.place == $0.timeline.map { $0.place + 1 }
              && ($1.step ?? 0) > ($0.step ?? .max)
          }
        ]
      ]
    ) {
      try $0.goToFirstEvaluation()
    },
    KeyTrial(
      "Show the first evaluation.",
      [
        .moveToEnd(isLast: false): [
          KeyEffect("the first evaluation, while the training goes on") {
            $1.title.contains("PAST") && $1.title.contains("live at")
              && $1.timeline?.place == 1 && $1.step == 0
          }
        ]
      ]
    ) {
      try $0.waitForEvaluations()
    },
    KeyTrial(
      "Return to the latest evaluation and follow the training.",
      [
        .moveToEnd(isLast: true): [
          KeyEffect("the latest evaluation") { before, after in
            guard let timeline = after.timeline, let former = before.timeline else { return false }
            return after.title.contains("LIVE") && timeline.place == timeline.count
              && timeline.count > former.count
          }
        ]
      ]
    ) {
      try $0.goToFirstEvaluation()
    },
    KeyTrial(
      "Play the evaluations from here, or all of them.",
      [
        .togglePlayback: [
          KeyEffect("the evaluations from the first on") { before, after in
            guard let place = after.timeline?.place, let former = before.timeline else {
              return false
            }
            return after.title.contains("► REPLAY") && place < former.count
          }
        ]
      ]
    ) {
      try $0.waitForEvaluations()
    },
    KeyTrial(
      "Play the evaluations from here, or all of them.",
      [
        .togglePlayback: [
          KeyEffect("the evaluation after this one") {
            $1.title.contains("► REPLAY") && ($1.timeline?.place ?? 0) > ($0.timeline?.place ?? 0)
          }
        ]
      ]
    ) {
      try $0.goToFirstEvaluation()
      try $0.go(".", until: "the second") { $0.timeline?.place == 2 }
    },
    KeyTrial(
      "Stop playing.",
      [
        .togglePlayback: [
          KeyEffect("the past") {
            $1.title.contains("PAST") && !$1.title.contains("REPLAY")
          }
        ]
      ]
    ) {
      try $0.play()
    },
    KeyTrial(
      "Play slower or faster: ×1/2 to ×16, ×1 being two evaluations a second.", course: .continued,
      [
        .changeSpeed(-1): [.title("REPLAY ×1/2 ")],
        .changeSpeed(1): [
          .title("REPLAY ×1 "), .title("REPLAY ×2 "), .title("REPLAY ×4 "),
        ],
      ]
    ) {
      try $0.play()
    },
    KeyTrial(
      "Keep one axis for the logits of the whole run, or let it follow.", course: .roundTrip,
      [.toggleAxisLock: [.shows("axis locked"), .hides("axis locked")]]),
  ]
}

extension ExplorerStage {
  /// Waits until there are some moments to look at.
  func waitForEvaluations() throws {
    try wait("evaluations") { ($0.timeline?.count ?? 0) >= 10 }
  }

  func goToFirstEvaluation() throws {
    try waitForEvaluations()
    try go("{", until: "the first") { $0.timeline?.place == 1 && $0.title.contains("PAST") }
  }

  func play() throws {
    try waitForEvaluations()
    try go("p", until: "playing") { $0.title.contains("► REPLAY ×1 ") }
  }
}

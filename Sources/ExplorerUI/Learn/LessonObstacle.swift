extension LessonStep {
  /// What is said of a step that trains where there is nothing to train.
  static let withoutTraining = Wording(
    brief: "Nothing to train: \(key: .next) goes on",
    full: """
      \(words: \.originOfLogits) no network to train: \(key: .next) goes on. \
      \(value: \.liveCommand) does this step live.
      """)

  /// The same where a training waits behind a recorded run.
  static let beforeTraining = Wording(
    brief: "Press \(key: .training): to the training",
    full: """
      \(words: \.originOfLogits) no network to train: \(key: .training) goes back to the training, \
      \(key: .next) goes on without.
      """)
}

extension LessonContext {
  /// Why the step under way cannot be done with these logits; nil where it can.
  var obstacle: LessonStep.Wording? {
    guard state.isWithoutNetwork, state.learn.progress?.current.isTraining == true else {
      return nil
    }
    return state.isTrainingBehind ? LessonStep.beforeTraining : LessonStep.withoutTraining
  }

  fileprivate var originOfLogits: String {
    state.origin == .training ? "A recorded run has" : "Logits alone have"
  }

  /// The command that begins the lesson on a live training.
  fileprivate var liveCommand: String {
    let lesson = state.learn.progress.map { " " + Lesson.all[$0.lesson].name } ?? ""
    return "logitscope learn" + lesson
  }
}

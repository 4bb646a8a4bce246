import LogitEngine

extension ExplorerState {
  /// Whether an evaluation before the latest is shown.
  var isInPast: Bool { !shownTimeline.isFollowing }

  /// The evaluations that the shown view can show: those of the run, or of the compared losses.
  var shownTimeline: Timeline {
    showsComparison ? comparison.leader?.timeline ?? Timeline() : timeline
  }

  /// The moment that is shown: that of the run, or of an earlier evaluation.
  var shownMoment: TrainingMoment {
    isInPast || showsComparison ? shownTimeline.shown?.moment ?? moment : moment
  }

  /// The loss in force at the shown moment; where nobody knows it, the one under the cursor.
  var shownLoss: Loss {
    guard isLossKnown else { return lossUnderCursor }
    return isInPast ? timeline.shown?.loss ?? loss : loss
  }

  /// The learning rate in force at the shown moment.
  var shownLearningRate: Double {
    isInPast
      ? timeline.shown?.learningRate ?? configuration.learningRate
      : configuration.learningRate
  }

  /// The metrics of the latest evaluation, whichever is shown.
  public var latestReport: EvaluationReport? { timeline.entries.last?.report }

  /// Whether there is an evaluation before the one that is shown.
  public var hasEvaluationBefore: Bool { (shownTimeline.shownIndex ?? 0) > 0 }

  /// When the explorer must be told the time; nil while nothing moves by itself.
  public var nextDeadline: Duration? { playback.map { $0.due ?? .zero } }

  /// Whether there is more than one moment, and something on the screen that shows which it is.
  var hasTimeline: Bool { isViewShown && shownTimeline.entries.count > 1 }

  /// Whether a trainer is there, or can be started.
  var canTrain: Bool { !isWithoutNetwork && phase != .starting }

  /// Whether the logits are all there is: those of a recorded run, or of another program.
  var isWithoutNetwork: Bool { origin != .training || recordedName != nil }
}

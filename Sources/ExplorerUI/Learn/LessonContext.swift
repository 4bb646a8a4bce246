import LogitEngine

/// What a step of a lesson began with.
struct LessonMoment: Sendable {
  var classIndex: Int
  var threshold: Double?
  var rule: ThresholdRule
  var offsetSpread: Double
  /// The step of the shown evaluation; nil before the first.
  var step: Int?
  /// The loss that the shown logits were trained with; nil where nobody knows it.
  var loss: Loss?
  var metrics: MetricValues

  init(_ state: ExplorerState) {
    classIndex = state.classIndex
    threshold = state.threshold
    rule = state.thresholdRule
    offsetSpread = state.lens.offsetSpread
    step = state.evaluation?.moment.step
    loss = state.evaluatedLoss
    metrics = state.metrics
  }
}

/// What a text of a lesson can speak of: the state, and what the step began with.
struct LessonContext: Sendable {
  let state: ExplorerState
  let start: LessonMoment

  init(_ state: ExplorerState, since start: LessonMoment) {
    self.state = state
    self.start = start
  }

  // What goals go by.

  /// Whether the shown logits have been trained for a good part of the run.
  var isTrained: Bool {
    guard state.evaluation != nil else { return false }
    if case .ended = state.phase { return true }
    return state.progress >= 0.25
  }

  /// Whether the shown logits have been trained at least as long as those that the step began
  /// with.
  var isTrainedAsLong: Bool {
    guard let step = state.evaluation?.moment.step else { return false }
    return isTrained && step >= start.step ?? 0
  }

  // What texts speak of.

  var classLabel: String { state.classLabel(state.classIndex) }

  var positiveCount: String { count { $0.positives.count } }

  var negativeCount: String { count { $0.negatives.count } }

  private func count(_ count: (ClassScores) -> Int) -> String {
    state.classView.map { NumberText.integer(count($0.scores)) } ?? NumberText.undefined
  }

  /// The fraction of the test examples that are of the class.
  var positiveShare: String {
    guard let scores = state.classView?.scores else { return NumberText.undefined }
    let all = scores.positives.count + scores.negatives.count
    return all == 0
      ? NumberText.undefined
      : NumberText.percent(Double(scores.positives.count) / Double(all))
  }

  var smallestPositive: String { logit(state.classView?.scores.positives.first) }

  var largestNegative: String { logit(state.classView?.scores.negatives.last) }

  private func logit(_ logit: Double?) -> String { Metric.threshold.format(logit) }

  /// What the smallest positive and the largest negative mean for thresholds.
  var separation: String {
    guard let margin = state.metrics[.classMargin] else { return "" }
    return margin > 0
      ? "Any threshold between them is right about all."
      : "They have crossed: no threshold is right about all."
  }

  /// The loss that the shown logits were trained with.
  var loss: String { state.evaluatedLoss?.kind.name ?? "unknown loss" }

  /// The loss that the logits at the beginning of the step were trained with.
  var formerLoss: String { start.loss?.kind.name ?? "unknown loss" }

  var step: String { state.evaluation.map { NumberText.integer($0.moment.step) } ?? "0" }

  var formerStep: String { start.step.map { NumberText.integer($0) } ?? "0" }

  var rule: String { state.thresholdSource }

  /// One positive in so many examples, as the prevalence dial says.
  var prevalence: String {
    guard let prevalence = state.prevalence else { return positiveShare }
    return "1 in " + NumberText.integer(Int((1 / prevalence).rounded()))
  }

  var networkName: String {
    state.run?.networkName ?? state.configuration.network.architecture.rawValue
  }
}

extension ExplorerState {
  /// The loss in force when the shown logits were evaluated; nil where nobody knows it.
  var evaluatedLoss: Loss? { isLossKnown ? timeline.shown?.loss : nil }
}

import LogitEngine

extension ExplorerState {
  /// Takes in what the trainer, or another source of logits, has reported.
  mutating func handle(_ event: TrainingEvent) -> [ExplorerEffect] {
    if case .started(let description) = event { return begin(description) }
    // Between a restart and its start only the old trainer can speak, and it is history.
    guard phase != .starting else { return [] }
    switch event {
    case .started, .checkpointed: break
    case .progress(let progress): take(progress)
    case .evaluated(let evaluation): take(evaluation)
    case .changed(let status): take(status)
    case .ended(let summary):
      if let last = summary.lastEvaluation, last.moment != timeline.entries.last?.moment {
        take(last)
      }
      end(summary)
    }
    return []
  }

  mutating func begin(_ description: RunDescription) -> [ExplorerEffect] {
    let isFirst = run == nil
    run = description
    datasetName = description.datasetName
    classNames = description.classNames
    dataNotes = dataNotes == description.origin.notes ? dataNotes : []
    add(notes: description.origin.notes)
    configuration = description.configuration
    phase = .running
    moment = TrainingMoment(step: 0, epoch: 0)
    timeline = Timeline()
    playback = nil
    recordedName = nil
    recordedID = nil
    isFollowed = false
    evaluation = nil
    previousReport = nil
    previousOverlap = nil
    classView = nil
    axisRange = nil
    // Before the first run, it can only be the one that the explorer was told to begin with.
    if !isFirst { userThreshold = nil }
    ruleThreshold = nil
    pooledRuleThreshold = nil
    classCurves = nil
    speed.resumesTraining = false
    isMovingThreshold = false
    drag = nil
    examplesPerSecond = nil
    secondsRemaining = nil
    secondsElapsed = 0
    lossSeries = StepSeries()
    classHistory = ClassHistory()
    health = RunHealth()
    toldHealth = []
    classIndex = min(classIndex, max(0, description.classNames.count - 1))
    if isFirst { lossCursor = LossKind.everyKind.firstIndex(of: loss.kind) ?? 0 }
    // The pace is the user's and outlives the run; a new trainer does not know it.
    let pace = stepsPerSecondLimit.map { [ExplorerEffect.send(.setStepsPerSecondLimit($0))] } ?? []
    return keepComparison(for: description) + pace
  }

  /// Keeps what was assumed in reading the data for the help screen, and says what is new of it.
  mutating func add(notes: [String]) {
    let new = notes.filter { !dataNotes.contains($0) }
    dataNotes += new
    guard let first = new.first, notice == nil || !showsNotices else { return }
    _ = show(notice: first + (new.count > 1 ? " · \(new.count - 1) more under ?" : ""))
  }

  mutating func take(_ status: RunStatus) {
    configuration.loss = status.loss
    configuration.learningRate = status.learningRate
    stepsPerSecondLimit = status.stepsPerSecondLimit
    if phase.isActive { phase = status.isPaused ? .paused : .running }
  }

  mutating func end(_ summary: TrainingSummary) {
    moment = summary.moment
    examplesPerSecond = summary.examplesPerSecond
    secondsElapsed = summary.seconds
    secondsRemaining = nil
    phase = .ended(wasStopped: summary.wasStopped)
  }

  mutating func take(_ progress: TrainingProgress) {
    moment = progress.moment
    examplesPerSecond = progress.examplesPerSecond
    secondsElapsed = progress.secondsElapsed
    secondsRemaining = progress.secondsRemaining
    let batch = Double(max(1, configuration.batchSize))
    if stepsPerSecondLimit == nil, progress.examplesPerSecond.isFinite {
      fastestStepsPerSecond = max(fastestStepsPerSecond, progress.examplesPerSecond / batch)
    }
    var step = progress.moment.step - progress.losses.count
    for loss in progress.losses {
      step += 1
      lossSeries.append(Double(loss), step: step)
    }
    checkHealth(progress)
  }

  /// Takes in an evaluation that a later one is about to follow.
  mutating func handle(passed evaluation: Evaluation) -> [ExplorerEffect] {
    if phase != .starting { remember(evaluation) }
    return []
  }

  private mutating func take(_ evaluation: Evaluation) {
    remember(evaluation)
    if timeline.isFollowing {
      if !showsComparison { playback = nil }
      _ = refreshShown()
    } else if isAxisLocked {
      refreshAxis()
    }
  }

  private mutating func remember(_ evaluation: Evaluation) {
    if evaluation.moment.step >= moment.step { moment = evaluation.moment }
    classHistory.append(step: evaluation.moment.step, report: evaluation.report)
    timeline.append(
      Timeline.Entry(
        moment: evaluation.moment, trainingLoss: evaluation.trainingLoss,
        report: evaluation.report, loss: loss, learningRate: configuration.learningRate,
        snapshot: evaluation.snapshot, ranges: LogitRanges(evaluation.snapshot)))
  }
}

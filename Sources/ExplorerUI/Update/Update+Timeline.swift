import LogitEngine

extension ExplorerState {
  /// Shows another evaluation of the timeline.
  mutating func showEvaluation(_ index: Int) -> [ExplorerEffect] {
    if showsComparison {
      comparison.show(index)
      return []
    }
    // From now on it is the user who says which is shown.
    initialStep = nil
    guard let lastIndex = timeline.lastIndex else { return [] }
    let index = index.clamped(to: 0...lastIndex)
    guard index != timeline.shownIndex else { return [] }
    timeline.show(index)
    return refreshShown()
  }

  /// Moves by evaluations and stops playing.
  mutating func moveInTimeline(by count: Int) -> [ExplorerEffect] {
    playback = nil
    guard let shownIndex = shownTimeline.shownIndex else { return [] }
    return showEvaluation(shownIndex + count)
  }

  /// Moves to the first or the latest evaluation and stops playing.
  mutating func moveToEnd(isLast: Bool) -> [ExplorerEffect] {
    playback = nil
    return showEvaluation(isLast ? .max : 0)
  }

  /// Plays from where it is, or from the beginning when it is at the end; or stops.
  mutating func togglePlayback() -> [ExplorerEffect] {
    guard playback == nil else {
      playback = nil
      return []
    }
    playback = Playback()
    return isInPast ? [] : showEvaluation(0)
  }

  mutating func changeSpeed(_ direction: Int) {
    speedExponent = (speedExponent + direction).clamped(to: Playback.exponents)
    playback?.due = nil
  }

  mutating func toggleAxisLock() {
    isAxisLocked.toggle()
    refreshAxis()
  }

  /// Goes on to the evaluation that is due by now.
  mutating func handle(time: Duration) -> [ExplorerEffect] {
    guard let playback, let shownIndex = shownTimeline.shownIndex else { return [] }
    let interval = Playback.interval(exponent: speedExponent)
    guard let due = playback.due else {
      self.playback?.due = time + interval
      return []
    }
    guard time >= due else { return [] }
    // Whoever has slept through many of them sees only the last.
    let passed = Int(min((time - due) / interval, 1000)) + 1
    self.playback?.due = due + interval * passed
    let effects = showEvaluation(shownIndex + passed)
    if !isInPast { self.playback = nil }
    return effects
  }

  /// Takes in logits of a recorded run.
  mutating func take(fetched evaluations: [Int: Evaluation]) -> [ExplorerEffect] {
    for (index, evaluation) in evaluations {
      timeline.fill(index, with: evaluation.snapshot)
    }
    // What is missing now could not be fetched.
    _ = refreshShown()
    return []
  }

  /// Takes in where logits of a recorded run lie.
  mutating func take(ranges: [LogitRanges], from first: Int) -> [ExplorerEffect] {
    timeline.fill(from: first, with: ranges)
    refreshAxis()
    return []
  }

  /// Takes in a recorded run and shows its last evaluation.
  mutating func take(_ replayed: ReplayedRun) -> [ExplorerEffect] {
    _ = begin(replayed.description)
    recordedName = replayed.name
    recordedID = replayed.id
    take(replayed.events)
    secondsRemaining = nil
    phase = .ended(wasStopped: true)
    isFollowed = replayed.isFollowed
    if let summary = replayed.summary { end(summary) }
    if let index = initialStep.flatMap({ timeline.index(nearestTo: Double($0)) }) {
      timeline.show(index)
    }
    return refreshShown()
  }

  /// Takes in what has been recorded since.
  mutating func take(_ more: ReplayedRun.Extension) -> [ExplorerEffect] {
    guard recordedName != nil else { return [] }
    add(notes: more.notes)
    let shown = timeline.shown?.moment
    take(more.events)
    isFollowed = more.isFollowed
    if let summary = more.summary {
      end(summary)
    } else if !more.isFollowed, origin == .training {
      secondsRemaining = nil
      notice = "the recording was interrupted"
      showsNotices = true
    }
    if let index = initialStep.flatMap({ timeline.index(nearestTo: Double($0)) }) {
      timeline.show(index)
    }
    // A file may have been written anew.
    if timeline.shown?.moment != shown || timeline.shown?.snapshot == nil { return refreshShown() }
    if isAxisLocked { refreshAxis() }
    return []
  }

  private mutating func take(_ events: [ReplayedRun.Event]) {
    for event in events {
      switch event {
      case .progress(let progress): take(progress)
      case .changed(let status): take(status)
      case .evaluated(let index, let moment, let trainingLoss, let report):
        if moment.step >= self.moment.step { self.moment = moment }
        classHistory.append(step: moment.step, report: report)
        guard let index else { continue }
        timeline.append(
          Timeline.Entry(
            moment: moment, trainingLoss: trainingLoss, report: report, loss: loss,
            learningRate: configuration.learningRate, sourceIndex: index))
      }
    }
  }

  /// Brings everything that is shown of an evaluation to that of the timeline.
  mutating func refreshShown() -> [ExplorerEffect] {
    let shown = timeline.shown
    let bare = shown?.evaluation
    // A single logit has no row to be relative to.
    if bare?.snapshot.classCount == 1 { lens.transform = .bare }
    evaluation = bare.map(lens.applied)
    if let bare { checkHealth(bare.snapshot) }
    // Through a lens, what has changed is told against the bare logits of the same moment.
    previousReport = lens.isBare ? timeline.previous?.report : bare?.report
    refreshInstruments(bare: bare)
    if let evaluation {
      classIndex = classIndex.clamped(to: 0...max(0, evaluation.snapshot.classCount - 1))
    }
    // Another evaluation may have the step of the one before.
    classCurves = nil
    refreshClassView()
    let missing = [shown, timeline.previous].compactMap(\.self)
      .filter { $0.snapshot == nil }.compactMap(\.sourceIndex)
    return missing.isEmpty ? [] : [.fetchEvaluations(missing)]
  }

  /// Makes what is shown of the chosen class anew, after a change of moment or of class.
  mutating func refreshClassView() {
    let former = classView
    classView = evaluation.flatMap {
      classIndex < $0.snapshot.classCount
        ? ClassView(
          ClassScores($0.snapshot, classIndex: classIndex), step: $0.moment.step,
          isBare: lens.isBare) : nil
    }
    refreshDialledMetrics()
    let before = lens.isBare ? timeline.previous : timeline.shown
    previousOverlap = before.flatMap { previous in
      guard let snapshot = previous.snapshot, classIndex < snapshot.classCount else { return nil }
      if let former, former.isBare, former.step == previous.moment.step,
        former.scores.classIndex == classIndex
      {
        return former.overlap
      }
      return ClassView(ClassScores(snapshot, classIndex: classIndex), step: previous.moment.step)
        .overlap
    }
    refreshAxis()
    refreshRuleThreshold()
    refreshCurves()
  }

  mutating func refreshAxis() {
    let index = isPooled ? nil : classIndex
    axisRange =
      isAxisLocked ? timeline.wholeRange(ofClass: index) : timeline.axisRange(ofClass: index)
    guard !lens.isBare, let range = histogramView?.range else { return }
    // With offsets alone the bare logits would fit too, so that the eye sees the bars run.
    let bare = lens.transform == .bare ? axisRange : nil
    axisRange = SteadyRange.following(
      nil,
      data: bare.map {
        min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound)
      } ?? range)
  }
}

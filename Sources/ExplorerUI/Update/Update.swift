import LogitEngine

/// Changes the state by what has happened and says what the program must do about it.
public func update(_ state: inout ExplorerState, _ event: InputEvent) -> [ExplorerEffect] {
  let effects = state.handle(event)
  state.settle()
  return effects
}

extension ExplorerState {
  fileprivate mutating func handle(_ event: InputEvent) -> [ExplorerEffect] {
    switch event {
    case .key(let key): return press(key)
    case .mouse(let event): return handle(event)
    case .resized(let size): return resize(to: size)
    case .training(let event): return handle(event)
    case .passed(let evaluation): return handle(passed: evaluation)
    case .compared(let index, let event): return handle(compared: index, event)
    case .comparisonFailed(let index, let reason):
      return handle(comparisonFailed: index, reason: reason)
    case .loaded(let examples):
      loadedExamples = examples
      reasonNotLoaded = nil
      return []
    case .notLoaded(let reason):
      loadedExamples = nil
      reasonNotLoaded = reason
      return []
    case .replayed(let run): return take(run)
    case .extended(let more): return take(more)
    case .fetched(let evaluations): return take(fetched: evaluations)
    case .measured(let first, let ranges): return take(ranges: ranges, from: first)
    case .listed(let runs): return take(runs)
    case .datasets(let listed): return take(listed)
    case .opened(let dataset): return take(dataset)
    case .datasetFailed(let problem): return take(datasetProblem: problem)
    case .runsFailed(let problem): return take(runsProblem: problem)
    case .pinned(let baseline): return take(baseline)
    case .speed(let news, let number): return take(news, number: number)
    case .searched(let finding): return take(finding)
    case .time(let time): return handle(time: time)
    case .framed(let report):
      tools.frameReport = report
      return []
    case .command(let command):
      tools.command = command
      return []
    case .notice(let text): return show(notice: text)
    case .recorded(let bytes):
      storeBytes = bytes
      return []
    }
  }

  /// Makes what is shown agree with what has changed, and makes it here once rather than in every
  /// frame.
  fileprivate mutating func settle() {
    seekClassOfLesson()
    refreshClassTable()
    refreshExamples()
    refreshComparison()
    refreshLesson()
  }

  fileprivate mutating func press(_ key: Key) -> [ExplorerEffect] {
    showsNotices = false
    clickedLoss = nil
    clickedClass = nil
    clickedLesson = nil
    drag = nil
    if let field = typedField, self[keyPath: field].type(key) {
      if overlay == .datasets { datasets.problem = nil }
      return []
    }
    guard let action = KeyBinding.action(for: key, in: self) else { return [] }
    return perform(action)
  }

  fileprivate mutating func resize(to size: Size) -> [ExplorerEffect] {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    drag = nil
    helpOffset = helpOffset.clamped(to: 0...HelpScreen.maximumOffset(self))
    if isMovingThreshold, !canMoveThreshold { isMovingThreshold = false }
    return []
  }

  mutating func show(notice text: String) -> [ExplorerEffect] {
    notice = text
    showsNotices = true
    return []
  }

  mutating func perform(_ action: ExplorerAction) -> [ExplorerEffect] {
    switch action {
    case .quit: return [.quit]
    case .suspend: return [.suspend]
    case .repaint: return [.repaint]
    case .toggleHelp:
      overlay = isHelpShown ? nil : .help
      helpOffset = 0
    case .scrollHelp(let lines):
      helpOffset = (helpOffset + lines).clamped(to: 0...HelpScreen.maximumOffset(self))
    case .back: return goBack()
    case .togglePause:
      speed.resumesTraining = false
      phase = phase == .paused ? .running : .paused
      return [.send(phase == .paused ? .pause : .resume)]
    case .step:
      phase = .paused
      return [.send(.step)]
    case .restart: return restart(with: loss)
    case .restartWithLoss: return restart(with: lossUnderCursor)
    case .applyLoss:
      configuration.loss = lossUnderCursor
      return [.send(.setLoss(configuration.loss))]
    case .moveLossCursor(let rows):
      lossCursor = (lossCursor + rows + LossKind.everyKind.count) % LossKind.everyKind.count
      // The gradient is of the loss under the cursor where no other is known.
      if !isLossKnown { refreshInstruments(bare: timeline.shown?.evaluation) }
      focus = .losses
      isMovingThreshold = false
    case .changeLearningRate(let direction): return changeLearningRate(direction)
    case .changePace(let direction): return changePace(direction)
    case .changeClass(let places):
      // One step goes round, so that a lecturer can keep a key down; a page stops at the ends.
      chooseClass(
        places.magnitude == 1
          ? (classIndex + places + classCount) % classCount
          : (classIndex + places).clamped(to: 0...classCount - 1))
    case .firstClass: chooseClass(0)
    case .lastClass: chooseClass(classCount - 1)
    case .toggleThreshold:
      isMovingThreshold.toggle()
      if view == .explore { focus = .histogram }
    case .moveThreshold(let columns): moveThreshold(byColumns: columns)
    case .moveAlongCurve(let points): moveAlongCurve(byPoints: points)
    case .followBestThreshold: setRule(.bestF1)
    case .cycleRule: setRule(thresholdRule.next)
    case .cycleBound: setRule(thresholdRule.withNextBound)
    case .toggleRateAxis:
      isRateLogarithmic.toggle()
      curveWindows[.receiverOperating] = nil
    case .curve(let action): perform(action)
    case .measureSpeed: return measureSpeed()
    case .cancelSpeed: return cancelSpeed()
    case .cycleScale:
      scale = HistogramScale.allCases[(scale.rawValue + 1) % HistogramScale.allCases.count]
    case .moveInTimeline(let count): return moveInTimeline(by: count)
    case .moveToEnd(let isLast): return moveToEnd(isLast: isLast)
    case .togglePlayback: return togglePlayback()
    case .changeSpeed(let direction): changeSpeed(direction)
    case .toggleAxisLock: toggleAxisLock()
    case .moveFocus(let places):
      let panes = view.panes + (view == .explore ? [instrument].compactMap(\.self) : [])
      let place = (panes.firstIndex(of: focus) ?? 0) + places
      focus = panes[(place + panes.count) % panes.count]
      if !canMoveThreshold { isMovingThreshold = false }
    case .show(let view): show(view)
    case .instrument(let action): perform(action)
    case .classTable(let action): perform(action)
    case .examples(let action): perform(action)
    case .compare(let action): return perform(action)
    case .tool(let action): return perform(action)
    case .runs(let action): return perform(action)
    case .datasets(let action): return perform(action)
    case .learn(let action): return perform(action)
    case .toggleExpanded:
      isExpanded.toggle()
      if !canMoveThreshold { isMovingThreshold = false }
    }
    return []
  }

  /// Closes the topmost layer.
  private mutating func goBack() -> [ExplorerEffect] {
    if overlay == .runs, browser.isAskingToDelete {
      browser.isAskingToDelete = false
    } else if overlay != nil {
      overlay = nil
    } else if isMovingThreshold {
      isMovingThreshold = false
      userThreshold = nil
    } else if cursor != nil || brushedRange != nil {
      cursor = nil
      brushedRange = nil
    } else if isClassFilterShown {
      classTable.filter.clear()
    } else if isExpanded {
      isExpanded = false
    } else if showsComparison, comparison.flippedLoss != nil {
      comparison.form = comparison.formBeforeFlip
    } else if playback != nil {
      playback = nil
    } else if isInPast, recordedName == nil {
      return moveToEnd(isLast: true)
    } else if !zoomedPanes.isEmpty {
      for pane in zoomedPanes { curveWindows[pane] = nil }
    } else if view == .learn, learn.progress != nil {
      leaveLesson()
    } else if zoom != nil || barMagnification > 1 {
      zoom = nil
      barMagnification = 1
    } else if canLeaveInstruments {
      leaveInstruments()
    } else if userThreshold == nil, isTrainingBehind {
      return [.runs(.returnToTraining)]
    } else {
      userThreshold = nil
    }
    return []
  }

  /// Shows another view, as it was left.
  mutating func show(_ view: ExplorerView) {
    // The losses of a comparison have moments of their own.
    if view != self.view, showsComparison || view == .compare { playback = nil }
    self.view = view
    isExpanded = false
    refreshCurves()
    classTable.isFilterOpen = false
    if !canMoveThreshold { isMovingThreshold = false }
  }

  mutating func restart(with loss: Loss) -> [ExplorerEffect] {
    configuration.loss = loss
    phase = .starting
    return [.restart(configuration)]
  }

  private mutating func changeLearningRate(_ direction: Int) -> [ExplorerEffect] {
    let rate = configuration.learningRate
    let next = direction > 0 ? RoundStep.above(rate) : RoundStep.below(rate)
    configuration.learningRate = next.clamped(to: 1e-7...100)
    return phase.isActive ? [.send(.setLearningRate(configuration.learningRate))] : []
  }

  /// Slower from full speed begins just below what the machine does; what it cannot do anyway is
  /// full speed again.
  private mutating func changePace(_ direction: Int) -> [ExplorerEffect] {
    let fastest = fastestStepsPerSecond > 0 ? fastestStepsPerSecond : 1000
    if direction < 0 {
      stepsPerSecondLimit = max(1, RoundStep.below(stepsPerSecondLimit ?? fastest))
    } else if let limit = stepsPerSecondLimit {
      let next = RoundStep.above(limit)
      stepsPerSecondLimit = next < fastest ? next : nil
    }
    return phase.isActive ? [.send(.setStepsPerSecondLimit(stepsPerSecondLimit))] : []
  }

  /// Chooses a class and looks up what is shown of it.
  mutating func chooseClass(_ index: Int) {
    guard index != classIndex, index >= 0, index < classCount else { return }
    classIndex = index
    refreshClassView()
  }

  private mutating func moveThreshold(byColumns columns: Int) {
    if view == .curves { return moveOnCurves(byColumns: columns) }
    guard let axis = histogramLayout?.axis else { return }
    let start =
      threshold.map { axis.column(of: $0) } ?? axis.columnCount / 2
    let column = (start + columns).clamped(to: 0...axis.columnCount)
    userThreshold = axis.value(atColumn: column)
  }
}

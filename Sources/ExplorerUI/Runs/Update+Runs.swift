import LogitEngine

extension ExplorerState {
  /// Does something with the list of recorded runs.
  mutating func perform(_ action: RunBrowserAction) -> [ExplorerEffect] {
    switch action {
    case .list:
      overlay = .runs
      browser.problem = nil
      browser.isAskingToDelete = false
      browser.isFilterOpen = false
      return [.runs(.list)]
    case .move(let rows): browser.move(by: rows)
    case .movePage(let pages):
      browser.move(by: pages * max(1, RunBrowserScreen.pageLength(in: size) - 1))
    case .open: return leaveBrowser { .open($0.id) }
    case .pin:
      guard let run = browser.chosen else { return [] }
      if pinnedBaseline?.id == run.id {
        pinnedBaseline = nil
        return []
      }
      return [.runs(.pin(run.id))]
    case .resume:
      let step = shownStep(ofRun: browser.chosen)
      return leaveBrowser { .resume($0.id, step: step) }
    case .fork:
      let (step, loss) = (shownStep(ofRun: browser.chosen), lossUnderCursor)
      return leaveBrowser { .fork($0.id, step: step, loss) }
    case .changeLoss(let places):
      lossCursor = (lossCursor + places + LossKind.everyKind.count) % LossKind.everyKind.count
    case .askToDelete:
      browser.problem = nil
      browser.isAskingToDelete = true
    case .delete:
      browser.isAskingToDelete = false
      return browser.chosen.map { [.runs(.delete($0.id))] } ?? []
    case .keep: browser.isAskingToDelete = false
    case .returnToTraining: return [.runs(.returnToTraining)]
    case .openFilter: browser.isFilterOpen = true
    case .keepFilter: browser.isFilterOpen = false
    case .clearFilter: browser.clearFilter()
    }
    return []
  }

  private mutating func leaveBrowser(_ effect: (ListedRun) -> RunEffect) -> [ExplorerEffect] {
    guard let run = browser.chosen else { return [] }
    overlay = nil
    return [.runs(effect(run))]
  }

  /// The step that is shown of a run, if it is that run's past; nil for its end.
  private func shownStep(ofRun run: ListedRun?) -> Int? {
    guard let run, run.id == recordedID, !timeline.isFollowing else { return nil }
    return timeline.shown?.moment.step
  }

  /// Whether going on with the run under the cursor would begin at a shown moment of its past.
  var startsAtShownMoment: Bool { shownStep(ofRun: browser.chosen) != nil }

  /// Takes in what is known of the recorded runs.
  mutating func take(_ runs: [ListedRun]) -> [ExplorerEffect] {
    browser.take(runs)
    return []
  }

  /// Says what could not be done with a recorded run.
  mutating func take(runsProblem: String) -> [ExplorerEffect] {
    if overlay == .runs {
      browser.problem = runsProblem
    } else {
      notice = runsProblem
      showsNotices = true
    }
    return []
  }

  /// The run that others are measured against, if it has as many classes.
  var comparableBaseline: PinnedBaseline? {
    pinnedBaseline.flatMap { $0.report.classes.count == classCount ? $0 : nil }
  }

  /// Takes a baseline to measure others against.
  mutating func take(_ baseline: PinnedBaseline) -> [ExplorerEffect] {
    pinnedBaseline = baseline
    return []
  }

  /// Looks at things as another state does: through the same view, at the same class.
  public mutating func takeLooks(of other: ExplorerState) {
    size = other.size
    pinnedBaseline = other.pinnedBaseline
    browser = other.browser
    scale = other.scale
    theme = other.theme
    isAxisLocked = other.isAxisLocked
    tools = other.tools
    speedExponent = other.speedExponent
    isRateLogarithmic = other.isRateLogarithmic
    speed = other.speed
    learn = other.learn
    // The training that waited for a measurement is not this state's.
    speed.resumesTraining = false
    setRule(other.thresholdRule)
    showsNotices = other.showsNotices
    if view != other.view { show(other.view) }
    if evaluation == nil {
      classIndex = other.classIndex
    } else {
      chooseClass(other.classIndex)
    }
  }
}

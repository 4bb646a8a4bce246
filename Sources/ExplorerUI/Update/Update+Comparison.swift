import LogitEngine

/// What a key does in the view of compared losses.
enum ComparisonAction: Hashable, Sendable {
  case start
  case togglePause
  case toggleSelection
  case moveCursor(Int)
  case pinBaseline
  case flip
  case cycleForm
}

extension ExplorerState {
  mutating func perform(_ action: ComparisonAction) -> [ExplorerEffect] {
    switch action {
    case .start: return startComparison()
    case .togglePause: return toggleComparisonPause()
    case .toggleSelection: comparison.selection.formSymmetricDifference([comparison.cursor])
    case .moveCursor(let rows): moveComparisonCursor(rows)
    case .pinBaseline: comparison.baseline = comparison.cursor
    case .flip: flipComparison()
    case .cycleForm: comparison.form = comparison.form.next
    }
    return []
  }

  /// Starts to train the selected losses side by side; the explorer's own run waits meanwhile.
  private mutating func startComparison() -> [ExplorerEffect] {
    guard canCompare, !comparison.selection.isEmpty else { return [] }
    comparison.begin()
    if !comparison.selection.contains(comparison.cursor) { comparison.cursor = comparison.baseline }
    if comparison.flippedLoss != nil { comparison.form = comparison.formBeforeFlip }
    playback = nil
    var effects: [ExplorerEffect] = []
    if phase == .running {
      phase = .paused
      comparison.hasPausedRun = true
      effects.append(.send(.pause))
    }
    return effects + [.compare(comparedConfigurations, stepsPerSecondLimit: stepsPerSecondLimit)]
  }

  /// The explorer's own configuration with each of the losses; nothing else differs, so that all
  /// begin with the same parameters and see the same examples in the same order.
  var comparedConfigurations: [TrainingConfiguration] {
    comparison.runs.map { run in
      var configuration = configuration
      configuration.loss = Loss(
        LossKind.everyKind[run.loss], parameters: configuration.loss.parameters)
      configuration.checkpointing = .never
      if case .steps = configuration.evaluation {
      } else {
        configuration.evaluation = .steps(stepsPerComparedEvaluation)
      }
      return configuration
    }
  }

  /// Steps between two evaluations of a compared run: the same for all, so that they have their
  /// moments in common.
  ///
  /// About sixty a run, but no more than leave four fifths of the time to training, if evaluating
  /// an example takes a third of the time that training on it does.
  private var stepsPerComparedEvaluation: Int {
    guard let run else { return 100 }
    let evaluationInSteps = run.testCount / (3 * max(1, run.configuration.batchSize))
    return max(1, run.totalSteps / 60, 4 * evaluationInSteps)
  }

  /// Takes in what the trainer of a compared loss has reported.
  mutating func handle(compared index: Int, _ event: TrainingEvent) -> [ExplorerEffect] {
    guard comparison.runs.indices.contains(index), comparison.isActive else { return [] }
    if case .started(let description) = event, comparison.description == nil {
      comparison.description = description
    }
    comparison.runs[index].take(event, learningRate: configuration.learningRate)
    return endComparisonIfOver()
  }

  /// Notes that a compared loss cannot be trained.
  mutating func handle(comparisonFailed index: Int, reason: String) -> [ExplorerEffect] {
    guard comparison.runs.indices.contains(index), comparison.isActive else { return [] }
    comparison.runs[index].phase = .failed(reason)
    notice = "\(LossKind.everyKind[comparison.runs[index].loss].name): \(reason)"
    showsNotices = true
    return endComparisonIfOver()
  }

  private mutating func endComparisonIfOver() -> [ExplorerEffect] {
    let isOver = comparison.runs.allSatisfy { run in
      switch run.phase {
      case .done, .failed: true
      case .waiting, .training: false
      }
    }
    guard isOver else { return [] }
    comparison.phase = .ended
    guard comparison.hasPausedRun else { return [] }
    comparison.hasPausedRun = false
    guard phase == .paused else { return [] }
    phase = .running
    return [.send(.resume)]
  }

  /// Drops a comparison that has nothing to do with the run that begins.
  mutating func keepComparison(for description: RunDescription) -> [ExplorerEffect] {
    comparison.hasPausedRun = false
    guard let compared = comparison.description,
      compared.datasetName != description.datasetName
        || compared.classNames.count != description.classNames.count
    else { return [] }
    let wasActive = comparison.isActive
    let former = comparison
    comparison = Comparison()
    comparison.selection = former.selection
    comparison.cursor = former.cursor
    comparison.baseline = former.baseline
    return wasActive ? [.sendToComparison(.stop)] : []
  }

  private mutating func toggleComparisonPause() -> [ExplorerEffect] {
    comparison.phase = comparison.phase == .paused ? .training : .paused
    return [.sendToComparison(comparison.phase == .paused ? .pause : .resume)]
  }

  private mutating func moveComparisonCursor(_ rows: Int) {
    let count = LossKind.everyKind.count
    comparison.cursor = (comparison.cursor + rows + count) % count
    // At full size only what has been trained can be shown, and moving means to see another.
    guard comparison.flippedLoss != nil else { return }
    while comparison.run(ofLoss: comparison.cursor) == nil {
      comparison.cursor = (comparison.cursor + rows + count) % count
    }
    comparison.form = .flip(showsBaseline: false)
  }

  private mutating func flipComparison() {
    if case .flip(let showsBaseline) = comparison.form {
      comparison.form = .flip(showsBaseline: !showsBaseline)
    } else {
      comparison.formBeforeFlip = comparison.form
      comparison.form = .flip(showsBaseline: false)
    }
  }

  /// Does what a cell of the large pane stands for: another class, a loss, or a strip's both.
  mutating func clickComparison(_ event: MouseEvent, frame: Rectangle) -> [ExplorerEffect] {
    let (column, row) = (event.column, event.row)
    if let places = ComparisonPane.classChange(
      atColumn: column, row: row, frame: frame, state: self)
    {
      return perform(.changeClass(places))
    }
    guard !comparison.runs.isEmpty, comparison.flippedLoss == nil else { return [] }
    if let strips = stripLayout, !strips.blocks.isEmpty {
      if let strip = strips.strip(atColumn: column, row: row) {
        chooseCompared(strip.loss)
        chooseClass(strip.classIndex)
      }
      return []
    }
    if comparison.form == .curves {
      let charts = overlaidCharts(hasUnicode: !tools.usesASCII)
      chooseCompared(charts.lazy.compactMap { $0.loss(atColumn: column, row: row) }.first)
      return []
    }
    chooseCompared(ComparisonLayout(frame: frame, comparison: comparison).loss(atRow: row))
    return []
  }

  mutating func chooseCompared(_ loss: Int?) {
    guard let loss, comparison.flippedLoss == nil || comparison.run(ofLoss: loss) != nil else {
      return
    }
    comparison.cursor = loss
    if comparison.flippedLoss != nil { comparison.form = .flip(showsBaseline: false) }
  }

  /// Makes what the view of compared losses draws, as far as it is not made already.
  mutating func refreshComparison() {
    guard view == .compare, !comparison.runs.isEmpty else { return }
    let strips = stripLayout
    comparison.refresh(
      classIndex: classIndex, strips: strips?.classes ?? 0..<0, cells: strips?.samples ?? 1)
  }
}

extension ExplorerState {
  /// Whether the shown view is that of compared losses, and there are some.
  var showsComparison: Bool { view == .compare && !comparison.runs.isEmpty }

  /// Whether losses can be trained side by side.
  var canCompare: Bool { canTrain && run != nil }

  /// Whether the loss under the cursor can be shown at full size.
  var canFlip: Bool {
    comparison.run(ofLoss: comparison.cursor)?.report != nil
      && comparison.baselineRun?.report != nil
  }
}

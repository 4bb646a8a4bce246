import ExplorerUI
import LogitEngine

/// A picture of a view, or its data, to be written without a terminal.
struct Snapshot {
  /// The file; `-` for standard output.
  let path: String
  /// What kind of file it is.
  let format: ExportFormat
  /// The size of the screen that is pictured.
  let size: Size
  /// What that screen can show.
  let capabilities: TerminalCapabilities

  /// Trains up to a step, or to the end, and writes the view; for the view that compares losses,
  /// trains those.
  ///
  /// - Parameters:
  ///   - preparation: the run.
  ///   - launch: what the explorer begins with.
  ///   - store: the store that is recorded in, as it was named; nil for the usual one.
  ///   - record: begins to record the run, if that is wanted.
  /// - Throws: ``CommandError``, `TrainingError` or `DataError`.
  func write(
    _ preparation: ExploreRunner.Preparation, launch: ExplorerLaunch, store: String?,
    record: (RunDescription) throws -> Recording?
  ) throws {
    let control = TrainingControl()
    let interruption = Interruption { control.send(.stop) }
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(size))
    let (dataset, configuration) = (preparation.dataset, preparation.configuration)
    _ = update(&state, .loaded(dataset.test))
    var bar = ProgressBar()
    func train(_ configuration: TrainingConfiguration, _ report: (TrainingEvent) -> Void) throws {
      try self.train(
        try Trainer(dataset: dataset, configuration: configuration, control: control), control,
        upTo: preparation.pauseStep, bar: &bar, report)
    }
    func start() throws {
      let description = try Trainer(dataset: dataset, configuration: configuration).runDescription
      _ = update(&state, .training(.started(description)))
    }
    var recording: Recording?
    var savedStep: Int?
    switch launch.firstView {
    case .compare:
      try start()
      // What the view begins at the user's wish.
      for case .compare(let configurations, _) in update(&state, .key(.enter)) {
        for (place, configuration) in configurations.enumerated() {
          guard !interruption.hasHappened else { break }
          try train(configuration) { _ = update(&state, .compared(place, $0)) }
        }
      }
    case .speed where preparation.pauseStep == nil:
      // The times are the same whatever the parameters.
      try start()
    case .explore, .classes, .examples, .curves, .speed, .learn:
      var failure: (any Error)?
      try train(configuration) { event in
        if case .started(let description) = event {
          do { recording = try record(description) } catch {
            failure = error
            control.send(.stop)
          }
        }
        recording?.record(event)
        _ = update(&state, .training(event))
      }
      if let failure { throw failure }
      if let error = recording?.finish() { throw CommandError.notRecorded(error) }
      savedStep = recording?.lastCheckpoint
    }
    bar.erase()
    if !interruption.hasHappened { measureSpeed(&state) { interruption.hasHappened } }
    if interruption.hasHappened {
      guard let recording, let savedStep else {
        throw CommandError.interrupted(step: state.moment.step, savedIn: nil)
      }
      throw CommandError.interruptedRecording(
        step: savedStep, name: recording.currentName, store: store)
    }
    state.hold()
    try write(state)
  }

  /// Measures what view 6 shows, where that is the view.
  private func measureSpeed(_ state: inout ExplorerState, _ isCancelled: () -> Bool) {
    guard state.view == .speed else { return }
    // What the view begins at the user's wish.
    for case .measureSpeed(let specification, let number) in update(&state, .key(.enter)) {
      SpeedRunner.measure(specification, isCancelled: isCancelled) {
        _ = update(&state, .speed($0, number: number))
      }
    }
  }

  /// Trains up to a step, or to the end.
  private func train(
    _ trainer: Trainer, _ control: TrainingControl, upTo step: Int?, bar: inout ProgressBar,
    _ report: (TrainingEvent) -> Void
  ) throws {
    let totalSteps = trainer.runDescription.totalSteps
    let step = step.flatMap { $0 < totalSteps ? $0 : nil }
    let last = step ?? .max
    if let step { control.send(.pauseAt(step: step)) }
    var bars = bar
    trainer.run { event in
      var isEnd = false
      if case .ended = event { isEnd = true }
      // The run is pictured as it was at the step, not as stopped there.
      if !isEnd || step == nil { report(event) }
      if case .evaluated(let evaluation) = event, evaluation.moment.step >= last {
        control.send(.stop)
      }
      if case .progress(let progress) = event, bars.isDue(progress.secondsElapsed) {
        bars.draw(
          fraction: Double(progress.moment.step) / Double(max(1, min(last, totalSteps))),
          words: ["step \(progress.moment.step.grouped)"])
      }
    }
    bar = bars
    if let failure = trainer.failure { throw failure }
  }

  /// Writes the view of a recorded run.
  ///
  /// - Throws: ``CommandError``, `RunStoreError` or `DataError`.
  func write(_ reader: ReplayReader, launch: ExplorerLaunch) throws {
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(size))
    if state.view == .examples || state.view == .speed {
      _ = update(&state, reader.examples().event)
    }
    var effects = update(&state, .replayed(reader.run))
    while let effect = effects.popLast() {
      guard case .fetchEvaluations(let indices) = effect else { continue }
      effects += update(&state, .fetched(try reader.evaluations(indices)))
    }
    try measureSpeed(&state)
    try write(state)
  }

  /// Writes the view of logits that have been read.
  ///
  /// - Throws: ``CommandError`` or `DataError`.
  func write(
    _ messages: [ExploreMessage], _ moments: LogitMoments, launch: ExplorerLaunch
  ) throws {
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(size))
    for case .source(let event) in messages {
      var effects = update(&state, event)
      while let effect = effects.popLast() {
        guard case .fetchEvaluations(let indices) = effect else { continue }
        effects += update(&state, .fetched(try moments.evaluations(indices)))
      }
    }
    try measureSpeed(&state)
    try write(state)
  }

  /// Measures what view 6 shows, where that is the view, unless interrupted.
  ///
  /// - Throws: ``CommandError/interrupted(step:savedIn:)``.
  private func measureSpeed(_ state: inout ExplorerState) throws {
    guard state.view == .speed else { return }
    let interruption = Interruption {}
    measureSpeed(&state) { interruption.hasHappened }
    if interruption.hasHappened {
      throw CommandError.interrupted(step: state.moment.step, savedIn: nil)
    }
  }

  private func write(_ state: ExplorerState) throws {
    Notes.report(state.dataNotes)
    let text = try SavedView.content(
      state, as: format, size: size, capabilities: capabilities)
    guard path != "-" else { return try StandardOutput.write(text) }
    try AtomicFile.write(text, to: path)
    // The run of the explorer itself took no part in these.
    guard state.view != .compare, state.view != .speed else { return }
    if let summary = ExploreSummary(state) { try StandardOutput.write(summary.text + "\n") }
  }
}

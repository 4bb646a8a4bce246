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

  /// Trains up to a step, or to the end, and writes the view.
  ///
  /// - Parameters:
  ///   - trainer: the run, not yet begun.
  ///   - control: the line to the trainer.
  ///   - step: where to stop; nil for the end.
  ///   - launch: what the explorer begins with.
  ///   - record: receives every event as well.
  /// - Throws: ``CommandError`` or `DataError`.
  func write(
    _ trainer: Trainer, control: TrainingControl, upTo step: Int?, launch: ExplorerLaunch,
    record: (TrainingEvent) -> Void
  ) throws {
    let interruption = Interruption { control.send(.stop) }
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(size))
    let totalSteps = trainer.runDescription.totalSteps
    let step = step.flatMap { $0 < totalSteps ? $0 : nil }
    let last = step ?? .max
    if let step { control.send(.pauseAt(step: step)) }
    var bar = ProgressBar()
    trainer.run { event in
      record(event)
      var isEnd = false
      if case .ended = event { isEnd = true }
      // The run is pictured as it was at the step, not as stopped there.
      if !isEnd || step == nil { _ = update(&state, .training(event)) }
      if case .evaluated(let evaluation) = event, evaluation.moment.step >= last {
        control.send(.stop)
      }
      if case .progress(let progress) = event, bar.isDue(progress.secondsElapsed) {
        bar.draw(
          fraction: Double(progress.moment.step) / Double(max(1, min(last, totalSteps))),
          words: ["step \(progress.moment.step.grouped)"])
      }
    }
    bar.erase()
    if interruption.hasHappened {
      throw CommandError.interrupted(step: state.moment.step, savedIn: nil)
    }
    try write(state)
  }

  /// Writes the view of a recorded run.
  ///
  /// - Throws: ``CommandError``, `RunStoreError` or `DataError`.
  func write(_ reader: ReplayReader, launch: ExplorerLaunch) throws {
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(size))
    var effects = update(&state, .replayed(reader.run))
    while let effect = effects.popLast() {
      guard case .fetchEvaluations(let indices) = effect else { continue }
      effects += update(&state, .fetched(try reader.evaluations(indices)))
    }
    try write(state)
  }

  private func write(_ state: ExplorerState) throws {
    let text = try SavedView.content(
      state, as: format, size: size, capabilities: capabilities)
    guard path != "-" else { return try StandardOutput.write(text) }
    try AtomicFile.write(text, to: path)
    if let summary = ExploreSummary(state) { try StandardOutput.write(summary.text + "\n") }
  }
}

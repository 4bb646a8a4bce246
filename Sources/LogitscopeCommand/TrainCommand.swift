import ArgumentParser
import Glibc
import LogitEngine

/// The headless training run: `logitscope train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train without the explorer and report how the logits separate.",
    discussion: """
      Example: logitscope train --dataset fashion-mnist --loss batch-cross-entropy --epochs 3

      Prints one JSON object a line unless standard output is a terminal or --format says otherwise.

      \(CheckpointOptions.discussion)
      """)

  @OptionGroup var data: DatasetOptions
  @OptionGroup var training: TrainingOptions
  @OptionGroup var keeping: CheckpointOptions
  @OptionGroup var recordingOptions: RecordingOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Evaluate after every so many steps (default: after each epoch).", valueName: "steps"),
    transform: OptionValue.integer(1...1_000_000_000))
  var evaluateEvery: Int?

  @Option(help: "How to print events (default: text on a terminal, else json).")
  var format: OutputFormat?

  func validate() throws { try recordingOptions.check(mayResume: keeping.resume != nil) }

  func run() throws {
    // Before anything that starts threads, which inherit that they are not to be bothered with
    // signals.
    let interruption = Interruption()
    let resumed = try keeping.load(
      from: recordingOptions.location, isRecorded: recordingOptions.record != nil)
    let checkpoint = resumed?.checkpoint
    guard
      recordingOptions.location.store == nil || recordingOptions.record != nil
        || resumed?.recordedRun != nil
    else { throw CommandError.usage("--store goes with --record or a recorded run to --resume") }
    let dataset = try checkpoint.map { try data.load(goingOnWith: $0.datasetName) } ?? data.load()
    try resumed?.check(dataset)
    var configuration = try training.configuration(
      for: dataset, evaluation: evaluateEvery.map(EvaluationCadence.steps),
      goingOnFrom: resumed?.configuration)
    let path = keeping.path(goingOnWith: resumed)
    keeping.apply(
      to: &configuration, path: path,
      isRecorded: recordingOptions.record != nil || resumed?.recordedRun != nil)
    try resumed?.checkRest(under: configuration)
    // Whether it can be written is to be known before anything is recorded.
    try keeping.check(path, goingOnWith: resumed)
    let control = TrainingControl()
    let trainer = try Trainer(
      dataset: dataset, configuration: configuration, control: control, checkpoint: checkpoint)
    var reporter: any TrainingReporter =
      switch format ?? (StandardOutput.isTerminal ? .text : .json) {
      case .text: TextTrainingReporter()
      case .json: JSONTrainingReporter()
      }
    let recording = try recordingOptions.begin(
      trainer.runDescription, of: dataset, goingOnWith: resumed)
    // Whoever reads what is printed and goes away ends the run, but not before it is saved.
    if path != nil { signal(SIGPIPE, SIG_IGN) }
    var outcome = TrainingOutcome(path: path, store: recordingOptions.location.store)
    interruption.begin { control.send(.stop) }
    trainer.run { event in
      if interruption.hasHappened { recording?.hurry() }
      recording?.record(event)
      if case .ended(let end) = event { outcome.summary = end }
      do {
        // Also where nobody reads any more what is printed: the run is to be gone on with.
        if case .checkpointed(let checkpoint) = event, let path {
          try checkpoint.write(to: path)
        }
      } catch {
        outcome.savingFailure = outcome.savingFailure ?? error
        control.send(.stop)
      }
      do {
        if outcome.outputFailure == nil { try reporter.report(event) }
      } catch {
        outcome.outputFailure = error
        control.send(.stop)
      }
    }
    recording?.finish()
    if let failure = trainer.failure { throw failure }
    try outcome.settle(recording, isInterrupted: interruption.hasHappened)
  }
}

/// Prints the events of a run.
protocol TrainingReporter {
  /// Prints an event.
  ///
  /// - Throws: ``CommandError/outputFailed(code:)``.
  mutating func report(_ event: TrainingEvent) throws
}

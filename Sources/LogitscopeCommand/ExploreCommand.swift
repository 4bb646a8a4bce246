import ArgumentParser
import CursesTerminal
import ExplorerUI
import LogitEngine
import RunStore

/// The explorer: `logitscope explore`, or `logitscope` alone.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Train in the terminal and watch how the logits separate.",
    discussion: """
      Example: logitscope explore --dataset fashion-mnist --loss batch-cross-entropy --class Shirt

      Press ? for the keys. Without a terminal:

      logitscope explore --loss nce --at 400 --snapshot nce.svg --view explore --size 120x36
      """)

  @OptionGroup var data: DatasetOptions
  @OptionGroup var training: TrainingOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var look: ViewOptions
  @OptionGroup var picture: SnapshotOptions

  @Option(
    help: ArgumentHelp(
      "The most steps a second: full, a number, or auto (full, but 100 below 5,000 images).",
      valueName: "auto|full|n"))
  var pace = ExplorePace.automatic

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Evaluate after every so many steps (default: as often as a tenth of the time allows).",
      valueName: "steps"),
    transform: OptionValue.integer(1...1_000_000_000))
  var evaluateEvery: Int?

  @OptionGroup var screen: ScreenOptions

  /// What has loaded by then is on the first frame, and what fails by then is said without one.
  private static let patienceMilliseconds: Int32 = 40

  func validate() throws { try recording.check() }

  func run() throws {
    if let snapshot = try picture.snapshot(usesASCII: screen.ascii) { return try write(snapshot) }
    try CursesTerminal.requireTerminal()
    let provisional = try training.provisionalConfiguration()
    let mailbox = try ExploreMailbox()
    let runner = ExploreRunner(mailbox: mailbox, record: record)
    runner.start(prepare)
    // A class can be looked up, or found missing, only in the dataset.
    let mustBeLoaded = look.chosenClass != nil
    var messages: [ExploreMessage] = []
    repeat {
      let hasNews = mailbox.wakePipe.wait(
        milliseconds: mustBeLoaded ? -1 : Self.patienceMilliseconds)
      if hasNews { messages += mailbox.take() }
    } while mustBeLoaded && messages.isEmpty
    var initialClass = 0
    for message in messages {
      if case .failed(let error) = message { throw error }
      if case .loaded(_, let index) = message { initialClass = index }
    }
    let terminal = try screen.open()
    var session = ExploreSession(
      state: ExplorerState(
        launch: ExplorerLaunch(
          datasetName: data.name, configuration: provisional, initialClass: initialClass,
          view: look.view, theme: screen.theme)),
      terminal: terminal, mailbox: mailbox, runner: runner)
    let ending = session.run(messages)
    terminal.close()
    // What is recorded is to be on the disk.
    let patience: Duration = recording.record == nil ? .seconds(2) : .seconds(30)
    try session.finish(ending) { runner.stop(within: patience) }
  }

  /// Writes a picture instead of opening the terminal.
  private func write(_ snapshot: Snapshot) throws {
    var first = try prepare()
    let totalSteps = first.totalSteps
    if evaluateEvery == nil {
      // As many marks on the timeline as a terminal would have seen, but always the same.
      first.configuration.evaluation = .steps(max(1, (look.at ?? totalSteps) / 24))
    }
    let control = TrainingControl()
    if pace != .automatic, let limit = first.stepsPerSecondLimit {
      control.send(.setStepsPerSecondLimit(limit))
    }
    let trainer = try Trainer(
      dataset: first.dataset, configuration: first.configuration, control: control)
    let recorded = try recording.begin(trainer.runDescription, of: first.dataset)
    let launch = ExplorerLaunch(
      datasetName: first.dataset.name, configuration: first.configuration,
      initialClass: first.initialClass, view: look.view, theme: screen.theme)
    try snapshot.write(trainer, control: control, upTo: look.at, launch: launch) {
      recorded?.record($0)
    }
    if let error = recorded?.finish() { throw CommandError.notRecorded(error) }
  }

  /// Begins to record a run; those that follow the first take its name with a number.
  @Sendable private func record(
    _ description: RunDescription, _ dataset: Dataset, isFirst: Bool,
    onFailure: @escaping @Sendable (RunStoreError) -> Void
  ) throws -> Recording? {
    var options = recording
    if !isFirst, let name = recording.record {
      options.record = (try? recording.location.open(for: .reading).freeName(name)) ?? name
    }
    return try options.begin(description, of: dataset, onFailure: onFailure)
  }

  /// Loads the dataset and settles what depends on it.
  @Sendable private func prepare() throws -> ExploreRunner.Preparation {
    let dataset = try data.load()
    var configuration = try training.configuration(
      for: dataset, evaluation: evaluateEvery.map(EvaluationCadence.steps) ?? .shareOfTime(0.1),
      // The loss can be changed in the explorer, and its parameters come into force then.
      refusingUnusedParameters: false)
    if recording.record != nil { configuration.checkpointing = RecordingOptions.checkpointing }
    let preparation = ExploreRunner.Preparation(
      dataset: dataset, configuration: configuration,
      initialClass: try look.classIndex(classNames: dataset.classNames, dataset: dataset.name),
      stepsPerSecondLimit: pace.limit(trainingCount: dataset.training.count), pauseStep: look.at)
    try look.checkStep(of: preparation.totalSteps)
    return preparation
  }
}

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

      Press ? for the keys, O for the options, which are kept in a configuration file. Without a terminal:

      logitscope explore --loss nce --at 400 --snapshot nce.svg --view explore --size 120x36
      """)

  @OptionGroup var data: DatasetOptions
  @OptionGroup var training: TrainingOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var look: ViewOptions
  @OptionGroup var compared: ComparedLossOptions
  @OptionGroup var picture: SnapshotOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most steps a second: full, a number, or auto (full, but 100 below 5,000 examples).",
      valueName: "auto|full|n"),
    transform: ExplorePace.read)
  var pace: ExplorePace?

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

  func validate() throws { try recording.check(mayResume: true) }

  func run() throws {
    try Self.begin("explore", screen.configuration, parse: Self.read)
  }

  @Sendable private static func read(_ arguments: [String]) throws -> ExploreCommand {
    try parse(arguments)
  }

  /// Opens the explorer, or writes a picture, with what the configuration file adds to the command
  /// line.
  ///
  /// - Parameters:
  ///   - subcommand: what it is the command line of.
  ///   - options: which configuration file counts.
  ///   - parse: reads a command line of the subcommand.
  ///   - view: the view to show first, in place of that of the configuration.
  ///   - lesson: the lesson to begin at once, an index into `Lesson.all`.
  static func begin(
    _ subcommand: String, _ options: ConfigurationOptions,
    parse: @escaping @Sendable ([String]) throws -> ExploreCommand, view: ExplorerView? = nil,
    lesson: Int? = nil
  ) throws {
    var configuration = try options.load()
    let given = ReproducingCommand.ownArguments(subcommand)
    // What the configuration adds was checked word by word, but not with these others.
    let arguments = configuration.complete(given) {
      _ = try parse($0).training.provisionalConfiguration()
    }
    configuration.report()
    let explorer = try parse(arguments)
    let completion = Completion(
      subcommand: subcommand, given: given, defaults: configuration, parse: parse)
    try explorer.run(configuration, arguments, completion, view: view, lesson: lesson)
  }

  /// How the command line was completed, so that it can be completed otherwise for a dataset that
  /// does not go with a default.
  private struct Completion: Sendable {
    var subcommand: String
    var given: [String]
    var defaults: Configuration
    var parse: @Sendable ([String]) throws -> ExploreCommand
  }

  private func run(
    _ configuration: Configuration, _ arguments: [String], _ completion: Completion,
    view: ExplorerView?, lesson: Int?
  ) throws {
    let subcommand = completion.subcommand
    let command = ReproducingCommand.text(subcommand, arguments)
    let settings = screen.settings(configuration, view: view == nil ? look.first.view : nil)
    func launch(_ training: TrainingConfiguration, _ initialClass: Int) -> ExplorerLaunch {
      ExplorerLaunch(
        datasetName: data.name, configuration: training, initialClass: initialClass,
        isClassChosen: look.first.chosenClass != nil,
        view: look.first.view ?? view, lesson: lesson,
        look: compared.added(to: look.first.looks.look), settings: settings,
        keyMap: configuration.keyMap,
        command: command, notice: configuration.notice, canChooseDataset: true)
    }
    if let snapshot = try picture.prepared() {
      let first = try prepare(completion) { problems, _ in
        for problem in problems { StandardError.write("logitscope: \(problem), ignored\n") }
      }
      return try write(snapshot, of: first, launch: launch)
    }
    try CursesTerminal.requireTerminal()
    let provisional = try training.provisionalConfiguration()
    let mailbox = try ExploreMailbox()
    let runner = ExploreRunner(
      mailbox: mailbox, isRecording: recording.record != nil, store: recording.location.store,
      record: record)
    runner.start {
      try prepare(completion) { problems, command in
        for problem in problems { mailbox.post(.notice("\(problem), ignored")) }
        mailbox.post(.source(.command(command)))
      }
    }
    // A class can be looked up, or found missing, only in the dataset.
    let mustBeLoaded = look.first.chosenClass != nil
    var messages: [ExploreMessage] = []
    repeat {
      let hasNews = mailbox.wakePipe.wait(
        milliseconds: mustBeLoaded ? -1 : Self.patienceMilliseconds)
      if hasNews { messages += mailbox.take() }
    } while mustBeLoaded && !messages.contains(where: \.tellsOfLoading)
    var initialClass = 0
    for message in messages {
      if case .failed(let error) = message { throw error }
      if case .loaded(_, let index) = message { initialClass = index }
    }
    let terminal = try screen.open()
    var session = ExploreSession(
      state: ExplorerState(launch: launch(provisional, initialClass)),
      terminal: terminal, mailbox: mailbox, configurationPath: configuration.path, runner: runner,
      shelf: RunShelf(location: recording.location, mailbox: mailbox),
      datasets: DatasetShelf(mailbox: mailbox) { name, loss in
        (
          try prepare(anew: name, loss),
          ReproducingCommand.text(subcommand, arguments, dataset: name)
        )
      })
    let ending = session.run(messages)
    terminal.close()
    try session.finish(ending)
  }

  /// Writes a picture instead of opening the terminal.
  private func write(
    _ snapshot: Snapshot, of first: ExploreRunner.Preparation,
    launch: (TrainingConfiguration, Int) -> ExplorerLaunch
  ) throws {
    var first = first
    let totalSteps = first.totalSteps
    if evaluateEvery == nil {
      // As many marks on the timeline as a terminal would have seen, but always the same.
      first.configuration.evaluation = .steps(max(1, (look.at ?? totalSteps) / 24))
    }
    let launch = launch(first.configuration, first.initialClass)
    let view = launch.firstView
    guard recording.record == nil || view != .compare && view != .speed else {
      throw CommandError.usage("--record does not go with a picture of \(view.name)")
    }
    try snapshot.write(first, launch: launch, store: recording.location.store) {
      try recording.begin($0, of: first.dataset)
    }
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

  /// The same for a dataset and a loss that were chosen in the explorer.
  @Sendable private func prepare(
    anew name: String, _ loss: Loss
  ) throws -> ExploreRunner.Preparation {
    var other = self
    try other.data.choose(name)
    other.training.step.loss = loss.kind
    other.look.first.chosenClass = nil
    other.look.at = nil
    return try other.prepare()
  }

  /// Loads the dataset and settles what depends on it, without the defaults that do not go with it.
  ///
  /// - Parameter tell: called with what is wrong with those, and the command without them.
  @Sendable private func prepare(
    _ completion: Completion, tell: ([String], _ command: String) -> Void
  ) throws -> ExploreRunner.Preparation {
    do {
      return try prepare()
    } catch CommandError.usage {
      var configuration = completion.defaults
      let known = configuration.problems.count
      let arguments = configuration.complete(completion.given) {
        _ = try completion.parse($0).prepare()
      }
      let problems = Array(configuration.problems.dropFirst(known))
      if !problems.isEmpty {
        tell(problems, ReproducingCommand.text(completion.subcommand, arguments))
      }
      return try completion.parse(arguments).prepare()
    }
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
      stepsPerSecondLimit: (pace ?? .automatic).limit(trainingCount: dataset.training.count),
      pauseStep: look.at)
    try look.checkStep(of: preparation.totalSteps)
    return preparation
  }
}

extension ExploreMessage {
  /// Whether the dataset is there, or cannot be.
  fileprivate var tellsOfLoading: Bool {
    switch self {
    case .loaded, .failed: true
    default: false
    }
  }
}

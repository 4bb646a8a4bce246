import ArgumentParser
import CursesTerminal
import ExplorerUI
import Glibc
import LogitEngine

/// The explorer: `logitscope explore`, or `logitscope` alone.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Train in the terminal and watch how the logits separate.",
    discussion: """
      Example: logitscope explore --dataset fashion-mnist --loss batch-cross-entropy --class Shirt

      Press ? for the keys.
      """)

  @OptionGroup var data: DatasetOptions
  @OptionGroup var training: TrainingOptions

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("The class to look at first.", valueName: "number|name"))
  var chosenClass: String?

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

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal.")
  var leavesMouse = false

  /// What has loaded by then is on the first frame, and what fails by then is said without one.
  private static let patienceMilliseconds: Int32 = 40

  func run() throws {
    try CursesTerminal.requireTerminal()
    let provisional = try training.provisionalConfiguration()
    let mailbox = try ExploreMailbox()
    let runner = ExploreRunner(mailbox: mailbox)
    runner.start(prepare)
    // A class can be looked up, or found missing, only in the dataset.
    let mustBeLoaded = chosenClass != nil
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
    let terminal = try CursesTerminal(usesASCII: ascii, usesMouse: !leavesMouse)
    var session = ExploreSession(
      state: ExplorerState(
        launch: ExplorerLaunch(
          datasetName: data.name, configuration: provisional, initialClass: initialClass)),
      terminal: terminal, mailbox: mailbox, runner: runner)
    let ending = session.run(messages)
    terminal.close()
    try finish(ending, session.state, runner)
  }

  private func finish(
    _ ending: ExploreSession.Ending, _ state: ExplorerState, _ runner: ExploreRunner
  ) throws {
    switch ending {
    case .signal(let number):
      signal(number, SIG_DFL)
      raise(number)
    case .failed(let error): throw error
    case .quit:
      if let summary = ExploreSummary(state) { try StandardOutput.write(summary.text + "\n") }
      // Threads that are still in the middle of a step must not meet what `exit` takes down.
      if !runner.stop(within: .seconds(2)) { Glibc._exit(Diagnosis.Code.success.rawValue) }
    }
  }

  /// Loads the dataset and settles what depends on it.
  @Sendable private func prepare() throws -> ExploreRunner.Preparation {
    let dataset = try data.load()
    return ExploreRunner.Preparation(
      dataset: dataset,
      configuration: try training.configuration(
        for: dataset, evaluation: evaluateEvery.map(EvaluationCadence.steps) ?? .shareOfTime(0.1),
        // The loss can be changed in the explorer, and its parameters come into force then.
        refusingUnusedParameters: false),
      initialClass: try chosenClass.map { try Self.index(ofClass: $0, in: dataset) } ?? 0,
      stepsPerSecondLimit: pace.limit(trainingCount: dataset.training.count))
  }

  private static func index(ofClass name: String, in dataset: Dataset) throws -> Int {
    if let index = dataset.classNames.firstIndex(where: { $0.lowercased() == name.lowercased() }) {
      return index
    }
    guard let index = Int(name), (0..<dataset.classCount).contains(index) else {
      let last = dataset.classCount - 1
      throw CommandError.usage(
        "--class \(name) is no class of \(dataset.name); they are 0 to \(last.grouped) or one of "
          + dataset.classNames.prefix(12).joined(separator: ", "))
    }
    return index
  }
}

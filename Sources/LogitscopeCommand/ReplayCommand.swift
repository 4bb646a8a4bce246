import ArgumentParser
import CursesTerminal
import ExplorerUI
import RunStore

/// A recorded run in the explorer: `logitscope replay`.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Look at a recorded run in the terminal, moment by moment.",
    discussion: """
      Example: logitscope replay baseline --class Shirt

      A run that another process is recording is followed: its evaluations show as they come.

      Press ? for the keys. Without a terminal:

      logitscope replay baseline --at 400 --snapshot baseline.svg
      """)

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @OptionGroup var look: ViewOptions
  @OptionGroup var picture: SnapshotOptions

  @OptionGroup var location: StoreOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let configuration = try screen.configuration.load()
    configuration.report()
    let snapshot = try picture.prepared()
    let store = try location.open(for: .reading)
    let recorded = try store.run(name)
    let source = try RunSource(recorded, in: store)
    let description = source.description
    guard !source.evaluations.isEmpty || recorded.status == .running else {
      throw CommandError.badData("the run '\(recorded.name)' has no evaluation to show")
    }
    let launch = ExplorerLaunch(
      datasetName: description.datasetName, classNames: description.classNames,
      configuration: description.configuration,
      initialClass: try look.classIndex(
        classNames: description.classNames, dataset: description.datasetName),
      step: look.at, look: look.first.looks.look,
      settings: screen.settings(configuration, view: look.first.view),
      keyMap: configuration.keyMap,
      command: ReproducingCommand.text("replay", ReproducingCommand.ownArguments("replay")),
      notice: configuration.notice)
    if let snapshot {
      return try snapshot.write(ReplayReader(source, in: store), launch: launch)
    }
    try CursesTerminal.requireTerminal()
    let mailbox = try ExploreMailbox()
    let reader = ReplayReader(source, in: store)
    let terminal = try screen.open()
    reader.start(for: mailbox)
    let runner = ExploreRunner(mailbox: mailbox) { _, _, _, _ in nil }
    var session = ExploreSession(
      state: ExplorerState(launch: launch),
      terminal: terminal, mailbox: mailbox, configurationPath: configuration.path,
      runner: runner, shelf: RunShelf(location: location, mailbox: mailbox), reader: reader)
    let ending = session.run([])
    terminal.close()
    try session.finish(ending)
  }
}

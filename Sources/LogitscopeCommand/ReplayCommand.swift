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
    let snapshot = try picture.snapshot(usesASCII: screen.ascii)
    let store = try location.open(for: .reading)
    let recorded = try store.run(name)
    let source = try RunSource(recorded, in: store)
    let description = source.description
    guard !source.evaluations.isEmpty else {
      throw CommandError.badData("the run '\(recorded.name)' has no evaluation to show")
    }
    let launch = ExplorerLaunch(
      datasetName: description.datasetName, classNames: description.classNames,
      configuration: description.configuration,
      initialClass: try look.classIndex(
        classNames: description.classNames, dataset: description.datasetName),
      view: look.view, step: look.at, theme: screen.theme)
    if let snapshot {
      return try snapshot.write(ReplayReader(source), launch: launch)
    }
    try CursesTerminal.requireTerminal()
    let mailbox = try ExploreMailbox()
    let reader = ReplayReader(source)
    let terminal = try screen.open()
    reader.measure(for: mailbox)
    var session = ExploreSession(
      state: ExplorerState(launch: launch),
      terminal: terminal, mailbox: mailbox, reader: reader)
    let ending = session.run([])
    terminal.close()
    try session.finish(ending) { reader.stop(within: .seconds(2)) }
  }
}

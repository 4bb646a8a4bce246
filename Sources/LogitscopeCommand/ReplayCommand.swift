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

      Press ? for the keys.
      """)

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("The class to look at first.", valueName: "number|name"))
  var chosenClass: String?

  @OptionGroup var location: StoreOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let store = try location.open(for: .reading)
    let recorded = try store.run(name)
    let source = try RunSource(recorded, in: store)
    let description = source.description
    guard !source.evaluations.isEmpty else {
      throw CommandError.badData("the run '\(recorded.name)' has no evaluation to show")
    }
    let initialClass =
      try chosenClass.map {
        try ClassChoice.index(
          $0, classNames: description.classNames, dataset: description.datasetName)
      } ?? 0
    try CursesTerminal.requireTerminal()
    let mailbox = try ExploreMailbox()
    let reader = ReplayReader(source)
    let terminal = try screen.open()
    reader.measure(for: mailbox)
    var session = ExploreSession(
      state: ExplorerState(
        launch: ExplorerLaunch(
          datasetName: description.datasetName, classNames: description.classNames,
          configuration: description.configuration, initialClass: initialClass)),
      terminal: terminal, mailbox: mailbox, reader: reader)
    let ending = session.run([])
    terminal.close()
    try session.finish(ending) { reader.stop(within: .seconds(2)) }
  }
}

import ArgumentParser
import CursesTerminal
import ExplorerUI
import LogitEngine

/// The options of the commands that look at logits of another program.
struct InspectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The loss that the network was trained with (default: nobody knows).", valueName: "name"))
  var loss: LossKind?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("The class to look at first.", valueName: "number"),
    transform: OptionValue.integer(0...10_000_000))
  var chosenClass: Int?

  @Option(help: "The view to show first (default: explore).")
  var view: ExplorerView?

  @OptionGroup var screen: ScreenOptions

  /// What has been read by then is on the first frame, and what fails by then is said without one.
  private static let patienceMilliseconds: Int32 = 40

  /// Shows logits as they are read until the user leaves.
  ///
  /// - Parameters:
  ///   - name: what the whole is called.
  ///   - origin: where the logits are from.
  ///   - begin: begins to read them.
  func show(
    _ name: String, from origin: LogitOrigin, _ begin: (LogitSource, ExploreMailbox) -> Void
  ) throws {
    try CursesTerminal.requireTerminal()
    let configuration = try screen.configuration.load()
    configuration.report()
    let mailbox = try ExploreMailbox()
    let source = LogitSource(name: name, loss: loss.map { Loss($0) })
    begin(source, mailbox)
    let messages = try firstMessages(mailbox, from: origin, name)
    let command = origin == .folder ? "watch" : "inspect"
    let terminal = try screen.open()
    let launch = ExplorerLaunch(
      datasetName: name,
      configuration: TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: Loss(loss ?? LossKind.all[0])),
      initialClass: chosenClass ?? 0, settings: screen.settings(configuration, view: view),
      keyMap: configuration.keyMap,
      command: ReproducingCommand.text(command, ReproducingCommand.ownArguments(command)),
      notice: configuration.notice, origin: origin, isLossKnown: loss != nil)
    var session = ExploreSession(
      state: ExplorerState(launch: launch), terminal: terminal, mailbox: mailbox,
      configurationPath: configuration.path,
      runner: ExploreRunner(mailbox: mailbox) { _, _, _, _ in nil },
      shelf: RunShelf(location: try StoreOptions.parse([]), mailbox: mailbox),
      moments: source.moments)
    let ending = session.run(messages)
    terminal.close()
    let hasStopped = source.stop(within: .seconds(2))
    try session.finish(ending, othersHaveEnded: hasStopped)
  }

  private func firstMessages(
    _ mailbox: ExploreMailbox, from origin: LogitOrigin, _ name: String
  ) throws -> [ExploreMessage] {
    var messages: [ExploreMessage] = []
    // How many classes there are, only the first logits tell.
    let mustBeRead = chosenClass != nil && origin == .files
    repeat {
      if mailbox.wakePipe.wait(milliseconds: mustBeRead ? -1 : Self.patienceMilliseconds) {
        messages += mailbox.take()
      }
    } while mustBeRead && messages.isEmpty
    for message in messages {
      if case .failed(let error) = message { throw error }
      if case .source(.replayed(let run)) = message, let chosenClass {
        _ = try ClassChoice.index(
          String(chosenClass), classNames: run.description.classNames, dataset: name)
      }
    }
    return messages
  }
}

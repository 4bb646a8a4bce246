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
    help: ArgumentHelp(
      "A text file with the names of the classes, one a line (default: their numbers).",
      valueName: "file"))
  var classNames: String?

  @OptionGroup var reading: LogitReadingArguments
  @OptionGroup var look: FirstLookOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The step to begin at, or the nearest there is (default: the last).", valueName: "step"),
    transform: OptionValue.integer(0...1_000_000_000_000))
  var at: Int?

  @OptionGroup var picture: SnapshotOptions
  @OptionGroup var screen: ScreenOptions

  /// What has been read by then is on the first frame, and what fails by then is said without one.
  private static let patienceMilliseconds: Int32 = 40

  /// Begins to read logits, all that there is by now or for as long as the explorer is open.
  typealias Begin = (LogitSource, ExploreMailbox, _ isOnce: Bool) -> Void

  /// Shows logits as they are read until the user leaves, or writes a picture of them.
  ///
  /// - Parameters:
  ///   - name: what the whole is called.
  ///   - origin: where the logits are from.
  ///   - begin: begins to read them.
  func show(_ name: String, from origin: LogitOrigin, _ begin: Begin) throws {
    let configuration = try screen.configuration.load()
    let snapshot = try picture.prepared()
    let names = try classNames.map(NamedClasses.init(path:))
    if snapshot == nil { try CursesTerminal.requireTerminal() }
    configuration.report()
    let mailbox = try ExploreMailbox()
    let source = LogitSource(
      name: name, loss: loss.map { Loss($0) }, names: names,
      options: reading.options(classNames: names?.names))
    begin(source, mailbox, snapshot != nil)
    if snapshot != nil { source.waitForEnd() }
    let messages =
      snapshot == nil ? try firstMessages(mailbox, from: origin) : mailbox.take()
    let command = origin == .folder ? "watch" : "inspect"
    let launch = ExplorerLaunch(
      datasetName: name, classNames: names?.names ?? [],
      configuration: TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: Loss(loss ?? LossKind.all[0])),
      initialClass: try initialClass(messages, names?.names, name), step: at,
      look: look.looks.look,
      settings: screen.settings(configuration, view: look.view), keyMap: configuration.keyMap,
      command: ReproducingCommand.text(command, ReproducingCommand.ownArguments(command)),
      notice: configuration.notice, origin: origin, isLossKnown: loss != nil)
    if let snapshot { return try snapshot.write(messages, source.moments, launch: launch) }
    let terminal = try screen.open()
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
    _ mailbox: ExploreMailbox, from origin: LogitOrigin
  ) throws -> [ExploreMessage] {
    var messages: [ExploreMessage] = []
    // How many classes there are, only the first logits tell.
    let mustBeRead = look.chosenClass != nil && origin == .files
    repeat {
      if mailbox.wakePipe.wait(milliseconds: mustBeRead ? -1 : Self.patienceMilliseconds) {
        messages += mailbox.take()
      }
    } while mustBeRead && messages.isEmpty
    return messages
  }

  /// The number of the chosen class, by the names given or by the first logits.
  private func initialClass(
    _ messages: [ExploreMessage], _ names: [String]?, _ dataset: String
  ) throws -> Int {
    var names = names
    for message in messages {
      if case .failed(let error) = message { throw error }
      if case .source(.replayed(let run)) = message { names = run.description.classNames }
    }
    guard let chosenClass = look.chosenClass else { return 0 }
    if let names {
      return try ClassChoice.index(chosenClass, classNames: names, dataset: dataset)
    }
    guard let index = Int(chosenClass), (0...10_000_000).contains(index) else {
      throw CommandError.usage(
        "--class \(chosenClass) is no number; classes have names only with --class-names")
    }
    return index
  }
}

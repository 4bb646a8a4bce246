import ArgumentParser
import RunStore

/// Another name or note for a recorded run: `logitscope runs rename`.
struct RunsRenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a recorded run another name, another note, or both.",
    discussion: "Example: logitscope runs rename 3 baseline --note 'before the new schedule'")

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @Argument(help: ArgumentHelp("The new name.", valueName: "name"))
  var newName: String?

  @Option(help: ArgumentHelp("The new note.", valueName: "text"))
  var note: String?

  @OptionGroup var location: StoreOptions

  func run() throws {
    guard newName != nil || note != nil else {
      throw CommandError.usage("give the run a new name, or a note with --note")
    }
    let store = try location.openExisting()
    try store.change(store.run(name), name: newName, note: note)
  }
}

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

  @Option(help: "How to print the run as it is now; text prints nothing.")
  var format = OutputFormat.text

  func run() throws {
    guard newName != nil || note != nil else {
      throw CommandError.usage("give the run a new name, or a note with --note")
    }
    let store = try location.openExisting()
    let run = try store.run(name)
    try store.change(run, name: newName, note: note)
    guard format == .json else { return }
    let changed = JSONValue.object(RunJSON.members(try store.run(newName ?? run.name)))
    try StandardOutput.write(changed.text + "\n")
  }
}

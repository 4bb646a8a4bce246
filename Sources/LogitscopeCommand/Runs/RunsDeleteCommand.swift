import ArgumentParser
import RunStore

/// The end of recorded runs: `logitscope runs delete`.
struct RunsDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete recorded runs with everything in them.",
    discussion: "Example: logitscope runs delete first-try 17")

  @Argument(help: ArgumentHelp("The names or numbers of the runs.", valueName: "run"))
  var names: [String]

  @OptionGroup var location: StoreOptions

  func run() throws {
    let store = try location.openExisting()
    // A misspelt name must not cost the runs before it.
    for run in try names.map(store.run) { try store.delete(run) }
  }
}

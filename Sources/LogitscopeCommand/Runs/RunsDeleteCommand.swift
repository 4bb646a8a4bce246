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

  @Option(help: "How to print the runs that were deleted; text prints nothing.")
  var format = OutputFormat.text

  func run() throws {
    let store = try location.openExisting()
    // A misspelt name must not cost the runs before it.
    let runs = try names.map(store.run)
    for run in runs { try store.delete(run) }
    guard format == .json else { return }
    let deleted = JSONValue.object([
      .init("deleted", .array(runs.map { .object(RunJSON.members($0)) }))
    ])
    try StandardOutput.write(deleted.text + "\n")
  }
}

import ArgumentParser
import RunStore

/// A recorded run in full: `logitscope runs show`.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a recorded run: its settings, its evaluations, its last metrics.",
    discussion: "Example: logitscope runs show baseline")

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @OptionGroup var location: StoreOptions

  @Option(help: "How to print the run.")
  var format = OutputFormat.text

  func run() throws {
    let store = try location.open(for: .reading)
    let recorded = try store.run(name)
    let source = try RunSource(recorded, in: store)
    let checkpointSteps = try store.checkpointSteps(of: recorded)
    let byteCount = try store.byteCount(of: recorded)
    switch format {
    case .text:
      try StandardOutput.write(
        RunText.full(
          recorded, source, checkpointSteps: checkpointSteps, byteCount: byteCount))
    case .json:
      try StandardOutput.write(
        RunJSON.full(
          recorded, source, checkpointSteps: checkpointSteps, byteCount: byteCount
        ).text + "\n")
    }
  }
}

import ArgumentParser
import RunStore

/// A recorded run as files: `logitscope runs export`.
struct RunsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a recorded run to a folder of NPY and CSV files.",
    discussion: """
      The folder gets logits.npy (snapshots x examples x classes, float32), labels.npy, \
      scalars.csv (the training loss of every step), metrics.csv (a row an evaluation; its column \
      'snapshot' is the index into logits.npy), classes.csv (a row an evaluation and class) and \
      run.json.

      Example: logitscope runs export baseline baseline-files
      """)

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @Argument(help: "The folder; it must be empty or not exist.")
  var folder: String

  @OptionGroup var location: StoreOptions

  @Option(help: "How to print the list of files.")
  var format = OutputFormat.text

  func run() throws {
    let store = try location.open(for: .reading)
    let recorded = try store.run(name)
    let source = try RunSource(recorded, in: store)
    let json = RunJSON.full(
      recorded, source, checkpointSteps: try store.checkpointSteps(of: recorded),
      byteCount: try store.byteCount(of: recorded))
    let files = try RunExport(source, folder: folder).write(description: json.text + "\n")
    switch format {
    case .text: try StandardOutput.write(files.map { $0 + "\n" }.joined())
    case .json:
      let list = JSONValue.object([.init("files", .array(files.map(JSONValue.string)))])
      try StandardOutput.write(list.text + "\n")
    }
  }
}

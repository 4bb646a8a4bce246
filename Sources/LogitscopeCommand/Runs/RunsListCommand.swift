import ArgumentParser
import LogitEngine
import RunStore

/// The list of recorded runs: `logitscope runs list`.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the recorded runs, the latest first.",
    discussion: "Example: logitscope runs list --format json")

  @OptionGroup var location: StoreOptions

  @Option(help: "How to print the list.")
  var format = OutputFormat.text

  func run() throws {
    let listing: RunListing
    do {
      listing = try location.open(for: .reading).runs()
    } catch RunStoreError.missing {
      // Nobody has recorded anything yet, which is no error.
      listing = RunListing()
    }
    switch format {
    case .text: try StandardOutput.write(Self.text(listing))
    case .json:
      let runs = JSONValue.object([
        .init("runs", .array(listing.runs.map { .object(RunJSON.members($0)) })),
        .init("damaged", .array(listing.damaged.map(JSONValue.string))),
      ])
      try StandardOutput.write(runs.text + "\n")
    }
  }

  private static func text(_ listing: RunListing) -> String {
    var text = ""
    if listing.runs.isEmpty {
      text += "There are no recorded runs; record one with: logitscope train --record NAME\n"
    } else {
      var table = TextTable([
        .init("run"), .init("name", .left), .init("status", .left), .init("began", .left),
        .init("dataset", .left), .init("loss", .left), .init("step"), .init("snapshots"),
        .init("AUPRC"),
      ])
      for run in listing.runs {
        table.add([
          "\(run.id)", run.name, run.status.rawValue, RunText.localTime(run.created),
          run.description.datasetName, run.description.configuration.loss.kind.name,
          run.lastMoment.step.grouped, run.snapshotCount.grouped,
          ReportText.number(run.lastEvaluation?.report.meanAveragePrecision),
        ])
      }
      text += table.text
    }
    for name in listing.damaged { text += "The run '\(name.onOneLine)' is damaged.\n" }
    return text
  }
}

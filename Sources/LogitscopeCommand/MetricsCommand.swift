import ArgumentParser
import LogitEngine

/// The metrics of given logits: `logitscope metrics`.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measure how well given logits separate, per class and overall.",
    discussion: """
      Example: logitscope metrics --logits z.npy --labels y.npy --format json

      AUPRC is the average precision of one class's bare logit, P@0.90 its best precision at a \
      recall of at least 0.90; "violating pairs" is the share of (true, false) pairs of logits, \
      over all examples and classes, with false >= true.
      """)

  @OptionGroup var files: LogitFileOptions

  @Option(help: "How to print the metrics.")
  var format = OutputFormat.text

  func run() throws {
    let (snapshot, reading) = try files.load(acceptingInfinities: true)
    let report = EvaluationReport(snapshot, threads: availableProcessorCount())
    switch format {
    case .text:
      NoteText.write(reading.notes)
      try StandardOutput.write(ReportText.full(report, examples: snapshot.exampleCount))
    case .json:
      let value = JSONValue.report(
        report, examples: snapshot.exampleCount, classes: snapshot.classCount)
      try StandardOutput.write(value.text + "\n")
    }
  }
}

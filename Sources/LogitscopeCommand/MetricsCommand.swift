import ArgumentParser
import LogitEngine

/// The metrics of given logits: `logitscope metrics`.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measure how well given logits separate, per class and overall.",
    discussion: """
      Example: logitscope metrics --logits z.npy --labels y.npy --format json
      Example: logitscope metrics --logits z.npz --class-names names.txt --top 20 --order worst

      AUPRC is the average precision of one class's bare logit, P@0.90 its best precision at a \
      recall of at least 0.90; what stands "at" is the threshold that gives it, positive meaning \
      logit >= threshold. The means are over the defined classes. "overlap" is 1 - the largest \
      TPR - FPR of any threshold; "violating pairs" is the fraction of (true, false) pairs of \
      logits, over all examples and classes, with false >= true. What was assumed in reading the \
      files is said on standard error, and in the JSON as notes.
      """)

  @OptionGroup var files: LogitFileOptions

  @Option(
    help: ArgumentHelp(
      "A text file with the names of the classes, one a line (default: their numbers).",
      valueName: "file"))
  var classNames: String?

  @OptionGroup var classes: ClassSelectionOptions

  @Option(help: "How to print the metrics.")
  var format = OutputFormat.text

  func run() throws {
    let named = try classNames.map(NamedClasses.init(path:))
    let (snapshot, reading) = try files.load(
      acceptingInfinities: true, acceptingNaN: true, classNames: named?.names)
    let fitted = try named?.fitted(to: snapshot.classCount)
    let names =
      fitted?.names ?? reading.classNames ?? (0..<snapshot.classCount).map(String.init)
    var selection = try classes.selection(names, of: files.logits)
    var report = EvaluationReport(snapshot, threads: availableProcessorCount())
    if reading.scale != .logits { report.forgetSoftmax() }
    var notes = reading.notes + (fitted?.notes ?? [])
    notes += [nanNote(report, snapshot)].compactMap(\.self)
    notes += [RunHealth.sentence(snapshot.classesOfEqualLogits, of: snapshot.classCount)]
      .compactMap(\.self)
    switch format {
    case .text:
      Notes.report(notes)
      try StandardOutput.write(
        ReportText.full(
          report, examples: snapshot.exampleCount, ignored: reading.ignoredCount,
          classNames: names, selection: selection))
    case .json:
      selection.showsUndefined = selection.showsUndefined ?? true
      notes += [ReportText.fewPositivesSentence(report.classes)].compactMap(\.self)
      let value = JSONValue.report(
        report, examples: snapshot.exampleCount, names: names, selection: selection,
        more: [
          .init("ignored", .integer(reading.ignoredCount)),
          .init("scale", .string(reading.scale.name)), Notes.member(notes),
        ])
      try StandardOutput.write(value.text + "\n")
    }
  }

  /// What NaN among the logits leaves undefined; nil without one.
  private func nanNote(_ report: EvaluationReport, _ snapshot: LogitSnapshot) -> String? {
    guard report.nanCount > 0 else { return nil }
    let census = NonFiniteLogits(snapshot)
    return LogitFileOptions.sentence(files.logits, census, of: snapshot.logits.count, isOfNaN: true)
      .map {
        $0 + ": the metrics of the classes concerned are undefined, and so are those of all logits"
      }
  }
}

extension EvaluationReport {
  /// Leaves out what is computed of the softmax of rows, where the rows are no logits.
  fileprivate mutating func forgetSoftmax() {
    softmaxMeanAveragePrecision = nil
    separation.normalizerSpread = nil
    for index in classes.indices { classes[index].softmaxAveragePrecision = nil }
  }
}

extension LogitScale {
  /// The name in files.
  var name: String {
    switch self {
    case .logits: "logits"
    case .probabilities: "probabilities"
    case .sigmoids: "sigmoids"
    }
  }
}

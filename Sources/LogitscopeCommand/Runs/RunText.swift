import Glibc
import LogitEngine
import RunStore

/// Recorded runs as text for people.
enum RunText {
  /// Everything about a run.
  static func full(
    _ run: RecordedRun, _ source: RunSource, checkpointSteps: [Int], byteCount: Int
  ) -> String {
    let description = run.description
    var rows = [
      ("run", "\(run.id)"),
      ("status", status(run)),
      ("began", localTime(run.created)),
      (
        "dataset",
        "\(description.datasetName), \(description.trainingCount.grouped) training and "
          + "\(description.testCount.grouped) test examples, \(description.classNames.count.grouped) "
          + "classes"
      ),
      ("fingerprint", run.datasetFingerprint),
      ("network", "\(description.networkName), \(description.parameterCount.grouped) parameters"),
    ]
    if !run.note.isEmpty { rows.insert(("note", run.note), at: 1) }
    for setting in TrainingSetting.allCases {
      guard let value = description.configuration.value(of: setting) else { continue }
      rows.append((setting.rawValue, value))
    }
    rows += [
      ("steps", "\(run.lastMoment.step.grouped) of \(description.totalSteps.grouped)"),
      ("evaluations", evaluations(run)),
      ("checkpoints", checkpoints(checkpointSteps)),
      ("size", "\((Double(byteCount) / 1e6).fixed(1)) MB"),
    ]
    if let totals = run.totals {
      rows.append(
        (
          "time",
          "\(totals.seconds.fixed(1)) s, \(Int(finite: totals.examplesPerSecond).grouped) examples/s, "
            + "\(totals.millisecondsPerStep.fixed(3)) ms a step"
        ))
    }
    let width = rows.reduce(0) { max($0, $1.0.count) }
    var text = run.name.onOneLine + "\n\n"
    for (name, value) in rows {
      text += name + String(repeating: " ", count: width - name.count + 2) + value.onOneLine + "\n"
    }
    text += changes(source.changes)
    if !source.allEvaluations.isEmpty {
      text += "\n" + EvaluationLine.heading
      for evaluation in source.allEvaluations {
        text += EvaluationLine.text(
          evaluation.moment, trainingLoss: evaluation.trainingLoss, evaluation.report)
      }
    }
    if let last = run.lastEvaluation {
      text += "\n" + ReportText.classTable(last.report, classNames: description.classNames)
      text += "\n" + ReportText.separation(last.report)
    }
    return text
  }

  /// A time of day, where the machine is, for instance `2026-01-31 09:05`.
  static func localTime(_ seconds: Double) -> String {
    format(seconds, "%Y-%m-%d %H:%M") { localtime_r(&$0, &$1) }
  }

  /// A time as ISO 8601 has it, for instance `2026-01-31T08:05:59Z`.
  static func universalTime(_ seconds: Double) -> String {
    format(seconds, "%Y-%m-%dT%H:%M:%SZ") { gmtime_r(&$0, &$1) }
  }

  private static func format(
    _ seconds: Double, _ format: String,
    _ split: (inout time_t, inout tm) -> UnsafeMutablePointer<tm>?
  ) -> String {
    var time = time_t(finite: seconds)
    var parts = tm()
    guard split(&time, &parts) != nil else { return "-" }
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func status(_ run: RecordedRun) -> String {
    switch run.status {
    case .running: "running"
    case .finished: "finished"
    case .stopped: "stopped before its last step"
    case .interrupted: "interrupted, whole up to its last evaluation"
    }
  }

  private static func checkpoints(_ steps: [Int]) -> String {
    steps.isEmpty ? "none" : "at step " + steps.map(\.grouped).joined(separator: " · ")
  }

  private static func evaluations(_ run: RecordedRun) -> String {
    let count = run.evaluationCount.grouped
    guard run.thinnedCount > 0 else { return "\(count), all with their logits" }
    return "\(count), \(run.thinnedCount.grouped) of them without their logits: "
      + "the disk was slower than the training, or --store-limit was reached"
  }

  private static func changes(_ changes: [RunStatus]) -> String {
    guard !changes.isEmpty else { return "" }
    var table = TextTable([
      .init("changed at step"), .init("", .left), .init("loss", .left), .init("learning rate"),
    ])
    for change in changes {
      table.add([
        change.moment.step.grouped, change.isPaused ? "paused" : "runs", change.loss.kind.name,
        "\(change.learningRate)",
      ])
    }
    return "\n" + table.text
  }
}

extension FixedWidthInteger {
  /// The whole part of a number, which may be anything; 0 if it has none.
  fileprivate init(finite value: Double) {
    self = Self(exactly: value.rounded(.down)) ?? 0
  }
}

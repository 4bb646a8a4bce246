import LogitEngine

/// Prints evaluations as a table that grows, and a progress bar below it while there is a terminal.
struct TextTrainingReporter: TrainingReporter {
  private var bar = ProgressBar()
  private var losses = LossMean()
  private var lastLoss: Double?
  private var run: RunDescription?
  private var health = RunHealth()

  /// Of more classes than these, the rest is left to `metrics` and the explorer.
  private static let mostClasses = 100

  mutating func report(_ event: TrainingEvent) throws {
    switch event {
    case .started(let run):
      self.run = run
      Notes.report(run.origin.notes)
      try StandardOutput.write(Self.heading(run))
    case .progress(let progress):
      losses.add(progress.losses)
      health.add(losses: progress.losses, lastStep: progress.moment.step)
      guard let run, bar.isDue(progress.secondsElapsed) else { return }
      lastLoss = losses.take() ?? lastLoss
      bar.draw(
        fraction: Double(progress.moment.step) / Double(max(run.totalSteps, 1)),
        words: [
          Self.epoch(progress.moment, of: run),
          lastLoss.map { "loss " + $0.significant(4).leftPadded(to: 8) },
          Self.rate(progress.examplesPerSecond).leftPadded(to: 7) + " examples/s",
          // The first steps say little about the rest.
          progress.secondsElapsed < 0.5
            ? nil : progress.secondsRemaining.map { "ETA \(durationText($0))" },
        ].compactMap { $0 })
    case .evaluated(let evaluation):
      bar.erase()
      health.add(evaluation.snapshot)
      try StandardOutput.write(EvaluationLine.text(evaluation))
    case .changed, .checkpointed: break
    case .ended(let summary):
      bar.erase()
      try StandardOutput.write(ending(summary))
      Notes.report(health.sentences)
    }
  }

  private static func heading(_ run: RunDescription) -> String {
    let configuration = run.configuration
    let kind = configuration.loss.kind
    return
      "\(run.datasetName.onOneLine)  \(run.networkName), \(run.parameterCount.grouped) parameters"
      + (configuration.network.text + configuration.inputs.text).map { ", " + $0 }
      .joined() + "\n"
      + "\(kind.name) (\(kind.isAligned ? "aligned" : "not aligned"): \(kind.reason))\n"
      + "\(run.totalSteps.grouped) steps of \(configuration.batchSize) examples, "
      + "\(configuration.optimizerText), "
      + "seed \(configuration.seed), "
      + "\(configuration.threads) thread\(configuration.threads == 1 ? "" : "s")\n"
      + (run.firstStep > 0 ? "going on from step \(run.firstStep.grouped)\n\n" : "\n")
      + EvaluationLine.heading
  }

  private static func epoch(_ moment: TrainingMoment, of run: RunDescription) -> String {
    let epochs = "\(run.configuration.epochs)"
    let current = min(Int(moment.epoch.rounded(.down)) + 1, run.configuration.epochs)
    return "epoch " + "\(current)".leftPadded(to: epochs.count) + "/" + epochs
  }

  private static func rate(_ examplesPerSecond: Double) -> String {
    examplesPerSecond.isFinite ? Int(examplesPerSecond.rounded()).grouped : "-"
  }

  private func ending(_ summary: TrainingSummary) -> String {
    var text = "\n"
    if let run, let evaluation = summary.lastEvaluation {
      text +=
        ReportText.classTable(
          evaluation.report, classNames: run.classNames, limit: Self.mostClasses) + "\n"
      text += ReportText.separation(evaluation.report) + "\n"
    }
    return text + "\(summary.moment.step.grouped) steps in \(summary.seconds.fixed(1)) s, "
      + "\(Self.rate(summary.examplesPerSecond)) examples/s, "
      + "\(summary.millisecondsPerStep.fixed(3)) ms a step\n"
  }
}

/// An evaluation as a line of a table whose later lines are not known yet.
enum EvaluationLine {
  private static let columns: [(heading: String, width: Int)] = [
    ("epoch", 5), ("step", 7), ("loss", 9), ("accuracy", 8), ("AUPRC", 6), ("P@0.90", 6),
    ("P@0.99", 6), ("softmax", 7), ("violating", 9),
  ]

  /// The line with the names of the columns.
  static let heading = line(columns.map(\.heading))

  /// The line of an evaluation.
  static func text(_ evaluation: Evaluation) -> String {
    text(evaluation.moment, trainingLoss: evaluation.trainingLoss, evaluation.report)
  }

  /// The line of what is known of an evaluation.
  static func text(
    _ moment: TrainingMoment, trainingLoss: Double?, _ report: EvaluationReport
  ) -> String {
    line([
      moment.epoch.fixed(2), moment.step.grouped,
      trainingLoss.map { $0.significant(4) } ?? "-", ReportText.number(report.accuracy),
      ReportText.number(report.meanAveragePrecision),
      ReportText.number(report.meanPrecisionAtRecall90),
      ReportText.number(report.meanPrecisionAtRecall99),
      ReportText.number(report.softmaxMeanAveragePrecision),
      ReportText.percent(report.separation.violatingPairFraction),
    ])
  }

  private static func line(_ cells: [String]) -> String {
    zip(cells, columns).map { cell, column in
      cell.leftPadded(to: column.width)
    }.joined(separator: "  ") + "\n"
  }
}

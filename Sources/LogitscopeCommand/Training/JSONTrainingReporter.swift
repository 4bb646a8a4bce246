import LogitEngine

/// Prints events as JSON objects, one a line.
struct JSONTrainingReporter: TrainingReporter {
  private var throttle = Throttle(perSecond: 4)
  private var losses = LossMean()
  private var health = RunHealth()

  mutating func report(_ event: TrainingEvent) throws {
    switch event {
    case .started(let run):
      try print("start", Self.members(run))
    case .progress(let progress):
      losses.add(progress.losses)
      health.add(losses: progress.losses, lastStep: progress.moment.step)
      guard throttle.allows(progress.secondsElapsed) else { return }
      try print(
        "progress",
        [
          .init("epoch", .number(progress.moment.epoch)),
          .init("step", .integer(progress.moment.step)),
          .init("loss", .optional(losses.take())),
          .init("learning_rate", .optional(progress.learningRate)),
          .init("examples_per_second", .number(progress.examplesPerSecond)),
          .init("seconds", .number(progress.secondsElapsed)),
          .init("seconds_remaining", .optional(progress.secondsRemaining)),
        ])
    case .evaluated(let evaluation):
      health.add(evaluation.snapshot)
      try print("evaluation", Self.members(evaluation.moment, evaluation))
    case .checkpointed(let checkpoint):
      try print(
        "checkpoint",
        [
          .init("epoch", .number(checkpoint.moment.epoch)),
          .init("step", .integer(checkpoint.moment.step)),
        ])
    case .changed: break
    case .ended(let summary):
      try print(
        "end",
        Self.members(summary.moment, summary.lastEvaluation) + [
          .init("seconds", .number(summary.seconds)),
          .init("examples_per_second", .number(summary.examplesPerSecond)),
          .init("milliseconds_per_step", .number(summary.millisecondsPerStep)),
          .init("notes", .array(health.sentences.map(JSONValue.string))),
        ])
    }
  }

  private func print(_ event: String, _ members: [JSONValue.Member]) throws {
    let line = JSONValue.object([.init("event", .string(event))] + members)
    try StandardOutput.write(line.text + "\n")
  }

  private static func members(_ run: RunDescription) -> [JSONValue.Member] {
    let configuration = run.configuration
    return [
      .init("dataset", .string(run.datasetName)),
      .init("classes", .integer(run.classNames.count)),
      .init("class_names", .array(run.classNames.map(JSONValue.string))),
      .init("training_examples", .integer(run.trainingCount)),
      .init("test_examples", .integer(run.testCount)),
      .init("network", .string(run.networkName)),
      .init("parameters", .integer(run.parameterCount)),
    ] + configuration.network.members + configuration.inputs.members + [
      // Every other line has a number under "loss".
      .init("loss_name", .string(configuration.loss.kind.name)),
      .init("aligned", .bool(configuration.loss.kind.isAligned)),
    ] + LossParameterName.members(of: configuration.loss) + [
      .init("epochs", .integer(configuration.epochs)),
      .init("batch_size", .integer(configuration.batchSize)),
    ] + configuration.optimizerMembers + [
      .init("seed", .unsigned(configuration.seed)),
      .init("threads", .integer(configuration.threads)),
      .init("steps_per_epoch", .integer(run.stepsPerEpoch)),
      .init("total_steps", .integer(run.totalSteps)),
      .init("first_step", .integer(run.firstStep)),
    ] + run.origin.members
  }

  private static func members(_ moment: TrainingMoment, _ evaluation: Evaluation?)
    -> [JSONValue.Member]
  {
    let report = evaluation?.report
    return [
      .init("epoch", .number(moment.epoch)),
      .init("step", .integer(moment.step)),
      .init("loss", .optional(evaluation?.trainingLoss)),
      .init("accuracy", .optional(report?.accuracy)),
      .init("mean_average_precision", .optional(report?.meanAveragePrecision)),
      .init("precision_at_recall_90", .optional(report?.meanPrecisionAtRecall90)),
      .init("precision_at_recall_99", .optional(report?.meanPrecisionAtRecall99)),
      .init("softmax_mean_average_precision", .optional(report?.softmaxMeanAveragePrecision)),
      .init("violating_pair_fraction", .optional(report?.separation.violatingPairFraction)),
      .init("separation_margin", .optional(report?.separation.margin)),
    ]
  }
}

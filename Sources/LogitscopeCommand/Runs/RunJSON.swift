import LogitEngine
import RunStore

/// Recorded runs as JSON.
enum RunJSON {
  /// What the list and the description of a run have in common.
  static func members(_ run: RecordedRun) -> [JSONValue.Member] {
    let description = run.description
    let configuration = description.configuration
    return [
      .init("id", .integer(Int(run.id))),
      .init("name", .string(run.name)),
      .init("note", .string(run.note)),
      .init("status", .string(run.status.rawValue)),
      .init("created", .string(RunText.universalTime(run.created))),
      .init("dataset", .string(description.datasetName)),
      .init("dataset_fingerprint", .string(run.datasetFingerprint)),
      .init("network", .string(description.networkName)),
      .init("loss", .string(configuration.loss.kind.name)),
      .init("step", .integer(run.lastMoment.step)),
      .init("epoch", .number(run.lastMoment.epoch)),
      .init("first_step", .integer(description.firstStep)),
      .init("total_steps", .integer(description.totalSteps)),
      .init("evaluations", .integer(run.evaluationCount)),
      .init("snapshots", .integer(run.snapshotCount)),
      .init("snapshots_left_out", .integer(run.thinnedCount)),
      .init("checkpoints", .integer(run.checkpointCount)),
      .init("seconds", .optional(run.totals?.seconds)),
      .init("examples_per_second", .optional(run.totals?.examplesPerSecond)),
      .init("milliseconds_per_step", .optional(run.totals?.millisecondsPerStep)),
      .init(
        "mean_average_precision", .optional(run.lastEvaluation?.report.meanAveragePrecision)),
    ]
  }

  /// Everything about a run.
  static func full(
    _ run: RecordedRun, _ source: RunSource, checkpointSteps: [Int], byteCount: Int
  ) -> JSONValue {
    let description = run.description
    let settings = TrainingSetting.allCases.compactMap { setting in
      description.configuration.value(of: setting).map {
        JSONValue.Member(setting.rawValue, .string($0))
      }
    }
    return .object(
      members(run) + [
        .init("bytes", .integer(byteCount)),
        .init("checkpoint_steps", .array(checkpointSteps.map(JSONValue.integer))),
        .init("class_names", .array(description.classNames.map(JSONValue.string))),
        .init("training_examples", .integer(description.trainingCount)),
        .init("test_examples", .integer(description.testCount)),
        .init("parameters", .integer(description.parameterCount)),
        .init("steps_per_epoch", .integer(description.stepsPerEpoch)),
        .init("settings", .object(settings)),
        .init("changes", .array(source.changes.map(change))),
        .init("last_evaluation", run.lastEvaluation.map { evaluation($0, run) } ?? .null),
      ])
  }

  private static func change(_ status: RunStatus) -> JSONValue {
    .object(
      [
        .init("step", .integer(status.moment.step)),
        .init("epoch", .number(status.moment.epoch)),
        .init("paused", .bool(status.isPaused)),
        .init("loss", .string(status.loss.kind.name)),
      ] + LossParameterName.members(of: status.loss) + [
        .init("learning_rate", .number(status.learningRate)),
        .init("steps_per_second_limit", .optional(status.stepsPerSecondLimit)),
      ])
  }

  private static func evaluation(_ evaluation: RecordedEvaluation, _ run: RecordedRun) -> JSONValue
  {
    .object([
      .init("step", .integer(evaluation.moment.step)),
      .init("epoch", .number(evaluation.moment.epoch)),
      .init("loss", .optional(evaluation.trainingLoss)),
      .init(
        "metrics",
        .report(
          evaluation.report, examples: run.description.testCount,
          names: run.description.classNames)),
    ])
  }
}

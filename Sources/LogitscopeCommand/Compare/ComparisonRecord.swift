import LogitEngine

/// A comparison as far as it has come: what is kept in a file and shown in tables.
struct ComparisonRecord {
  /// The dataset.
  var dataset: String
  /// The checksums by which the dataset is known again.
  var fingerprint: String
  /// The network's layer sizes in words.
  var network: String
  /// What all runs have in common.
  var settings: ComparisonSettings
  /// The results of the runs that have ended.
  var results: [ComparedRun] = []
  /// What tuning has tried, in the order in which it was.
  var trials: [LossTuning.Trial] = []
  /// The day on which the last run ended, `2026-11-21`; nil before any has.
  var date: String?
  /// How long the comparison has taken so far, in seconds, from start to end each time.
  var seconds = 0.0
  /// The machine it ran on.
  var machine: String?

  /// Whether there is a result of a loss and a seed.
  func has(_ kind: LossKind, seed: UInt64) -> Bool {
    results.contains { $0.loss.kind == kind && $0.seed == seed }
  }

  /// Adds a result; the order is that of seeds, and in each of losses, whichever ended first.
  mutating func add(_ result: ComparedRun) {
    results.append(result)
    results.sort { ($0.seed, Self.place($0.loss)) < ($1.seed, Self.place($1.loss)) }
  }

  /// Adds a trial; the order is that of losses, and in each of learning rates and parameters.
  mutating func add(_ trial: LossTuning.Trial) {
    trials.append(trial)
    trials.sort { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
  }

  private static func place(_ loss: Loss) -> Int {
    LossKind.everyKind.firstIndex(of: loss.kind) ?? LossKind.everyKind.count
  }

  private static func key(_ trial: LossTuning.Trial) -> [Double] {
    let parameters = trial.loss.parameters
    return [
      Double(place(trial.loss)), trial.learningRate, parameters.margin,
      parameters.normalizationWeight, parameters.focus, Double(trial.loss.noiseSamples),
    ]
  }

  /// The record as JSON, with a table of some losses and seeds at its end.
  func json(losses: [LossKind], seeds: [UInt64]) -> JSONValue {
    .object(
      [
        .init("command", .string(Self.command)),
        .init("version", .integer(Self.version)),
        .init("dataset", .string(dataset)),
        .init("dataset_fingerprint", .string(fingerprint)),
        .init("network", .string(network)),
        .init("settings", settings.json),
        .init("machine", machine.map(JSONValue.string) ?? .null),
        .init("date", date.map(JSONValue.string) ?? .null),
        .init("seconds", .number(seconds)),
        .init("trials", .array(trials.map(Self.json))),
        .init("runs", .array(results.map(Self.json))),
      ] + JSONValue.members(of: comparison(losses: losses, seeds: seeds)))
  }

  /// What the results of some losses and seeds say.
  func comparison(losses: [LossKind], seeds: [UInt64]) -> Comparison {
    Comparison(results.filter { seeds.contains($0.seed) }, losses: losses)
  }

  static let command = "compare"
  static let version = 1

  private static func json(_ result: ComparedRun) -> JSONValue {
    .object(
      loss(result.loss, result.learningRate)
        + [.init("seed", .unsigned(result.seed))]
        + ComparisonMeasure.allCases.map { .init($0.rawValue, .optional(result.values[$0])) }
        + [.init("seconds", .number(result.seconds))])
  }

  private static func json(_ trial: LossTuning.Trial) -> JSONValue {
    .object(
      loss(trial.loss, trial.learningRate) + [
        .init("validation_average_precision", .optional(trial.averagePrecision))
      ])
  }

  private static func loss(_ loss: Loss, _ learningRate: Double) -> [JSONValue.Member] {
    [.init("loss", .string(loss.kind.name)), .init("learning_rate", .number(learningRate))]
      + LossParameterName.members(of: loss)
  }
}

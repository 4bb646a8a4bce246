import LogitEngine

/// What all runs of a comparison have in common: results obtained under other settings are not
/// comparable.
struct ComparisonSettings: Equatable {
  /// Names of options, without the dashes, and values in words.
  let values: [(name: String, value: String)]

  /// Takes over what does not differ between losses and seeds.
  ///
  /// - Parameters:
  ///   - configuration: the configuration of any of the runs.
  ///   - outputBias: what was asked for; nil where each loss has its own.
  ///   - isTuned: whether parameters of losses are chosen by tuning.
  init(
    _ configuration: TrainingConfiguration, outputBias: NetworkSpecification.OutputBias?,
    isTuned: Bool
  ) {
    let lossParameters: Set<TrainingSetting> = [
      .margin, .alpha, .focus, .noiseSamples, .expectedNoise,
    ]
    let own: Set<TrainingSetting> = [
      .loss, .seed, .threads, .evaluation, .checkpointing, .outputBias,
    ]
    var values: [(name: String, value: String)] = []
    for setting in TrainingSetting.allCases where !own.contains(setting) {
      if isTuned, lossParameters.contains(setting) { continue }
      guard let value = configuration.value(of: setting) else { continue }
      values.append((setting.rawValue, value))
    }
    values.append(("output-bias", outputBias?.rawValue ?? "default"))
    values.append(("tune", "\(isTuned)"))
    self.values = values
  }

  /// The settings as an object of JSON.
  var json: JSONValue { .object(values.map { .init($0.name, .string($0.value)) }) }

  /// The first that another set of settings has otherwise, with its value there; nil where none
  /// has.
  func firstDifference(
    from other: [String: String]
  ) -> (name: String, value: String, other: String?)? {
    for (name, value) in values where other[name] != value { return (name, value, other[name]) }
    return nil
  }

  static func == (left: Self, right: Self) -> Bool {
    left.values.map(\.name) == right.values.map(\.name)
      && left.values.map(\.value) == right.values.map(\.value)
  }
}

import ArgumentParser
import LogitEngine

/// The options that determine a training run, shared by every command that trains.
struct TrainingOptions: ParsableArguments {
  @OptionGroup var step: StepOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often to go through the training set (default: 10; 60 below 5,000 examples).",
      valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var epochs: Int?

  /// The configuration for training on a dataset.
  ///
  /// - Parameter base: the configuration of a run to go on with, which stands wherever no option
  ///   says otherwise.
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together or with the dataset.
  func configuration(
    for dataset: Dataset, evaluation: EvaluationCadence? = nil,
    refusingUnusedParameters: Bool = true, goingOnFrom base: TrainingConfiguration? = nil
  ) throws -> TrainingConfiguration {
    var configuration = base ?? step.defaults(for: dataset)
    if let epochs { configuration.epochs = epochs }
    if let evaluation { configuration.evaluation = evaluation }
    try step.apply(
      to: &configuration, dataset, refusingUnusedParameters: refusingUnusedParameters)
    return configuration
  }

  /// What is known of a run before its dataset is.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together.
  func provisionalConfiguration() throws -> TrainingConfiguration {
    try step.provisionalConfiguration()
  }
}

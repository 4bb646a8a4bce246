import ArgumentParser
import LogitEngine

/// The options that determine a step of training, however many are taken.
struct StepOptions: ParsableArguments {
  @OptionGroup var network: NetworkOptions
  @OptionGroup var inputs: InputOptions

  @Option(
    help: ArgumentHelp(
      "The loss to train with (default: \(Self.defaultLoss.name)).", valueName: "name"))
  var loss: LossKind?

  @OptionGroup var lossParameters: LossOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The examples per step (default: 128, or all if there are fewer).", valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var batchSize: Int?

  @OptionGroup var optimizer: OptimizerOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seeds parameters, shuffling and noise (default: 0).", valueName: "n"),
    transform: OptionValue.seed)
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The threads that share a step (default: the cores this process may use).", valueName: "n"),
    transform: OptionValue.integer(1...1024))
  var threads: Int?

  private static let defaultLoss = LossKind.all[0]

  /// What is known of a run before its dataset is.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together.
  func provisionalConfiguration() throws -> TrainingConfiguration {
    try network.check(network.provisional.architecture)
    var configuration = TrainingConfiguration(
      network: network.provisional,
      loss: try lossParameters.loss(loss ?? Self.defaultLoss, refusingUnused: false))
    try optimizer.apply(to: &configuration, stepsPerEpoch: nil)
    return configuration
  }

  /// The configuration for a dataset when nothing is said.
  func defaults(for dataset: Dataset) -> TrainingConfiguration {
    let kind = loss ?? Self.defaultLoss
    return TrainingConfiguration(
      network: network.defaults(for: kind, classCount: dataset.classCount), loss: Loss(kind),
      epochs: Self.defaultEpochs(for: dataset), batchSize: Self.defaultBatchSize(for: dataset),
      threads: availableProcessorCount(), inputs: dataset.defaultPreparation)
  }

  /// How many examples a step has when nothing is said: 128, or all that there are.
  ///
  /// - Parameter isTuned: whether a sixth of the training set is held out meanwhile.
  static func defaultBatchSize(for dataset: Dataset, isTuned: Bool = false) -> Int {
    let count = dataset.training.count
    return max(1, min(128, isTuned ? count - count / 6 : count))
  }

  /// Refuses a batch that was asked for and is larger than the training set.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  static func check(batchSize: Int?, _ dataset: Dataset) throws {
    guard let batchSize, batchSize > dataset.training.count else { return }
    throw CommandError.usage(
      "--batch-size \(batchSize) is above the \(dataset.training.count.grouped) training examples "
        + "of \(dataset.name)")
  }

  /// How often to go through a training set when nothing is said.
  static func defaultEpochs(for dataset: Dataset) -> Int { dataset.training.count < 5000 ? 60 : 10 }

  /// Puts what was given in place of what a configuration has.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together or with the dataset.
  func apply(
    to configuration: inout TrainingConfiguration, _ dataset: Dataset,
    refusingUnusedParameters: Bool = true
  ) throws {
    try network.apply(to: &configuration.network, dataset)
    try inputs.apply(to: &configuration.inputs, dataset)
    configuration.loss = try lossParameters.loss(
      loss ?? configuration.loss.kind, from: configuration.loss.parameters,
      refusingUnused: refusingUnusedParameters)
    if let batchSize { configuration.batchSize = batchSize }
    if let seed { configuration.seed = seed }
    if let threads { configuration.threads = threads }
    let trainingCount = dataset.training.count
    try Self.check(batchSize: configuration.batchSize, dataset)
    try lossParameters.checkDraws(examples: configuration.batchSize, loss: configuration.loss)
    try optimizer.apply(
      to: &configuration, stepsPerEpoch: trainingCount / configuration.batchSize)
  }
}

import ArgumentParser
import LogitEngine

extension NetworkSpecification.Architecture: ExpressibleByArgument {}
extension NetworkSpecification.OutputBias: ExpressibleByArgument {}

/// The options that determine a training run, shared by every command that trains.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The kind of network (default: mlp).")
  var model: NetworkSpecification.Architecture?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The hidden layers of an mlp (default: 256,256).", valueName: "sizes"),
    transform: OptionValue.sizes)
  var hidden: [Int]?

  @Option(
    help: ArgumentHelp(
      "The loss to train with (default: \(Self.defaultLoss.name)).", valueName: "name"))
  var loss: LossKind?

  @OptionGroup var lossParameters: LossOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often to go through the training set (default: 10; 60 below 5,000 images).",
      valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The examples per step (default: 128).", valueName: "n"),
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

  @Option(
    help: "Where the last bias starts (default: prior for binary-cross-entropy from 100 classes).")
  var outputBias: NetworkSpecification.OutputBias?

  private static let defaultLoss = LossKind.all[0]
  private static let largestParameterCount = 500_000_000

  /// The configuration for training on a dataset.
  ///
  /// - Parameter base: the configuration of a run to go on with, which stands wherever no option
  ///   says otherwise.
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together or with the dataset.
  func configuration(
    for dataset: Dataset, evaluation: EvaluationCadence? = nil,
    refusingUnusedParameters: Bool = true, goingOnFrom base: TrainingConfiguration? = nil
  ) throws -> TrainingConfiguration {
    var configuration = base ?? defaults(for: dataset)
    try applyNetwork(to: &configuration.network, dataset)
    configuration.loss = try lossParameters.loss(
      loss ?? configuration.loss.kind, from: configuration.loss.parameters,
      refusingUnused: refusingUnusedParameters)
    if let epochs { configuration.epochs = epochs }
    if let batchSize { configuration.batchSize = batchSize }
    if let seed { configuration.seed = seed }
    if let threads { configuration.threads = threads }
    if let evaluation { configuration.evaluation = evaluation }
    let trainingCount = dataset.training.count
    guard configuration.batchSize <= trainingCount else {
      throw CommandError.usage(
        "--batch-size \(configuration.batchSize) is above the \(trainingCount.grouped) training "
          + "images of \(dataset.name)")
    }
    try lossParameters.checkDraws(examples: configuration.batchSize, loss: configuration.loss)
    try optimizer.apply(
      to: &configuration, stepsPerEpoch: trainingCount / configuration.batchSize)
    return configuration
  }

  /// What is known of a run before its dataset is.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together.
  func provisionalConfiguration() throws -> TrainingConfiguration {
    var configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: model ?? .mlp),
      loss: try lossParameters.loss(loss ?? Self.defaultLoss, refusingUnused: false))
    try optimizer.apply(to: &configuration, stepsPerEpoch: nil)
    return configuration
  }

  private func defaults(for dataset: Dataset) -> TrainingConfiguration {
    let kind = loss ?? Self.defaultLoss
    let startsAtPrior = kind.name == "binary-cross-entropy" && dataset.classCount >= 100
    return TrainingConfiguration(
      network: NetworkSpecification(
        architecture: model ?? .mlp, outputBias: startsAtPrior ? .prior : .zero),
      loss: Loss(kind), epochs: dataset.training.count < 5000 ? 60 : 10,
      threads: availableProcessorCount())
  }

  private func applyNetwork(to network: inout NetworkSpecification, _ dataset: Dataset) throws {
    if let model, model != network.architecture {
      network = NetworkSpecification(architecture: model, outputBias: network.outputBias)
    }
    if let hidden {
      guard network.architecture != .linear else {
        throw CommandError.usage("--hidden does not apply to --model linear, only to mlp")
      }
      network.hiddenSizes = hidden
    }
    if let outputBias { network.outputBias = outputBias }
    try checkSize([dataset.training.featureCount] + network.hiddenSizes + [dataset.classCount])
  }

  private func checkSize(_ layers: [Int]) throws {
    let count = zip(layers, layers.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard count <= Self.largestParameterCount else {
      throw CommandError.usage(
        "--hidden makes a network of \(count.grouped) parameters, more than the "
          + "\(Self.largestParameterCount.grouped) that are allowed")
    }
  }
}

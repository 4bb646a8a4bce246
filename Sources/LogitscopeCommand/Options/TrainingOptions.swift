import ArgumentParser
import LogitEngine

extension NetworkSpecification.Architecture: ExpressibleByArgument {}
extension NetworkSpecification.OutputBias: ExpressibleByArgument {}

/// The options that determine a training run, shared by every command that trains.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The kind of network.")
  var model = NetworkSpecification.Architecture.mlp

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The hidden layers of an mlp (default: 256,256).", valueName: "sizes"),
    transform: OptionValue.sizes)
  var hidden: [Int]?

  @Option(help: ArgumentHelp("The loss to train with.", valueName: "name"))
  var loss = Self.defaultLoss

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
  var batchSize = 128

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The step size of gradient descent (default: 0.05).", valueName: "rate"),
    transform: OptionValue.number(above: 0, upTo: 1000))
  var learningRate = 0.05

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The momentum coefficient (default: 0.9).", valueName: "m"),
    transform: OptionValue.momentum)
  var momentum = 0.9

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seeds parameters, shuffling and noise (default: 0).", valueName: "n"),
    transform: OptionValue.seed)
  var seed: UInt64 = 0

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
  private static let defaultHidden = [256, 256]
  private static let largestParameterCount = 500_000_000

  /// The configuration for training on a dataset.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together or with the dataset.
  func configuration(
    for dataset: Dataset, evaluation: EvaluationCadence = .everyEpoch,
    refusingUnusedParameters: Bool = true
  ) throws -> TrainingConfiguration {
    if model == .linear && hidden != nil {
      throw CommandError.usage("--hidden does not apply to --model linear, only to mlp")
    }
    let trainingCount = dataset.training.count
    guard batchSize <= trainingCount else {
      throw CommandError.usage(
        "--batch-size \(batchSize) is above the \(trainingCount.grouped) training images of "
          + dataset.name)
    }
    let layers = model == .linear ? [] : hidden ?? Self.defaultHidden
    try checkSize([dataset.training.featureCount] + layers + [dataset.classCount])
    let bias =
      outputBias
      ?? (loss.name == "binary-cross-entropy" && dataset.classCount >= 100 ? .prior : .zero)
    let trainingLoss = try lossParameters.loss(loss, refusingUnused: refusingUnusedParameters)
    try lossParameters.checkDraws(examples: batchSize, loss: trainingLoss)
    return TrainingConfiguration(
      network: NetworkSpecification(
        architecture: model, hiddenSizes: layers, outputBias: bias),
      loss: trainingLoss,
      epochs: epochs ?? (trainingCount < 5000 ? 60 : 10), batchSize: batchSize,
      learningRate: learningRate, momentum: momentum, seed: seed,
      threads: threads ?? availableProcessorCount(), evaluation: evaluation)
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

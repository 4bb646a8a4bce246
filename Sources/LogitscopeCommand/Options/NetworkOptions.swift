import ArgumentParser
import LogitEngine

extension NetworkSpecification.Architecture: ExpressibleByArgument {}
extension NetworkSpecification.OutputBias: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}

/// The options that say what the network is like.
struct NetworkOptions: ParsableArguments {
  @Option(help: "The kind of network (default: mlp).")
  var model: NetworkSpecification.Architecture?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "mlp, cnn: the dense hidden layers (default: 256,256 for mlp, 256 for cnn).",
      valueName: "sizes"),
    transform: OptionValue.sizes)
  var hidden: [Int]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "cnn: the channels of each block of two convolutions and a pooling (default: 32,64).",
      valueName: "sizes"),
    transform: OptionValue.channels)
  var channels: [Int]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "mlp, cnn: the probability that a value of a dense hidden layer is left out (default: 0).",
      valueName: "p"),
    transform: OptionValue.belowOne)
  var dropout: Double?

  @Flag(help: "mlp, cnn: normalize each batch before each rectifier.")
  var batchNormalization = false

  @Option(
    help: "Where the last bias starts (default: prior for binary-cross-entropy from 100 classes).")
  var outputBias: NetworkSpecification.OutputBias?

  @Option(
    help: ArgumentHelp(
      """
      mlp, cnn: what the products of convolutions and hidden layers are taken of (default: \
      float32); bfloat16 is faster, on processors that have it. Parameters, the output layer and \
      the loss stay float32.
      """))
  var precision: Precision?

  private static let largestParameterCount = 500_000_000

  /// The network before anything is known but its kind.
  var provisional: NetworkSpecification { NetworkSpecification(architecture: model ?? .mlp) }

  /// The network for a loss and so many classes when nothing else is said.
  func defaults(for kind: LossKind, classCount: Int) -> NetworkSpecification {
    NetworkSpecification(
      architecture: model ?? .mlp,
      outputBias: kind.prefersPriorBias && classCount >= 100 ? .prior : .zero)
  }

  /// Refuses options that a kind of network does not take.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func check(_ architecture: NetworkSpecification.Architecture) throws {
    try require(channels == nil || architecture == .cnn, "--channels", architecture, "cnn")
    let hasHiddenLayers = architecture != .linear
    for (option, isGiven) in [
      ("--hidden", hidden != nil), ("--dropout", dropout != nil),
      ("--batch-normalization", batchNormalization),
      ("--precision bfloat16", precision == .bfloat16),
    ] {
      try require(!isGiven || hasHiddenLayers, option, architecture, "mlp and cnn")
    }
  }

  /// Puts what was given in place of what a network has.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together or with the dataset,
  ///   ``TrainingError/unsupportedPrecision(_:)``.
  func apply(to network: inout NetworkSpecification, _ dataset: Dataset) throws {
    if let model, model != network.architecture {
      network = NetworkSpecification(architecture: model, outputBias: network.outputBias)
    }
    let architecture = network.architecture
    try check(architecture)
    let shape = dataset.training.shape
    guard architecture != .cnn || shape.isPicture else {
      throw CommandError.usage(
        "--model cnn needs pictures, but \(dataset.name) has feature vectors")
    }
    if let hidden { network.hiddenSizes = hidden }
    if let channels { network.channels = channels }
    if let dropout { network.dropout = dropout }
    if batchNormalization { network.isNormalized = true }
    if let outputBias { network.outputBias = outputBias }
    if let precision { network.precision = precision }
    guard network.precision.isSupported else {
      throw TrainingError.unsupportedPrecision(network.precision)
    }
    let count = network.parameterCount(shape: shape, classCount: dataset.classCount)
    guard count <= Self.largestParameterCount else {
      throw CommandError.usage(
        "\(network.sizeOptions) a network of \(count.grouped) parameters, more than the "
          + "\(Self.largestParameterCount.grouped) that are allowed")
    }
  }

  private func require(
    _ condition: Bool, _ option: String, _ architecture: NetworkSpecification.Architecture,
    _ others: String
  ) throws {
    guard !condition else { return }
    throw CommandError.usage(
      "\(option) does not apply to --model \(architecture.rawValue), only to \(others)")
  }
}

extension NetworkSpecification {
  /// The options that decide how large the network is, with their verb.
  fileprivate var sizeOptions: String {
    switch architecture {
    case .linear: "--dataset makes"
    case .mlp: "--hidden makes"
    case .cnn: "--channels and --hidden make"
    }
  }

  /// What is unlike the plain network of these sizes, each in words.
  var text: [String] {
    (isNormalized ? ["batch normalization"] : []) + (dropout > 0 ? ["dropout \(dropout)"] : [])
      + (precision == .float32 ? [] : [precision.rawValue])
  }

  /// The network as members of a JSON object.
  var members: [JSONValue.Member] {
    [
      .init("model", .string(architecture.rawValue)),
      .init("hidden", .array(hiddenSizes.map(JSONValue.integer))),
      .init("channels", .array(channels.map(JSONValue.integer))),
      .init("dropout", .number(dropout)),
      .init("batch_normalization", .bool(isNormalized)),
      .init("output_bias", .string(outputBias.rawValue)),
      .init("precision", .string(precision.rawValue)),
    ]
  }
}

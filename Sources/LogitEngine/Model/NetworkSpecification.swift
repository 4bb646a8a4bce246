/// The shape of a network, without the sizes that the dataset decides.
public struct NetworkSpecification: Hashable, Sendable {
  /// The kinds of network.
  public enum Architecture: String, CaseIterable, Sendable {
    /// One dense layer from the inputs to the logits.
    case linear
    /// Dense hidden layers with ReLU between them.
    case mlp
    /// Blocks of two convolutions and a pooling, then dense hidden layers.
    case cnn
  }

  /// Where the last layer's bias starts.
  public enum OutputBias: String, CaseIterable, Sendable {
    /// At 0.
    case zero
    /// At −log(k−1), so that a sigmoid loss does not begin at k·log 2.
    case prior
  }

  /// The kind of network.
  public var architecture: Architecture
  /// The sizes of the dense hidden layers; a `linear` network has none.
  public var hiddenSizes: [Int]
  /// The channels of each block of a `cnn`; other networks have none.
  public var channels: [Int]
  /// Whether batches are normalised before each rectifier.
  ///
  /// Statistics are of the whole batch, whatever the number of threads.
  public var isNormalized: Bool
  /// The probability that a value of a dense hidden layer is left out in training, below 1.
  public var dropout: Double
  /// Where the last layer's bias starts.
  public var outputBias: OutputBias
  /// What the inputs, weights and gradients of convolutions and hidden layers are rounded to; the
  /// output layer's never are.
  public var precision: Precision

  /// Creates a specification.
  ///
  /// - Parameter hiddenSizes: nil for 256, 256 in an `mlp` and 256 in a `cnn`.
  public init(
    architecture: Architecture, hiddenSizes: [Int]? = nil, channels: [Int] = [32, 64],
    isNormalized: Bool = false, dropout: Double = 0, outputBias: OutputBias = .zero,
    precision: Precision = .float32
  ) {
    self.architecture = architecture
    switch architecture {
    case .linear: self.hiddenSizes = []
    case .mlp: self.hiddenSizes = hiddenSizes ?? [256, 256]
    case .cnn: self.hiddenSizes = hiddenSizes ?? [256]
    }
    self.channels = architecture == .cnn ? channels : []
    self.isNormalized = isNormalized
    self.dropout = dropout
    self.outputBias = outputBias
    self.precision = precision
  }
}

/// The shape of a network, without the sizes that the dataset decides.
public struct NetworkSpecification: Hashable, Sendable {
  /// The kinds of network.
  public enum Architecture: String, CaseIterable, Sendable {
    /// One dense layer from the inputs to the logits.
    case linear
    /// Dense hidden layers with ReLU between them.
    case mlp
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
  /// The sizes of the hidden layers of an `mlp`; a `linear` network has none.
  public var hiddenSizes: [Int]
  /// Where the last layer's bias starts.
  public var outputBias: OutputBias

  /// Creates a specification.
  public init(
    architecture: Architecture, hiddenSizes: [Int] = [256, 256], outputBias: OutputBias = .zero
  ) {
    self.architecture = architecture
    self.hiddenSizes = architecture == .linear ? [] : hiddenSizes
    self.outputBias = outputBias
  }
}

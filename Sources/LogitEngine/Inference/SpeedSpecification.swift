/// What is to be measured of single-logit against all-logit inference.
public struct SpeedSpecification: Hashable, Sendable {
  /// The part of a network below its output layer.
  public enum Body: String, CaseIterable, Sendable {
    /// Two dense hidden layers.
    case mlp
    /// Two blocks of two convolutions and a pooling, then one dense hidden layer.
    case cnn
  }

  /// The body, on pictures of 28×28 pixels, unless a network has been given.
  public var body: Body
  /// The size of the body's dense layers, and so of a row of the output layer.
  public var hiddenSize: Int
  /// The numbers of classes to measure with.
  public var classCounts: [Int]
  /// The numbers of examples at once to measure with.
  public var batchSizes: [Int]
  /// How many threads share the work.
  public var threads: Int
  /// How often each time is measured at least.
  public var repeats: Int
  /// What stands in for `body`, if anything.
  private var given: Given?

  private struct Given: Hashable, Sendable {
    var network: NetworkSpecification
    var shape: ImageShape
  }

  /// Creates a specification; the defaults are those of the command line.
  public init(
    body: Body = .mlp, hiddenSize: Int = 256,
    classCounts: [Int] = [1000, 10_000, 100_000, 400_000], batchSizes: [Int] = [1, 128],
    threads: Int = availableProcessorCount(), repeats: Int = 20
  ) {
    self.body = body
    self.hiddenSize = hiddenSize
    self.classCounts = classCounts
    self.batchSizes = batchSizes
    self.threads = threads
    self.repeats = repeats
  }

  /// Creates a specification for the body of a network that is at hand.
  ///
  /// - Parameter shape: that of its pictures; nil for 28×28 pixels.
  public init(
    network: NetworkSpecification, shape: ImageShape?, classCounts: [Int], batchSizes: [Int],
    threads: Int = availableProcessorCount(), repeats: Int = 20
  ) {
    let shape = shape ?? Self.defaultShape
    let width =
      network.hiddenSizes.last
      ?? (network.architecture == .cnn
        ? ConvolutionalBody(
          shape: shape, channels: network.channels, isNormalized: network.isNormalized
        ).outputCount : shape.featureCount)
    self.init(
      body: network.architecture == .cnn ? .cnn : .mlp, hiddenSize: width,
      classCounts: classCounts, batchSizes: batchSizes, threads: threads, repeats: repeats)
    given = Given(network: network, shape: shape)
  }

  /// The body's layer sizes in words, for instance `mlp 784-256-256`.
  public var bodyName: String {
    let name = network.name(shape: inputShape, classCount: 1)
    return String(name.dropLast("-1".count))
  }

  /// The bytes that the measurement needs at once: parameters, logits, and for batches a copy of the
  /// output layer's weights in another layout.
  public var memoryNeeded: Double {
    let classes = Double(classCounts.max() ?? 0)
    let batch = Double(batchSizes.max() ?? 0)
    let body = Double(network.parameterCount(shape: inputShape, classCount: 1))
    let copies = batchSizes.contains { $0 >= OutputTiles.leastForProduct } ? 2.0 : 1
    let floats = body + classes * (copies * Double(hiddenSize) + 1) + classes * batch
    return floats * Double(MemoryLayout<Float>.stride)
  }

  private static let defaultShape = ImageShape(height: 28, width: 28)

  /// The shape of the pictures.
  var inputShape: ImageShape { given?.shape ?? Self.defaultShape }

  /// The network; its own output layer has one class and is not used.
  var network: NetworkSpecification {
    if let given { return given.network }
    return switch body {
    case .mlp: NetworkSpecification(architecture: .mlp, hiddenSizes: [hiddenSize, hiddenSize])
    case .cnn: NetworkSpecification(architecture: .cnn, hiddenSizes: [hiddenSize])
    }
  }
}

/// Labelled inputs; pixels stay bytes in memory and are scaled to 0...1 as a batch is gathered.
public struct Examples: Sendable {
  /// The pixels, one row an example: `count × featureCount`.
  public let pixels: [UInt8]
  /// The true class of each example.
  public let labels: [Int32]
  /// The shape of one picture.
  public let shape: ImageShape

  /// Creates examples.
  ///
  /// - Precondition: `pixels.count == labels.count * shape.featureCount`.
  public init(pixels: [UInt8], labels: [Int32], shape: ImageShape) {
    precondition(
      pixels.count == labels.count * shape.featureCount, "examples need one picture a label")
    self.pixels = pixels
    self.labels = labels
    self.shape = shape
  }

  /// n, the number of examples.
  public var count: Int { labels.count }
  /// The number of inputs to the network.
  public var featureCount: Int { shape.featureCount }
}

/// The size of a picture.
public struct ImageShape: Hashable, Sendable {
  /// Rows of pixels.
  public var height: Int
  /// Pixels a row.
  public var width: Int
  /// Values a pixel: 1 for grey, 3 for colour.
  public var channels: Int

  /// Creates a shape.
  public init(height: Int, width: Int, channels: Int = 1) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Values in one picture.
  public var featureCount: Int { height * width * channels }
}

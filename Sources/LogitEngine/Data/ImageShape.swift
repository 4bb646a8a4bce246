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

  /// The shape of a vector of features: one pixel with a channel for each.
  public init(featureVectorOf count: Int) {
    self.init(height: 1, width: 1, channels: count)
  }

  /// Values in one picture.
  public var featureCount: Int { height * width * channels }

  /// Whether there is more than one pixel, and so something to look at or to convolve.
  public var isPicture: Bool { height * width > 1 }
}

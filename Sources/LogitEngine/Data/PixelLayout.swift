extension ImageShape {
  /// The shape of so many bytes: a square picture where they make one of at least 4×4, else
  /// features.
  static func ofBytes(_ count: Int) -> ImageShape {
    let side = Int(Double(count).squareRoot().rounded())
    return side >= 4 && side * side == count
      ? ImageShape(height: side, width: side) : ImageShape(featureVectorOf: count)
  }

  /// The shape of pictures in an array of four dimensions, and whether their channels come last: of
  /// the second and the last dimension the smaller one is the channels, the last if they are equal.
  static func ofPictures(_ sizes: [Int]) -> (shape: ImageShape, channelsAreLast: Bool) {
    precondition(sizes.count == 4, "pictures with channels have four dimensions")
    return sizes[3] <= sizes[1]
      ? (ImageShape(height: sizes[1], width: sizes[2], channels: sizes[3]), true)
      : (ImageShape(height: sizes[2], width: sizes[3], channels: sizes[1]), false)
  }
}

extension Array {
  /// Turns pictures of pixels with all their channels into pictures of channels.
  mutating func moveChannelsFirst(_ shape: ImageShape) {
    let (size, channels) = (shape.featureCount, shape.channels)
    let area = shape.height * shape.width
    guard channels > 1 else { return }
    for begin in stride(from: 0, to: count, by: size) {
      let picture = Array(self[begin..<begin + size])
      for channel in 0..<channels {
        for pixel in 0..<area {
          self[begin + channel * area + pixel] = picture[pixel * channels + channel]
        }
      }
    }
  }
}

extension Collection<Float> {
  /// Whether all numbers are whole, from 0 to 255, and one of them above 127: the bytes of pictures,
  /// kept as something else.
  var areWholeBytes: Bool {
    var largest: Float = 0
    for value in self {
      guard value >= 0, value <= 255, value == value.rounded() else { return false }
      if value > largest { largest = value }
    }
    return largest > 127
  }
}

extension Dataset {
  /// Reads `x_train`, `y_train`, `x_test` and `y_test` of an NPZ file.
  ///
  /// Inputs are unsigned bytes, which become 0...1, or floats, which are taken as they are: pictures
  /// of N×H×W, N×H×W×C or N×C×H×W, or feature vectors of N×D. Of the second and the last of four
  /// dimensions the smaller one is the channels, the last if they are equal. k is one more than the
  /// largest label, at least 2.
  ///
  /// - Throws: ``DataError``.
  init(_ npz: NPZFile) throws {
    let (trainingName, training) = try Self.examples(npz, "train")
    let (testName, test) = try Self.examples(npz, "test")
    guard training.shape == test.shape else {
      throw DataError.shapeMismatch(
        path: trainingName, shape: training.shape, otherPath: testName, otherShape: test.shape)
    }
    let classCount = Int(max(training.labels.max() ?? 0, test.labels.max() ?? 0, 1)) + 1
    self.init(
      name: FileSystem.stem(of: npz.path), training: training, test: test,
      classNames: (0..<classCount).map(String.init))
  }

  /// The most classes that labels may name.
  static let largestClassCount = 1_000_000

  private static func examples(_ npz: NPZFile, _ part: String) throws -> (String, Examples) {
    let inputs = try npz.file(
      npz.find(["x_\(part)", "\(part)_images", "\(part)_x"]) ?? "x_\(part)")
    let labels = try npz.file(
      npz.find(["y_\(part)", "\(part)_labels", "\(part)_y"]) ?? "y_\(part)")
    let classes = try NPYArray(labels, of: .integer) { shape in
      // Some archives keep labels as a column.
      shape.count == 1 || shape.count == 2 && shape[1] == 1
        ? nil : .wrongRank(shape: shape, wanted: 1)
    }
    let array = try InputArray(inputs)
    guard array.count == classes.count else {
      throw DataError.countMismatch(
        path: inputs.path, count: array.count, otherPath: labels.path, otherCount: classes.count)
    }
    let limit = Self.largestClassCount
    let numbers = try classes.classes(below: limit) { example, value in
      .badLabel(example: example, value: value, classCount: limit)
    }
    return (inputs.path, array.examples(labels: numbers))
  }
}

/// Pictures or feature vectors, as an array in a file holds them.
private struct InputArray {
  let count: Int
  private let values: Values
  private let shape: ImageShape

  private enum Values {
    case bytes([UInt8])
    case floats([Float])
  }

  init(_ file: InputFile) throws {
    let array = try NPYArray(file, of: .byteOrFloatingPoint) { shape in
      (2...4).contains(shape.count) ? nil : .notInputs(shape: shape)
    }
    let sizes = array.shape
    let isByte = array.elementType.isByte
    count = sizes[0]
    var channelsAreLast = false
    switch sizes.count {
    case 2: shape = isByte ? .ofBytes(sizes[1]) : ImageShape(featureVectorOf: sizes[1])
    case 3: shape = ImageShape(height: sizes[1], width: sizes[2])
    default:
      channelsAreLast = sizes[3] <= sizes[1]
      shape =
        channelsAreLast
        ? ImageShape(height: sizes[1], width: sizes[2], channels: sizes[3])
        : ImageShape(height: sizes[2], width: sizes[3], channels: sizes[1])
    }
    if isByte {
      var bytes = try array.bytes()
      if channelsAreLast { bytes.moveChannelsFirst(shape) }
      values = .bytes(bytes)
    } else {
      var floats = try array.floats()
      let width = shape.featureCount
      if let wrong = floats.firstIndex(where: { !$0.isFinite }) {
        throw DataError.malformed(
          path: file.path,
          .badFeature(example: wrong / width, feature: wrong % width, value: "\(floats[wrong])"))
      }
      if channelsAreLast { floats.moveChannelsFirst(shape) }
      values = .floats(floats)
    }
  }

  func examples(labels: [Int32]) -> Examples {
    switch values {
    case .bytes(let bytes): Examples(pixels: bytes, labels: labels, shape: shape)
    case .floats(let floats): Examples(values: floats, labels: labels, shape: shape)
    }
  }
}

extension ImageShape {
  /// The shape of so many bytes: a square picture where they make one of at least 4×4, else
  /// features.
  static func ofBytes(_ count: Int) -> ImageShape {
    let side = Int(Double(count).squareRoot().rounded())
    return side >= 4 && side * side == count
      ? ImageShape(height: side, width: side) : ImageShape(featureVectorOf: count)
  }
}

extension Array {
  /// Turns pictures of pixels with all their channels into pictures of channels.
  fileprivate mutating func moveChannelsFirst(_ shape: ImageShape) {
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

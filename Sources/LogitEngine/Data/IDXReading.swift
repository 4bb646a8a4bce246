/// What IDX files hold: inputs and labels of each part, the training set first.
struct IDXReading {
  /// The labels of each part, as the files have them.
  let labels: [[Int]]
  /// What was assumed.
  private(set) var notes: [String] = []
  private let inputs: [Inputs]
  private let shape: ImageShape

  private enum Inputs {
    case bytes([UInt8])
    case floats([Float])
  }

  /// Reads files.
  ///
  /// - Throws: ``DataError``.
  init(_ files: IDXFiles) throws {
    var notes: [String] = []
    let parts = [files.training] + (files.test.map { [$0] } ?? [])
    let arrays = try parts.map { part in
      try IDXArray(bytes: part.images.bytes, path: part.images.path, dimensions: 2...4)
    }
    labels = try zip(parts, arrays).map { part, array in
      let file = try IDXArray(bytes: part.labels.bytes, path: part.labels.path, dimensions: 1...2)
      let labels = try file.labels(&notes)
      guard array.shape[0] == labels.count else {
        throw DataError.countMismatch(
          path: array.path, count: array.shape[0], otherPath: file.path, otherCount: labels.count)
      }
      return labels
    }
    if parts.count == 1, labels[0].count < 2 {
      throw DataError.malformed(
        path: arrays[0].path, .clause("has only one example, but at least two are needed"))
    }
    let layouts = arrays.map(\.layout)
    if let test = layouts.last, test.shape != layouts[0].shape {
      throw DataError.shapeMismatch(
        path: arrays[0].path, shape: layouts[0].shape, otherPath: arrays[arrays.count - 1].path,
        otherShape: test.shape)
    }
    shape = layouts[0].shape
    inputs = try Self.inputs(arrays, shape: shape, &notes).map { inputs in
      guard layouts[0].channelsAreLast else { return inputs }
      switch inputs {
      case .bytes(var bytes):
        bytes.moveChannelsFirst(layouts[0].shape)
        return .bytes(bytes)
      case .floats(var floats):
        floats.moveChannelsFirst(layouts[0].shape)
        return .floats(floats)
      }
    }
    // The same is said of both parts once.
    for note in notes where !self.notes.contains(note) { self.notes.append(note) }
  }

  private static func inputs(
    _ arrays: [IDXArray], shape: ImageShape, _ notes: inout [String]
  ) throws -> [Inputs] {
    if arrays.allSatisfy({ $0.type == .unsignedByte }) { return arrays.map { .bytes($0.bytes) } }
    let floats = try arrays.map { array in
      let values = array.floats()
      if let wrong = values.firstIndex(where: { !$0.isFinite }) {
        let (example, feature) = wrong.quotientAndRemainder(dividingBy: shape.featureCount)
        throw DataError.malformed(
          path: array.path,
          .badFeature(example: example, feature: feature, value: "\(values[wrong])"))
      }
      return values
    }
    guard floats.joined().areWholeBytes else {
      if arrays.contains(where: { $0.type == .double }) {
        notes.append("the inputs are float64, kept as float32")
      }
      return floats.map { .floats($0) }
    }
    notes.append(
      "the inputs are \(arrays[0].type.name), but whole numbers from 0 to 255, taken as the bytes of "
        + "pictures")
    return floats.map { .bytes($0.map { UInt8($0) }) }
  }

  /// The sets of examples, given the class of each label.
  func examples(_ classes: [[Int32]]) -> [Examples] {
    zip(inputs, classes).map { inputs, classes in
      switch inputs {
      case .bytes(let bytes): Examples(pixels: bytes, labels: classes, shape: shape)
      case .floats(let floats): Examples(values: floats, labels: classes, shape: shape)
      }
    }
  }

  /// The largest label, where all are to be classes by themselves.
  ///
  /// - Throws: ``DataError`` if one is negative or too large to be one.
  func largestLabel(of files: IDXFiles) throws -> Int {
    let paths = [files.training.labels.path, files.test?.labels.path ?? ""]
    let limit = Dataset.largestClassCount
    for (part, path) in zip(labels, paths) {
      if let example = part.firstIndex(where: { !(0..<limit).contains($0) }) {
        throw DataError.malformed(
          path: path, .badLabel(example: example, value: "\(part[example])", classCount: limit))
      }
    }
    return labels.joined().max() ?? 0
  }
}

extension IDXArray {
  /// The shape of an example, and whether the channels of its pixels come last.
  fileprivate var layout: (shape: ImageShape, channelsAreLast: Bool) {
    switch shape.count {
    case 2:
      (type == .unsignedByte ? .ofBytes(shape[1]) : ImageShape(featureVectorOf: shape[1]), false)
    case 3: (ImageShape(height: shape[1], width: shape[2]), false)
    default: ImageShape.ofPictures(shape)
    }
  }

  /// One label an example: of rows of ones and zeros the place of the one, of other rows the first
  /// number.
  ///
  /// - Throws: ``DataError`` if a label is not a whole number.
  func labels(_ notes: inout [String]) throws -> [Int] {
    let width = shape.count == 2 ? shape[1] : 1
    guard width > 1 else { return try wholeNumbers() }
    let values = try wholeNumbers()
    let rows = stride(from: 0, to: values.count, by: width).map { values[$0..<$0 + width] }
    if rows.allSatisfy({ row in row.allSatisfy { (0...1).contains($0) } && row.reduce(0, +) == 1 })
    {
      notes.append("the labels are one-hot, taken as the places of the ones")
      return rows.map { ($0.firstIndex(of: 1) ?? $0.startIndex) - $0.startIndex }
    }
    notes.append("the labels are rows of \(width) numbers, of which the first is taken")
    return rows.map { $0[$0.startIndex] }
  }
}

extension IDXArray.ElementType {
  /// The name of the type, as NumPy has it.
  var name: String {
    switch self {
    case .unsignedByte: "uint8"
    case .signedByte: "int8"
    case .short: "int16"
    case .int: "int32"
    case .float: "float32"
    case .double: "float64"
    }
  }
}

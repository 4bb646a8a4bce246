/// Pictures or feature vectors, as an array in a file holds them.
struct InputArray {
  /// The path, for messages.
  let path: String
  /// How many examples there are.
  let count: Int
  /// The values, channel by channel.
  private(set) var values: Values
  /// The shape of one example; a vector's may become a picture's with its bytes.
  private(set) var shape: ImageShape
  /// What was converted.
  private(set) var note: String?

  /// The forms that values are held in.
  enum Values {
    case bytes([UInt8])
    case floats([Float])
    /// Vectors that stay in their file.
    case rows(FileRows)
  }

  /// Reads an array: bytes, which stand for 0...1, or other numbers, which are taken as they are.
  ///
  /// - Parameter source: where many vectors can be left in their file; nil to read them.
  /// - Throws: ``DataError`` for another type, for a shape that is neither pictures nor vectors, and
  ///   for a number that is not finite.
  init(
    header: NPYHeader, data: InputFile, source: (file: RandomAccessFile, offset: Int)?
  ) throws {
    let array = try NPYArray(header: header, data: data)
    if let source, let rows = Self.rows(header, array.elementType, source, array.count) {
      path = array.path
      count = rows.count
      values = .rows(rows)
      shape = ImageShape(featureVectorOf: rows.width)
      if let wrong = rows.firstNonFinite() {
        throw Self.notFinite(path, wrong.row, wrong.column, wrong.value)
      }
      note = "the inputs of \(FileSystem.name(of: path)) stay in their file and are read as needed"
      return
    }
    path = array.path
    let (sizes, type) = (array.shape, array.elementType)
    guard (2...4).contains(sizes.count) else {
      throw DataError.malformed(path: path, .notInputs(shape: sizes))
    }
    guard !type.isText else {
      throw DataError.malformed(
        path: path,
        .unsupportedType(description: header.elementDescription, wanted: .byteOrFloatingPoint))
    }
    count = sizes[0]
    var channelsAreLast = false
    switch sizes.count {
    case 2: shape = ImageShape(featureVectorOf: sizes[1])
    case 3: shape = ImageShape(height: sizes[1], width: sizes[2])
    default: (shape, channelsAreLast) = ImageShape.ofPictures(sizes)
    }
    if type.isByte {
      var bytes = try array.bytes()
      if channelsAreLast { bytes.moveChannelsFirst(shape) }
      values = .bytes(bytes)
      if !shape.isPicture { shape = .ofBytes(shape.featureCount) }
      return
    }
    var floats = try array.floats()
    if let wrong = floats.firstIndex(where: { !$0.isFinite }) {
      let width = shape.featureCount
      throw Self.notFinite(path, wrong / width, wrong % width, floats[wrong])
    }
    if channelsAreLast { floats.moveChannelsFirst(shape) }
    values = .floats(floats)
    if type.isGuessed {
      note = "the inputs are taken as bfloat16, which '\(header.elementDescription)' stands for"
    } else if type.size == 8 || type.isInteger && type.size > 2 {
      note = "the inputs are \(type.isFloatingPoint ? "float64" : "whole numbers"), kept as float32"
    }
  }

  /// The rows of many vectors; nil if they are better read: few, or the bytes of pictures.
  private static func rows(
    _ header: NPYHeader, _ type: NPYElementType,
    _ source: (file: RandomAccessFile, offset: Int), _ count: Int
  ) -> FileRows? {
    let shape = header.shape
    guard shape.count == 2, !header.isFortranOrder || shape[1] == 1, type.isFloatingPoint,
      shape[0] <= Int32.max, count * type.size >= FileRows.worthwhileByteCount,
      count * type.size <= source.file.byteCount - source.offset
    else { return nil }
    let rows = FileRows(
      source.file, offset: source.offset, count: shape[0], width: shape[1], type: type)
    var first = [Float](repeating: 0, count: shape[1])
    first.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { rows.write(0, into: base) }
    }
    let mayBeBytes = first.allSatisfy { $0 >= 0 && $0 <= 255 && $0 == $0.rounded() }
    return mayBeBytes ? nil : rows
  }

  private static func notFinite(
    _ path: String, _ example: Int, _ feature: Int, _ value: Float
  ) -> DataError {
    .malformed(path: path, .badFeature(example: example, feature: feature, value: "\(value)"))
  }

  /// Whether the values are the bytes of pictures that are kept as other numbers.
  var areWholeBytes: Bool {
    switch values {
    case .bytes: true
    case .floats(let floats): floats.areWholeBytes
    case .rows: false
    }
  }

  /// Turns whole numbers from 0 to 255 into bytes.
  ///
  /// - Precondition: ``areWholeBytes``.
  mutating func becomeBytes() {
    guard case .floats(let floats) = values else { return }
    values = .bytes(floats.map { UInt8($0) })
    if !shape.isPicture { shape = .ofBytes(shape.featureCount) }
    note = "the inputs are whole numbers from 0 to 255, taken as the bytes of pictures"
  }

  /// The examples whose rows are given, or all, with their labels.
  func examples(labels: [Int32], rows: [Int]?) -> Examples {
    let width = shape.featureCount
    func chosen<Value>(_ values: [Value]) -> [Value] {
      rows.map { $0.flatMap { values[$0 * width..<($0 + 1) * width] } } ?? values
    }
    return switch values {
    case .bytes(let bytes): Examples(pixels: chosen(bytes), labels: labels, shape: shape)
    case .floats(let floats): Examples(values: chosen(floats), labels: labels, shape: shape)
    case .rows(let all): Examples(rows.map(all.selecting) ?? all, labels: labels, shape: shape)
    }
  }
}

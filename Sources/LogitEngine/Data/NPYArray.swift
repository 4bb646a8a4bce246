/// An array in an NPY file, format versions 1 to 3, whose elements are converted as they are read.
///
/// The shape is checked against the size of the file before anything is set aside for it.
struct NPYArray: ~Copyable {
  private let file: InputFile
  /// The header.
  let header: NPYHeader
  /// The type of the elements.
  let elementType: NPYElementType
  /// How many elements there are.
  let count: Int

  /// Opens an array with so many dimensions and such elements.
  init(_ file: InputFile, dimensions: Int, of wanted: Malformation.ElementClass) throws {
    let path = file.path
    let header = try NPYHeader(reading: file)
    guard let elementType = NPYElementType(description: header.elementDescription),
      (elementType.kind == .floatingPoint) == (wanted == .floatingPoint)
    else {
      throw DataError.malformed(
        path: path,
        .unsupportedType(description: header.elementDescription, wanted: wanted))
    }
    guard header.shape.count == dimensions else {
      throw DataError.malformed(
        path: path, .wrongRank(shape: header.shape, wanted: dimensions))
    }
    guard let count = header.elementCount,
      case let (promised, overflow) = count.multipliedReportingOverflow(by: elementType.size),
      !overflow
    else { throw DataError.malformed(path: path, .impossibleSize) }
    guard promised == file.remaining else {
      throw DataError.malformed(
        path: path,
        .wrongSize(promised: .exactly(promised), found: .exactly(file.remaining)))
    }
    guard count > 0 else { throw DataError.malformed(path: path, .empty) }
    self.header = header
    self.elementType = elementType
    self.count = count
    self.file = file
  }

  /// The size of each dimension.
  var shape: [Int] { header.shape }

  /// All elements as Floats in row-major order.
  consuming func floats() throws -> [Float] {
    guard elementType.isNativeFloat, isRowMajor else {
      let type = elementType
      return try elements(filledWith: 0) { address, _ in type.float(at: address) }
    }
    return try [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)[..<(count * elementType.size)]
      try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes))
      filled = count
    }
  }

  /// All elements as Doubles in row-major order.
  consuming func doubles() throws -> [Double] {
    let type = elementType
    return try elements(filledWith: 0) { address, _ in type.double(at: address) }
  }

  /// All elements as class numbers in row-major order, each checked to lie in `0 ..< classCount`.
  consuming func classes(below classCount: Int) throws -> [Int32] {
    let (type, path, shape) = (elementType, file.path, header.shape)
    return try elements(filledWith: 0) { address, index in
      let value = type.integer(at: address)
      guard value >= 0, value < classCount, let label = Int32(exactly: value) else {
        throw DataError.malformed(
          path: path,
          .classOutOfRange(
            position: shape.position(of: index), value: "\(value)", classCount: classCount))
      }
      return label
    }
  }

  private var isRowMajor: Bool { !header.isFortranOrder || shape.count < 2 }

  /// Reads piece by piece; `convert` gets the address of an element and its row-major index.
  private consuming func elements<Element>(
    filledWith zero: Element, _ convert: (UnsafeRawPointer, Int) throws -> Element
  ) throws -> [Element] {
    var elements = [Element](repeating: zero, count: count)
    let piece = 1 << 16
    let (size, rowMajor) = (elementType.size, isRowMajor)
    let rows = shape.first ?? 1
    let columns = count / rows
    var done = 0
    while done < count {
      let taken = min(piece, count - done)
      let bytes = try file.read(count: taken * size)
      try bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        for offset in 0..<taken {
          var index = done + offset
          if !rowMajor { index = index % rows * columns + index / rows }
          elements[index] = try convert(base + offset * size, index)
        }
      }
      done += taken
    }
    return elements
  }
}

extension NPYElementType {
  fileprivate var isNativeFloat: Bool {
    kind == .floatingPoint && size == 4 && isBigEndian == (Int(1).bigEndian == 1)
  }
}

extension [Int] {
  /// The indices, one a dimension of this shape, of the element at a row-major index.
  fileprivate func position(of index: Int) -> [Int] {
    var rest = index
    return reversed().map { length in
      defer { rest /= length }
      return rest % length
    }.reversed()
  }
}

import Glibc

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
    try self.init(file, of: wanted) { shape in
      shape.count == dimensions ? nil : .wrongRank(shape: shape, wanted: dimensions)
    }
  }

  /// Opens an array with such elements and a shape that `objection` has nothing against.
  init(
    _ file: InputFile, of wanted: Malformation.ElementClass,
    objection: (_ shape: [Int]) -> Malformation?
  ) throws {
    let path = file.path
    let header = try NPYHeader(reading: file)
    guard let elementType = NPYElementType(description: header.elementDescription),
      elementType.isOne(of: wanted)
    else {
      throw DataError.malformed(
        path: path,
        .unsupportedType(description: header.elementDescription, wanted: wanted))
    }
    if let malformation = objection(header.shape) {
      throw DataError.malformed(path: path, malformation)
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
    // Elements of a byte become labels of four.
    guard promised <= (availableMemory() ?? .max) / (4 / min(elementType.size, 4)) else {
      throw DataError.unreadable(path: path, code: ENOMEM)
    }
    self.header = header
    self.elementType = elementType
    self.count = count
    self.file = file
  }

  /// The path, for messages.
  var path: String { file.path }

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

  /// All elements, which are unsigned bytes, in row-major order.
  consuming func bytes() throws -> [UInt8] {
    precondition(elementType.isByte, "the elements are not bytes")
    guard isRowMajor else {
      return try elements(filledWith: 0) { address, _ in address.load(as: UInt8.self) }
    }
    return try file.read(count: count)
  }

  /// All elements as class numbers in row-major order, each checked to lie in `0 ..< classCount`.
  consuming func classes(below classCount: Int) throws -> [Int32] {
    let shape = header.shape
    return try classes(below: classCount) { index, value in
      .classOutOfRange(
        position: shape.position(of: index), value: value, classCount: classCount)
    }
  }

  /// All elements as class numbers; `malformation` says what is wrong with one that is none.
  consuming func classes(
    below classCount: Int, or malformation: (_ index: Int, _ value: String) -> Malformation
  ) throws -> [Int32] {
    let (type, path) = (elementType, file.path)
    return try elements(filledWith: 0) { address, index in
      let value = type.integer(at: address)
      guard value >= 0, value < classCount, let label = Int32(exactly: value) else {
        throw DataError.malformed(path: path, malformation(index, "\(value)"))
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
    let shape = header.shape
    var done = 0
    while done < count {
      let taken = min(piece, count - done)
      let bytes = try file.read(count: taken * size)
      try bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        for offset in 0..<taken {
          var index = done + offset
          if !rowMajor { index = shape.rowMajorIndex(ofColumnMajor: index) }
          elements[index] = try convert(base + offset * size, index)
        }
      }
      done += taken
    }
    return elements
  }
}

extension NPYElementType {
  fileprivate func isOne(of wanted: Malformation.ElementClass) -> Bool {
    switch wanted {
    case .floatingPoint: kind == .floatingPoint
    case .integer: kind != .floatingPoint
    case .byteOrFloatingPoint: kind == .floatingPoint || isByte
    }
  }

  /// Whether elements are unsigned bytes.
  var isByte: Bool { kind == .unsigned && size == 1 }

  /// Whether elements are floats as they lie in memory.
  var isNativeFloat: Bool {
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

  /// The row-major index of the element at a column-major one.
  fileprivate func rowMajorIndex(ofColumnMajor index: Int) -> Int {
    var (rest, result) = (index, 0)
    var stride = reduce(1, *)
    for length in self {
      stride /= length
      result += rest % length * stride
      rest /= length
    }
    return result
  }
}

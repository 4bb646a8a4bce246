import Glibc

/// An array in an NPY file, or one with such a header elsewhere, whose elements are converted as they
/// are read.
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
    let header = try NPYHeader(reading: file)
    guard let elementType = NPYElementType(description: header.elementDescription),
      elementType.isOne(of: wanted)
    else {
      throw DataError.malformed(
        path: file.path,
        .unsupportedType(description: header.elementDescription, wanted: wanted))
    }
    if let malformation = objection(header.shape) {
      throw DataError.malformed(path: file.path, malformation)
    }
    try self.init(header: header, data: file)
  }

  /// Takes an array whose header has been read, and whose data are what remains of a file.
  ///
  /// - Throws: ``DataError`` if the elements are of no type that can be read, or if there are more or
  ///   fewer of them than the header says.
  init(header: NPYHeader, data file: InputFile) throws {
    let path = file.path
    guard let elementType = NPYElementType(description: header.elementDescription) else {
      throw DataError.malformed(path: path, .clause(header.refusalOfType(path: path)))
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

  /// The path, for messages.
  var path: String { file.path }

  /// The size of each dimension.
  var shape: [Int] { header.shape }

  /// All elements as Floats in row-major order.
  consuming func floats() throws -> [Float] {
    if elementType.isNativeFloat, isRowMajor { return try native() }
    let type = elementType
    return try elements { address, _ in type.float(at: address) }
  }

  /// All elements as Doubles in row-major order.
  consuming func doubles() throws -> [Double] {
    if isStoredAsInMemory, elementType.kind == .floatingPoint, elementType.size == 8 {
      return try native()
    }
    let type = elementType
    return try elements { address, _ in type.double(at: address) }
  }

  /// All elements, which are unsigned bytes, in row-major order.
  consuming func bytes() throws -> [UInt8] {
    precondition(elementType.isByte, "the elements are not bytes")
    if isStoredAsInMemory { return try native() }
    return try elements { address, _ in address.load(as: UInt8.self) }
  }

  /// All elements as integers in row-major order.
  ///
  /// - Throws: ``DataError`` if one is above the largest Int64.
  consuming func integers() throws -> [Int64] {
    let (type, path, shape) = (elementType, path, shape)
    return try elements { address, index in
      let value = type.integer(at: address)
      guard let integer = Int64(exactly: value) else {
        throw DataError.malformed(
          path: path, .clause("has \(value) at \(shape.place(of: index)), beyond all classes"))
      }
      return integer
    }
  }

  /// All elements, which are text, in row-major order.
  ///
  /// - Throws: ``DataError`` if one is not text.
  consuming func texts() throws -> [String] {
    precondition(elementType.isText, "the elements are not text")
    let (type, path, shape) = (elementType, path, shape)
    var texts = Array(repeating: "", count: count)
    try forEach { address, index in
      guard let text = type.text(at: address) else {
        throw DataError.malformed(
          path: path, .clause("has no UTF-8 at \(shape.place(of: index))"))
      }
      texts[index] = text
    }
    return texts
  }

  /// All elements as class numbers in row-major order, each checked to lie in `0 ..< classCount`.
  consuming func classes(below classCount: Int) throws -> [Int32] {
    let (type, path, shape) = (elementType, path, shape)
    return try elements { address, index in
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

  private var isStoredAsInMemory: Bool { elementType.isNative && isRowMajor }

  /// Elements that lie in the file as in memory, read where they belong.
  private consuming func native<Element: BitwiseCopyable>() throws -> [Element] {
    precondition(MemoryLayout<Element>.size == elementType.size, "elements of another size")
    try checkMemory(Element.self)
    return try [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      try file.read(
        into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count])))
      filled = count
    }
  }

  /// Reads piece by piece; `convert` gets the address of an element and its row-major index.
  private consuming func elements<Element: BitwiseCopyable>(
    _ convert: (UnsafeRawPointer, Int) throws -> Element
  ) throws -> [Element] {
    try checkMemory(Element.self)
    let count = count
    // Nothing is written before it has been read, so that a size that lies costs no memory.
    return try [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      try forEach { address, index in buffer[index] = try convert(address, index) }
      filled = count
    }
  }

  private borrowing func forEach(_ body: (UnsafeRawPointer, Int) throws -> Void) throws {
    let (size, rowMajor) = (elementType.size, isRowMajor)
    let piece = max(1, (1 << 18) / size)
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
          try body(base + offset * size, index)
        }
      }
      done += taken
    }
  }

  private borrowing func checkMemory<Element>(_ type: Element.Type) throws {
    guard count <= (availableMemory() ?? .max) / MemoryLayout<Element>.stride else {
      throw DataError.unreadable(path: path, code: ENOMEM)
    }
  }
}

extension NPYElementType {
  fileprivate func isOne(of wanted: Malformation.ElementClass) -> Bool {
    switch wanted {
    case .floatingPoint: isFloatingPoint
    case .integer: isInteger
    case .byteOrFloatingPoint: isFloatingPoint || isByte
    }
  }
}

extension [Int] {
  /// The indices, one a dimension of this shape, of the element at a row-major index.
  func position(of index: Int) -> [Int] {
    var rest = index
    return reversed().map { length in
      defer { rest /= length }
      return rest % length
    }.reversed()
  }

  /// Where the element at a row-major index stands, in words: `row 3`, `row 3, column 0`.
  func place(of index: Int) -> String {
    let indices = position(of: index)
    return switch indices.count {
    case 1: "row \(indices[0])"
    case 2: "row \(indices[0]), column \(indices[1])"
    default: "index (\(indices.map(String.init).joined(separator: ", ")))"
    }
  }

  /// The shape as Python writes it.
  var tuple: String {
    count == 1 ? "(\(self[0]),)" : "(\(map(String.init).joined(separator: ", ")))"
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

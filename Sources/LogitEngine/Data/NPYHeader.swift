/// The header of an NPY file: a Python dictionary with the element type, the order, the shape.
struct NPYHeader: Hashable {
  /// The element type as written, for instance `<f4`.
  let elementDescription: String
  /// Whether the first dimension varies fastest.
  let isFortranOrder: Bool
  /// The size of each dimension.
  let shape: [Int]

  /// The bytes every NPY file begins with.
  static let magic: [UInt8] = [0x93] + "NUMPY".utf8

  /// NumPy writes headers of a few hundred bytes; this bounds what a lying length can cost.
  private static let largestLength = 1 << 20

  /// Reads the header of a file, which is left at its first element.
  init(reading file: InputFile) throws {
    let path = file.path
    let start = try file.read(count: min(8, file.remaining))
    guard start.starts(with: Self.magic.prefix(start.count)), !start.isEmpty else {
      throw DataError.malformed(
        path: path, .wrongFormat(expected: .npy, firstBytes: Array(start.prefix(6))))
    }
    guard start.count == 8 else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: start.count))
    }
    guard (1...3).contains(start[6]), start[7] == 0 else {
      throw DataError.malformed(
        path: path, .unsupportedVersion(major: Int(start[6]), minor: Int(start[7])))
    }
    let lengthSize = start[6] == 1 ? 2 : 4
    guard file.remaining >= lengthSize else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: file.byteCount))
    }
    let length = try file.read(count: lengthSize).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.remaining else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: file.byteCount))
    }
    guard length <= Self.largestLength else {
      throw DataError.malformed(path: path, .badHeader("it is \(length) bytes long"))
    }
    do {
      var parser = NPYHeaderParser(try file.read(count: length))
      self = try parser.header()
    } catch let error as NPYHeaderParser.SyntaxError {
      throw DataError.malformed(path: path, .badHeader(error.clause))
    }
  }

  init(elementDescription: String, isFortranOrder: Bool, shape: [Int]) {
    self.elementDescription = elementDescription
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }

  /// How many elements there are; nil when the number is beyond all bounds.
  var elementCount: Int? {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}

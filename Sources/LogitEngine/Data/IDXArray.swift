import Glibc

/// An array in the IDX format of MNIST, plain or gzipped.
///
/// The format is a magic number (two zero bytes, the type of the elements, the number of
/// dimensions), the size of each dimension as a big-endian 32-bit number, then the elements,
/// big-endian, the last dimension varying fastest.
struct IDXArray {
  /// What an element is, by its code in the magic number.
  enum ElementType: UInt8, CaseIterable {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case short = 0x0B
    case int = 0x0C
    case float = 0x0D
    case double = 0x0E

    /// Bytes an element.
    var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .short: 2
      case .int, .float: 4
      case .double: 8
      }
    }

    var isFloatingPoint: Bool { self == .float || self == .double }
  }

  /// The size of each dimension, all above zero.
  let shape: [Int]
  /// The type of the elements.
  let type: ElementType
  /// The elements as they are in the file.
  let bytes: [UInt8]
  /// The path, for messages.
  let path: String

  /// Reads the bytes of a file; the path is for messages.
  ///
  /// - Parameter dimensions: how many dimensions there may be.
  init(bytes: [UInt8], path: String, dimensions: ClosedRange<Int>) throws {
    self.path = path
    if GzipStream.isGzip(bytes) {
      var stream = try GzipStream(bytes: bytes, path: path)
      let header = try Header(unpacking: &stream, path: path, dimensions: dimensions)
      let promised = try header.byteCount(path: path)
      // Nothing is set aside for a promise that the file cannot keep.
      guard promised <= bytes.count.multipliedClamping(by: GzipStream.largestRatio) else {
        throw DataError.malformed(path: path, .impossibleSize)
      }
      guard promised <= availableMemory() ?? .max else {
        throw DataError.unreadable(path: path, code: ENOMEM)
      }
      let values = try stream.unpack(atMost: promised)
      guard values.count == promised else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .exactly(values.count)))
      }
      guard try stream.unpack(atMost: 1).isEmpty else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .moreThan(promised)))
      }
      (shape, type) = (header.shape, header.type)
      self.bytes = values
    } else {
      let header = try Header(bytes, path: path, dimensions: dimensions)
      let promised = try header.byteCount(path: path)
      let found = bytes.count - header.length
      guard promised == found else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .exactly(found)))
      }
      (shape, type) = (header.shape, header.type)
      self.bytes = Array(bytes[header.length...])
    }
  }

  /// How many elements there are.
  var count: Int { bytes.count / type.size }

  /// Reads no more of a file than its header, and returns the size of each dimension.
  static func shape(path: String, dimensions: ClosedRange<Int>) throws -> [Int] {
    let start = try Self.start(of: path)
    return try Header(start, path: path, dimensions: dimensions).shape
  }

  /// Whether a file begins as an IDX array of one to eight dimensions does.
  static func isIDX(path: String) -> Bool {
    guard let start = try? Self.start(of: path), start.count >= 4 else { return false }
    return start.starts(with: [0, 0]) && ElementType(rawValue: start[2]) != nil
      && (1...8).contains(start[3])
  }

  /// The first bytes of a file, unpacked.
  private static func start(of path: String) throws -> [UInt8] {
    let file = try InputFile(path: path, upTo: 1 << 20)
    let start = try file.read(count: min(file.remaining, 4096))
    guard GzipStream.isGzip(start) else { return start }
    var stream = try GzipStream(bytes: start, path: path)
    return try stream.unpack(atMost: Header.largestLength)
  }
}

/// What stands before the elements.
private struct Header {
  static let largestLength = 4 + 4 * 255
  let shape: [Int]
  let type: IDXArray.ElementType

  /// How many bytes it has.
  var length: Int { 4 + 4 * shape.count }

  init(unpacking stream: inout GzipStream, path: String, dimensions: ClosedRange<Int>) throws {
    var bytes = try stream.unpack(atMost: 4)
    if bytes.count == 4 { bytes += try stream.unpack(atMost: 4 * Int(bytes[3])) }
    try self.init(bytes, path: path, dimensions: dimensions)
  }

  /// Reads a header, which more may follow.
  init(_ bytes: [UInt8], path: String, dimensions: ClosedRange<Int>) throws {
    guard bytes.count >= 4 else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: bytes.count))
    }
    let rank = Int(bytes[3])
    guard bytes.starts(with: [0, 0]), let type = IDXArray.ElementType(rawValue: bytes[2]),
      dimensions.contains(rank)
    else {
      throw DataError.malformed(
        path: path,
        .wrongFormat(
          expected: .idx(dimensions: dimensions.lowerBound), firstBytes: Array(bytes.prefix(4))))
    }
    guard bytes.count >= 4 + 4 * rank else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: bytes.count))
    }
    self.type = type
    shape = (1...rank).map { dimension in
      bytes[4 * dimension..<4 * dimension + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard !shape.contains(0) else { throw DataError.malformed(path: path, .empty) }
  }

  /// How many bytes the elements have.
  func byteCount(path: String) throws -> Int {
    var size = type.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw DataError.malformed(path: path, .impossibleSize) }
      size = product
    }
    return size
  }
}

extension GzipStream {
  fileprivate mutating func unpack(atMost count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }
}

extension Int {
  fileprivate func multipliedClamping(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

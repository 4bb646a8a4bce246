/// An array of bytes in the IDX format of MNIST, plain or gzipped.
///
/// The format is a magic number (two zero bytes, 8 for unsigned bytes, the number of dimensions),
/// the size of each dimension as a big-endian 32-bit number, then the values, the last dimension
/// varying fastest.
struct IDXArray {
  /// The size of each dimension, all above zero.
  let shape: [Int]
  /// The values, as many as the product of the sizes.
  let values: [UInt8]

  /// Reads a file.
  init(path: String, dimensions: Int) throws {
    let file = try InputFile(path: path)
    let bytes = try file.read(count: file.remaining)
    try self.init(bytes: bytes, path: path, dimensions: dimensions)
  }

  /// Reads the bytes of a file; the path is for messages.
  init(bytes: [UInt8], path: String, dimensions: Int) throws {
    let headerSize = 4 + 4 * dimensions
    if GzipStream.isGzip(bytes) {
      var stream = try GzipStream(bytes: bytes, path: path)
      let header = try Self.unpack(&stream, atMost: headerSize)
      let shape = try Self.shape(header: header, path: path, dimensions: dimensions)
      let promised = try Self.size(of: shape, path: path)
      // Nothing is set aside for a promise that the file cannot keep.
      guard promised <= bytes.count.multipliedClamping(by: GzipStream.largestRatio) else {
        throw DataError.malformed(path: path, .impossibleSize)
      }
      let values = try Self.unpack(&stream, atMost: promised)
      guard values.count == promised else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .exactly(values.count)))
      }
      guard try Self.unpack(&stream, atMost: 1).isEmpty else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .moreThan(promised)))
      }
      self.shape = shape
      self.values = values
    } else {
      let header = Array(bytes.prefix(headerSize))
      let shape = try Self.shape(header: header, path: path, dimensions: dimensions)
      let promised = try Self.size(of: shape, path: path)
      let found = bytes.count - headerSize
      guard promised == found else {
        throw DataError.malformed(
          path: path, .wrongSize(promised: .exactly(promised), found: .exactly(found)))
      }
      self.shape = shape
      self.values = Array(bytes[headerSize...])
    }
  }

  /// Reads no more of a file than its header, and returns the size of each dimension.
  static func shape(path: String, dimensions: Int) throws -> [Int] {
    let file = try InputFile(path: path)
    var header = try file.read(count: min(file.remaining, 4096))
    if GzipStream.isGzip(header) {
      var stream = try GzipStream(bytes: header, path: path)
      header = try unpack(&stream, atMost: 4 + 4 * dimensions)
    }
    return try shape(
      header: Array(header.prefix(4 + 4 * dimensions)), path: path, dimensions: dimensions)
  }

  private static func unpack(_ stream: inout GzipStream, atMost count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try stream.read(into: UnsafeMutableRawBufferPointer(buffer))
    }
  }

  private static func shape(header: [UInt8], path: String, dimensions: Int) throws -> [Int] {
    let magic: [UInt8] = [0, 0, 8, UInt8(dimensions)]
    guard header.count >= 4 else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: header.count))
    }
    guard header.starts(with: magic) else {
      throw DataError.malformed(
        path: path,
        .wrongFormat(expected: .idx(dimensions: dimensions), firstBytes: Array(header.prefix(4))))
    }
    guard header.count == 4 + 4 * dimensions else {
      throw DataError.malformed(path: path, .truncatedHeader(byteCount: header.count))
    }
    let shape = (1...dimensions).map { dimension in
      header[4 * dimension..<4 * dimension + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard !shape.contains(0) else { throw DataError.malformed(path: path, .empty) }
    return shape
  }

  private static func size(of shape: [Int], path: String) throws -> Int {
    var size = 1
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw DataError.malformed(path: path, .impossibleSize) }
      size = product
    }
    return size
  }
}

extension Int {
  fileprivate func multipliedClamping(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}

/// What has been read is not what was once written.
struct DamagedBytes: Error {}

/// Reads numbers, little-endian, from bytes that nobody vouches for.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Begins at the first byte.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// How many bytes are left.
  var remaining: Int { bytes.count - position }

  /// Reads an integer.
  mutating func read<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type) throws
    -> Integer
  {
    let part = try take(MemoryLayout<Integer>.size)
    return Integer(littleEndian: part.loadUnaligned(as: type))
  }

  /// Reads a number.
  mutating func readDouble() throws -> Double { Double(bitPattern: try read(UInt64.self)) }

  /// Reads a number that may not be there.
  mutating func readOptional() throws -> Double? {
    let isThere = try read(UInt8.self)
    let value = try readDouble()
    guard isThere <= 1 else { throw DamagedBytes() }
    return isThere == 1 ? value : nil
  }

  /// Reads a count of things that take at least so many bytes each, so that a wild count cannot
  /// make anybody allocate what the bytes could never fill.
  mutating func readCount(ofAtLeast size: Int) throws -> Int {
    let count = try read(UInt32.self)
    guard Int(count) <= remaining / size else { throw DamagedBytes() }
    return Int(count)
  }

  /// Reads Floats.
  mutating func readFloats(_ count: Int) throws -> [Float] {
    let part = try take(count * 4)
    return (0..<count).map { index in
      let bits = part.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
      return Float(bitPattern: UInt32(littleEndian: bits))
    }
  }

  /// Takes the next bytes as they are.
  mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else { throw DamagedBytes() }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }
}

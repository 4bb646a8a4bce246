import CZlib

/// A running CRC-32, zlib's.
struct Checksum {
  /// The checksum of everything added so far.
  private(set) var value: UInt32 = 0

  /// Adds some bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    value = UInt32(
      truncatingIfNeeded: crc32_z(
        UInt(value), base.assumingMemoryBound(to: UInt8.self), bytes.count))
  }
}

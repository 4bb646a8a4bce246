/// Appends numbers to bytes, little-endian.
struct ByteWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  /// Appends an integer.
  mutating func write<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a number bit by bit, NaN included.
  mutating func write(_ value: Double) { write(value.bitPattern) }

  /// Appends a number bit by bit, NaN included.
  mutating func write(_ value: Float) { write(value.bitPattern) }

  /// Appends a byte that tells whether there is a number, then the number or zero.
  mutating func write(_ value: Double?) {
    write(UInt8(value == nil ? 0 : 1))
    write(value ?? 0)
  }

  /// Appends bytes as they are.
  mutating func write(contentsOf other: [UInt8]) { bytes.append(contentsOf: other) }
}

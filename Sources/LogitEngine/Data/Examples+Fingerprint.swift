extension Examples {
  /// A checksum of shape, pixels and labels, by which a set is known again: two CRC-32s.
  ///
  /// - Complexity: O(bytes), about a second for a few gigabytes.
  public var fingerprint: UInt64 {
    var pixelSum = Checksum()
    pixels.withUnsafeBytes { pixelSum.add($0) }
    var labelSum = Checksum()
    for length in [count, shape.height, shape.width, shape.channels] {
      withUnsafeBytes(of: Int64(length)) { labelSum.add($0) }
    }
    labels.withUnsafeBytes { labelSum.add($0) }
    return UInt64(pixelSum.value) << 32 | UInt64(labelSum.value)
  }
}

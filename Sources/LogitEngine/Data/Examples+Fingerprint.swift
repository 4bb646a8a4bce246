extension Examples {
  /// A checksum of shape, values and labels, by which a set is known again: two CRC-32s.
  ///
  /// - Complexity: O(bytes), about a second for a few gigabytes.
  public var fingerprint: UInt64 {
    var valueSum = Checksum()
    switch storage {
    case .bytes(let values): values.withUnsafeBytes { valueSum.add($0) }
    case .floats(let values): values.withUnsafeBytes { valueSum.add($0) }
    case .rows(let rows): rows.add(to: &valueSum)
    case .synthetic(let source):
      // The seed and the noise decide about every value.
      for number in [source.seed, source.noise.bitPattern, source.part.rawValue] {
        withUnsafeBytes(of: number) { valueSum.add($0) }
      }
    }
    var labelSum = Checksum()
    for length in [count, shape.height, shape.width, shape.channels] {
      withUnsafeBytes(of: Int64(length)) { labelSum.add($0) }
    }
    labels.withUnsafeBytes { labelSum.add($0) }
    return UInt64(valueSum.value) << 32 | UInt64(labelSum.value)
  }
}

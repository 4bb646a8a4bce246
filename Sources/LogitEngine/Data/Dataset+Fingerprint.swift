extension Dataset {
  /// Sixteen hexadecimal digits that differ, for all practical purposes, between any two datasets;
  /// the same on every machine, and whatever the dataset is called.
  ///
  /// - Complexity: O(bytes), some gigabytes a second.
  public var fingerprint: String {
    var hash = Fingerprint()
    for examples in [training, test] {
      let shape = examples.shape
      for length in [examples.count, shape.height, shape.width, shape.channels] {
        hash.add(UInt64(length))
      }
      examples.pixels.withUnsafeBytes { hash.add($0) }
      for label in examples.labels { hash.add(UInt64(UInt32(bitPattern: label))) }
    }
    for name in classNames {
      var name = name
      name.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
    }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A hash of 64 bits that takes in eight bytes at a time; not one to keep secrets with.
private struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    // The product carries differences upwards only; this brings them back down.
    value ^= value &>> 29
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }
    var rest: UInt64 = 0
    for offset in whole..<bytes.count { rest = rest &<< 8 | UInt64(bytes[offset]) }
    add(rest)
  }
}

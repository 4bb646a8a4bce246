/// Words of 32 bits, packed without loss: each of their four bytes is a plane of its own.
///
/// Sign and exponent of logits repeat and shrink to a quarter; the low bytes of the mantissa are
/// noise, which a sample shows, and stay as they are: nothing is spent on what cannot shrink.
enum PackedWords {
  /// The most words that fit into one value of a database.
  static let maximumCount = 240_000_000

  private static let version: UInt8 = 1
  private static let planeCount = 4
  private static let sampleSize = 4096

  private enum Method: UInt8 {
    case plain
    case deflated
  }

  /// Packs Floats, every NaN with its bits.
  static func pack(_ values: [Float]) -> [UInt8] {
    values.withUnsafeBufferPointer { values in
      values.withMemoryRebound(to: UInt32.self) { pack(words: $0) }
    }
  }

  /// Packs integers.
  static func pack(_ values: [Int32]) -> [UInt8] {
    values.withUnsafeBufferPointer { values in
      values.withMemoryRebound(to: UInt32.self) { pack(words: $0) }
    }
  }

  /// Unpacks so many Floats.
  static func floats(_ bytes: UnsafeRawBufferPointer, count: Int) throws -> [Float] {
    try check(bytes, count: count)
    return try [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      try buffer.withMemoryRebound(to: UInt32.self) { try unpack(bytes, into: $0) }
      initialized = count
    }
  }

  /// Unpacks so many integers.
  static func integers(_ bytes: UnsafeRawBufferPointer, count: Int) throws -> [Int32] {
    try check(bytes, count: count)
    return try [Int32](unsafeUninitializedCapacity: count) { buffer, initialized in
      try buffer.withMemoryRebound(to: UInt32.self) { try unpack(bytes, into: $0) }
      initialized = count
    }
  }

  private static func pack(words: UnsafeBufferPointer<UInt32>) -> [UInt8] {
    precondition(words.count <= maximumCount, "too many words for one value")
    var writer = ByteWriter()
    writer.write(version)
    writer.write(UInt32(words.count))
    var plane = [UInt8](repeating: 0, count: words.count)
    for index in 0..<planeCount {
      plane.withUnsafeMutableBufferPointer { plane in
        let shift = UInt32(8 * index)
        for position in 0..<words.count {
          plane[position] = UInt8(truncatingIfNeeded: words[position] &>> shift)
        }
      }
      let packed = shrinks(plane) ? plane.withUnsafeBufferPointer(RunLengthDeflate.pack) : plane
      writer.write(packed.count < plane.count ? Method.deflated.rawValue : Method.plain.rawValue)
      writer.write(UInt32(min(packed.count, plane.count)))
      writer.write(contentsOf: packed.count < plane.count ? packed : plane)
    }
    return writer.bytes
  }

  /// Whether a stretch from the middle shrinks by at least a twentieth.
  private static func shrinks(_ plane: [UInt8]) -> Bool {
    let begin = max(0, plane.count / 2 - sampleSize / 2)
    let sample = plane[begin..<min(begin + sampleSize, plane.count)]
    return sample.withUnsafeBufferPointer(RunLengthDeflate.pack).count
      < sample.count - sample.count / 20
  }

  // Before anything is allocated: the planes must be there, and be able to hold what is asked for.
  private static func check(_ bytes: UnsafeRawBufferPointer, count: Int) throws {
    var reader = ByteReader(bytes)
    guard count >= 0, count <= maximumCount, try reader.read(UInt8.self) == version,
      try reader.read(UInt32.self) == UInt32(count)
    else { throw DamagedBytes() }
    for _ in 0..<planeCount {
      guard let method = Method(rawValue: try reader.read(UInt8.self)) else { throw DamagedBytes() }
      let plane = try reader.take(Int(try reader.read(UInt32.self)))
      switch method {
      case .plain: guard plane.count == count else { throw DamagedBytes() }
      case .deflated:
        guard count / RunLengthDeflate.largestRatio <= plane.count else { throw DamagedBytes() }
      }
    }
    guard reader.remaining == 0 else { throw DamagedBytes() }
  }

  private static func unpack(
    _ bytes: UnsafeRawBufferPointer, into words: UnsafeMutableBufferPointer<UInt32>
  ) throws {
    var reader = ByteReader(bytes)
    _ = try reader.take(5)
    let unpacked = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: words.count * planeCount)
    defer { unpacked.deallocate() }
    var planes: [UnsafeRawBufferPointer] = []
    for index in 0..<planeCount {
      let method = Method(rawValue: try reader.read(UInt8.self))
      let plane = try reader.take(Int(try reader.read(UInt32.self)))
      guard method == .deflated else {
        planes.append(plane)
        continue
      }
      let target = UnsafeMutableBufferPointer(
        rebasing: unpacked[index * words.count..<(index + 1) * words.count])
      try RunLengthDeflate.unpack(plane, into: target)
      planes.append(UnsafeRawBufferPointer(target))
    }
    let (first, second, third, fourth) = (planes[0], planes[1], planes[2], planes[3])
    for position in 0..<words.count {
      words[position] =
        UInt32(first[position]) | UInt32(second[position]) &<< 8
        | UInt32(third[position]) &<< 16 | UInt32(fourth[position]) &<< 24
    }
  }
}

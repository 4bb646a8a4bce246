/// The layout of a checkpoint file.
///
/// Numbers are in the machine's byte order.
///
/// | bytes | what |
/// |---|---|
/// | 8 | ``magic`` |
/// | 4 | ``version`` |
/// | 4 | how many arrays there are |
/// | 8 | how many bytes the description has |
/// | 8 an array | how many elements it has |
/// | … | the description: names and values in turn, a zero byte after each |
/// | … | the arrays: parameters, running statistics, then the optimizer's, in float32 |
/// | 4 | the CRC-32 of everything before |
enum CheckpointFormat {
  /// What every checkpoint begins with; the first byte keeps it from being taken for text.
  static let magic: [UInt8] = [0x89] + Array("LOGITS".utf8) + [0x0a]
  /// The version of the format; one written in the other byte order has none that exists.
  static let version: UInt32 = 1
  /// The bytes before the lengths of the arrays.
  static let headerSize = 24
  /// The bytes of the checksum at the end.
  static let checksumSize = 4
  /// More arrays, or a longer description, than any checkpoint has.
  static let largestArrayCount: UInt32 = 16
  /// More than any description has.
  static let largestDescriptionSize: UInt64 = 1 << 20

  /// What steps may be counted to, so that sums and differences of a few neither overflow nor lose
  /// a step as a `Double`.
  static let counts = 0...1 << 50

  /// How many bytes a file has in all; nil for more than can be.
  static func fileSize(descriptionSize: Int, lengths: [UInt64]) -> Int? {
    var size = headerSize + lengths.count * 8 + descriptionSize + checksumSize
    for length in lengths {
      guard let length = Int(exactly: length) else { return nil }
      let (bytes, isTooMany) = length.multipliedReportingOverflow(by: MemoryLayout<Float>.size)
      let (sum, isTooLarge) = size.addingReportingOverflow(bytes)
      if isTooMany || isTooLarge { return nil }
      size = sum
    }
    return size
  }
}

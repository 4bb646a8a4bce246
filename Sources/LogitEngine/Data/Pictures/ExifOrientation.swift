/// The orientation in a picture's Exif data: a TIFF structure, of which nothing else is read.
enum ExifOrientation {
  private static let tag = 0x0112

  /// Reads the orientation, 1 to 8; 1 where there is none, or none that can be.
  static func read(_ bytes: UnsafeRawBufferPointer) -> Int {
    let isLittleEndian: Bool
    switch bytes.prefix(2).map(\.self) {
    case [0x49, 0x49]: isLittleEndian = true
    case [0x4D, 0x4D]: isLittleEndian = false
    default: return 1
    }
    func number(at offset: Int, size: Int) -> Int? {
      guard offset >= 0, size <= bytes.count - offset else { return nil }
      let digits = bytes[offset..<offset + size]
      return isLittleEndian
        ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }
    guard number(at: 2, size: 2) == 42, let directory = number(at: 4, size: 4),
      let count = number(at: directory, size: 2)
    else { return 1 }
    for entry in 0..<count {
      let place = directory + 2 + 12 * entry
      guard let found = number(at: place, size: 2) else { return 1 }
      guard found == tag else { continue }
      // A short, once, in the first bytes of the value.
      guard number(at: place + 2, size: 2) == 3, let value = number(at: place + 8, size: 2),
        (1...8).contains(value)
      else { return 1 }
      return value
    }
    return 1
  }
}

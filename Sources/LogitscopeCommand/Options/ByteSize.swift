import ArgumentParser

/// Sizes of files as people write them.
enum ByteSize {
  private static let units: [(name: String, bytes: Int)] = [
    ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
  ]

  /// The smallest size that a store can be kept to.
  private static let least = 1_000_000
  private static let most = 1 << 50

  /// Reads a size such as `500MB` or `2GiB`; a number alone is bytes.
  @Sendable static func read(_ text: String) throws -> Int {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let word = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let unit = word.isEmpty ? 1 : units.first { $0.name.lowercased() == word }?.bytes
    guard let number = Double(digits), let unit, number * Double(unit) >= Double(least),
      number * Double(unit) <= Double(most)
    else {
      throw ValidationError(
        "a size of at least 1 MB is needed, for instance 500MB or 2GB; kB, MB, GB, TB, KiB, MiB, GiB "
          + "and TiB are known")
    }
    return Int(number * Double(unit))
  }

  /// A size in three digits, for instance `26.1 MB`.
  static func text(_ bytes: Int) -> String {
    let unit = units[..<4].last { bytes >= $0.bytes } ?? ("B", 1)
    let number = Double(bytes) / Double(unit.bytes)
    return (unit.bytes == 1 ? "\(bytes)" : number.significant(3)) + " " + unit.name
  }
}

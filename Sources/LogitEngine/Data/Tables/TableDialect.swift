/// How the lines of a table are cut into cells and its numbers are written.
struct TableDialect: Hashable {
  /// What stands between two cells.
  var separator: Separator
  /// Whether text may stand in single quotes too, with backslashes before quotes, as in ARFF.
  var hasSingleQuotes = false
  /// Whether a comma begins the fraction of a number.
  var hasDecimalComma = false
  /// The bytes that begin a line which is a comment.
  var comments: [UInt8] = []

  /// What stands between two cells.
  enum Separator: Hashable {
    /// One byte, each time.
    case byte(UInt8)
    /// Any number of spaces and tabs.
    case blanks
  }

  /// The byte that begins the fraction of a number.
  var point: UInt8 { hasDecimalComma ? Byte.comma : Byte.point }

  /// The separator in words.
  var separatorName: String {
    switch separator {
    case .blanks: "blanks"
    case .byte(Byte.comma): "commas"
    case .byte(Byte.semicolon): "semicolons"
    case .byte(Byte.tab): "tabs"
    case .byte(Byte.bar): "pipes"
    case .byte(let byte): "'\(String(decoding: [byte], as: UTF8.self))'"
    }
  }
}

/// The bytes that matter in tables.
enum Byte {
  static let (comma, semicolon, tab) = (UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"))
  static let (bar, space) = (UInt8(ascii: "|"), UInt8(ascii: " "))
  static let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
  static let (quote, apostrophe) = (UInt8(ascii: "\""), UInt8(ascii: "'"))
  static let (point, backslash) = (UInt8(ascii: "."), UInt8(ascii: "\\"))
  static let (hash, at, percent) = (UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "%"))

  /// Whether a byte ends a line.
  @inline(__always)
  static func endsLine(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

  /// Whether a byte is a space or a tab.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}

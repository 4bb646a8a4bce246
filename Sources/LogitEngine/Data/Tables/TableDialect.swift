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
  // One by one: what is computed at the first use would be asked for again at each cell.
  static let comma: UInt8 = 0x2c
  static let semicolon: UInt8 = 0x3b
  static let tab: UInt8 = 0x09
  static let bar: UInt8 = 0x7c
  static let space: UInt8 = 0x20
  static let newline: UInt8 = 0x0a
  static let carriageReturn: UInt8 = 0x0d
  static let quote: UInt8 = 0x22
  static let apostrophe: UInt8 = 0x27
  static let point: UInt8 = 0x2e
  static let backslash: UInt8 = 0x5c
  static let hash: UInt8 = 0x23
  static let at: UInt8 = 0x40
  static let percent: UInt8 = 0x25
  static let plus: UInt8 = 0x2b
  static let minus: UInt8 = 0x2d
  static let zero: UInt8 = 0x30
  static let lowerE: UInt8 = 0x65
  static let upperE: UInt8 = 0x45
  static let colon: UInt8 = 0x3a

  /// Whether a byte ends a line.
  @inline(__always)
  static func endsLine(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

  /// Whether a byte is a space or a tab.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}

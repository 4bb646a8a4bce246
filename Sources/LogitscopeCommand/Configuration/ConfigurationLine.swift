/// Reads one line of a configuration file.
struct ConfigurationLine {
  /// What is wrong, as the rest of a sentence that begins with the number of the line.
  struct Problem: Error {
    let clause: String

    init(_ clause: String) { self.clause = clause }
  }

  /// What a line says.
  enum Content {
    /// It is empty or a comment.
    case nothing
    /// A table begins; nil where its name is missing.
    case table(String?)
    /// A setting, and where its value stands.
    case entry(String, ConfigurationText.Value, Range<Int>)
  }

  private let bytes: [UInt8]
  private var place = 0

  /// How deep lists may lie within each other.
  private static let deepest = 4

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads the line.
  mutating func read() throws(Problem) -> Content {
    skipSpace()
    guard let first = peek, first != UInt8(ascii: "#") else { return .nothing }
    if first == UInt8(ascii: "[") { return .table(try tableName()) }
    let name = try self.name()
    skipSpace()
    guard take("=") else { throw Problem("is no setting: name = value is needed") }
    skipSpace()
    let begin = place
    let value = try self.value(depth: 0)
    let range = begin..<place
    try end()
    return .entry(name, value, range)
  }

  private mutating func tableName() throws(Problem) -> String? {
    _ = take("[")
    guard peek != UInt8(ascii: "[") else { throw Problem("begins a list of tables") }
    skipSpace()
    guard peek != UInt8(ascii: "]") else { return nil }
    let name = try self.name()
    skipSpace()
    guard take("]") else { throw Problem("is no heading of a table: [name] is needed") }
    try end()
    return name
  }

  private mutating func name() throws(Problem) -> String {
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string() }
    let begin = place
    while let byte = peek, Self.isOfName(byte) { place += 1 }
    guard place > begin else { throw Problem("is no setting: name = value is needed") }
    return String(decoding: bytes[begin..<place], as: UTF8.self)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      // Parts of a name belong together here; no setting of the program has any.
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func value(depth: Int) throws(Problem) -> ConfigurationText.Value {
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "{"): throw Problem("has a table as a value")
    default: return try word()
    }
  }

  private mutating func list(depth: Int) throws(Problem) -> [ConfigurationText.Value] {
    guard depth < Self.deepest else { throw Problem("has lists too deep within each other") }
    _ = take("[")
    var values: [ConfigurationText.Value] = []
    while true {
      skipSpace()
      if take("]") { return values }
      guard peek != nil else { break }
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      guard take("]") else { break }
      return values
    }
    throw Problem("has a list that does not end on the line")
  }

  private mutating func word() throws(Problem) -> ConfigurationText.Value {
    let begin = place
    while let byte = peek, Self.isOfName(byte) || byte == UInt8(ascii: "+") { place += 1 }
    let word = String(decoding: bytes[begin..<place], as: UTF8.self)
    guard !word.isEmpty else { throw Problem("has no value") }
    if word == "true" || word == "false" { return .flag(word == "true") }
    // An underscore may stand between digits.
    let digits = word.filter { $0 != "_" }
    if let value = Int(digits) { return .integer(value) }
    let isNumber = word.contains(where: \.isNumber) && !word.hasPrefix(".")
    if isNumber, !digits.lowercased().hasPrefix("0x"), let value = Double(digits), value.isFinite {
      return .number(value)
    }
    throw Problem("has '\(word.prefix(40))' as a value: a text needs quotation marks")
  }

  private mutating func string() throws(Problem) -> String {
    let quote = bytes[place]
    place += 1
    var text: [UInt8] = []
    while let byte = peek {
      place += 1
      if byte == quote {
        if text.isEmpty, peek == quote { throw Problem("begins a text of several lines") }
        guard let text = String(validating: text, as: UTF8.self) else {
          throw Problem("is not UTF-8")
        }
        return text
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        text += try escaped()
      } else {
        guard byte >= 0x20 || byte == 0x09, byte != 0x7F else {
          throw Problem("has a control character in a text")
        }
        text.append(byte)
      }
    }
    throw Problem("has a text without its closing quotation mark")
  }

  private mutating func escaped() throws(Problem) -> [UInt8] {
    guard let byte = peek else { throw Problem("ends in a backslash") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [byte]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      let digits = String(decoding: bytes[place...].prefix(count), as: UTF8.self)
      guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
        let number = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(number)
      else { throw Problem("has a backslash and 'u' without the digits of a character") }
      place += count
      return Array(String(Character(scalar)).utf8)
    default: throw Problem("has a backslash before a character that needs none")
    }
  }

  private mutating func end() throws(Problem) {
    skipSpace()
    guard let byte = peek, byte != UInt8(ascii: "#") else { return }
    throw Problem("goes on after the value")
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipSpace() {
    // The carriage return of lines that end as in DOS.
    while let byte = peek,
      byte == 0x20 || byte == 0x09 || (byte == 0x0D && place + 1 == bytes.count)
    {
      place += 1
    }
  }
}

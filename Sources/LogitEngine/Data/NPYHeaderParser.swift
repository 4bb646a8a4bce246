/// Reads the dictionary in an NPY header, and nothing but such a dictionary.
struct NPYHeaderParser {
  /// What is wrong with a header, as a clause that follows "its header is malformed:".
  struct SyntaxError: Error {
    let clause: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the whole header.
  mutating func header() throws -> NPYHeader {
    var description: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !skip("}") {
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr" where description == nil: description = try elementDescription()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try boolean()
      case "shape" where shape == nil: shape = try tuple()
      default: throw SyntaxError(clause: "the key '\(key)' is not expected")
      }
      if !skip(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard position == bytes.count else {
      throw SyntaxError(clause: "something follows its dictionary")
    }
    guard let description else { throw SyntaxError(clause: "the key 'descr' is missing") }
    guard let isFortranOrder else {
      throw SyntaxError(clause: "the key 'fortran_order' is missing")
    }
    guard let shape else { throw SyntaxError(clause: "the key 'shape' is missing") }
    return NPYHeader(
      elementDescription: description, isFortranOrder: isFortranOrder, shape: shape)
  }

  // A structured type is a list; it is handed on as written, to be refused by name.
  private mutating func elementDescription() throws -> String {
    skipSpace()
    guard peek == UInt8(ascii: "[") else { return try quoted() }
    let start = position
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return printable(bytes[start..<position]) }
    }
    throw SyntaxError(clause: "the list of fields does not end")
  }

  private mutating func quoted() throws -> String {
    skipSpace()
    guard let quote = peek, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw SyntaxError(clause: "a quoted string is expected at byte \(position)")
    }
    position += 1
    guard let end = bytes[position...].firstIndex(of: quote) else {
      throw SyntaxError(clause: "a quoted string does not end")
    }
    defer { position = end + 1 }
    return printable(bytes[position..<end])
  }

  private mutating func boolean() throws -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw SyntaxError(clause: "'fortran_order' is neither True nor False")
  }

  private mutating func tuple() throws -> [Int] {
    var lengths: [Int] = []
    try expect("(")
    while !skip(")") {
      lengths.append(try length())
      if !skip(",") {
        try expect(")")
        break
      }
    }
    return lengths
  }

  private mutating func length() throws -> Int {
    skipSpace()
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let length = Int(String(decoding: digits, as: UTF8.self)) else {
      throw SyntaxError(clause: "a length in 'shape' is not a whole number")
    }
    position += digits.count
    // Python 2 marked long integers this way.
    if peek == UInt8(ascii: "L") { position += 1 }
    return length
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") {
      position += 1
    }
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws {
    guard skip(mark) else {
      throw SyntaxError(clause: "'\(mark)' is expected at byte \(position)")
    }
  }

  // Messages go to a terminal, which must not take what a file holds for a command.
  private func printable(_ text: ArraySlice<UInt8>) -> String {
    let longest = 80
    let shown = text.prefix(longest).map { (0x20..<0x7f).contains($0) ? $0 : UInt8(ascii: "?") }
    return String(decoding: shown, as: UTF8.self) + (text.count > longest ? "..." : "")
  }
}

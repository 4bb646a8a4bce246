/// Reads values of JSON one after another.
///
/// It takes NaN, Infinity and -Infinity as well, which Python writes. Nothing is copied but what a
/// value is made of, and no value may lie deeper than ``largestDepth``.
struct JSONScanner {
  /// The text.
  let text: UnsafeBufferPointer<UInt8>
  /// The next byte.
  private(set) var position = 0

  /// The most lists and objects within one another.
  static let largestDepth = 64

  /// Begins at the first byte, or after a byte order mark.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    if text.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// Passes blanks and line ends and returns the next byte; nil at the end of the text.
  @inline(__always)
  mutating func peek() -> UInt8? {
    while position < text.count {
      let byte = text[position]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  /// Passes a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  /// Goes on at a byte.
  mutating func move(to position: Int) { self.position = position }

  /// Calls a function at the first byte of each record, which it must read.
  ///
  /// Records are the values of the text, one after another, or the elements of its only list if they
  /// are lists or objects.
  mutating func forEachRecord(
    _ body: (inout JSONScanner) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard peek() != nil else { return }
    let start = position
    if take(UInt8(ascii: "[")), let inner = peek(),
      inner == UInt8(ascii: "[") || inner == UInt8(ascii: "{")
    {
      repeat { try body(&self) } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw wrong() }
      guard peek() == nil else { throw error("goes on after its list") }
      return
    }
    position = start
    while peek() != nil { try body(&self) }
  }

  /// An error at the next byte.
  func error(_ clause: String) -> JSONError { JSONError(offset: position, clause: clause) }

  private func wrong() -> JSONError {
    error(position >= text.count ? "ends within a value" : "is not JSON")
  }

  // MARK: - Values

  /// Reads a value.
  ///
  /// - Parameter limit: of how many lists and objects in a list to keep, where not all are wanted.
  mutating func value(depth: Int = 0, keeping limit: Int = .max) throws(JSONError) -> JSONElement {
    switch peek() {
    case UInt8(ascii: "{"): return .object(try object(depth: depth, limit))
    case UInt8(ascii: "["): return try list(depth: depth, limit)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return .flag(try word("true", true))
    case UInt8(ascii: "f"): return .flag(try word("false", false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  /// Passes a value.
  mutating func skip(depth: Int = 0) throws(JSONError) {
    switch peek() {
    case UInt8(ascii: "{"):
      try check(depth)
      _ = try members { (scanner, _) throws(JSONError) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try check(depth)
      position += 1
      if take(UInt8(ascii: "]")) { return }
      repeat { try skip(depth: depth + 1) } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw wrong() }
    case UInt8(ascii: "\""): _ = try stringRange()
    case UInt8(ascii: "t"): try word("true", ())
    case UInt8(ascii: "f"): try word("false", ())
    case UInt8(ascii: "n"): try word("null", ())
    default: _ = try number()
    }
  }

  /// Reads the members of an object: `body` gets the key as it is written and must read the value.
  mutating func members(
    _ body: (inout JSONScanner, _ key: Range<Int>) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard take(UInt8(ascii: "{")) else { throw wrong() }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw wrong() }
      let key = try stringRange()
      guard take(UInt8(ascii: ":")) else { throw wrong() }
      try body(&self, key)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw wrong() }
  }

  private mutating func object(
    depth: Int, _ limit: Int
  ) throws(JSONError) -> [JSONElement.Member] {
    try check(depth)
    var found: [JSONElement.Member] = []
    try members { (scanner, key) throws(JSONError) in
      let name = try scanner.string(key)
      let value = try scanner.value(depth: depth + 1, keeping: limit)
      found.append(JSONElement.Member(key: name, value: value))
    }
    return found
  }

  private mutating func list(depth: Int, _ limit: Int) throws(JSONError) -> JSONElement {
    try check(depth)
    let begin = position
    if let numbers = try numbers() { return .numbers(numbers) }
    position = begin + 1
    var values: [JSONElement] = []
    if take(UInt8(ascii: "]")) { return .list(values) }
    repeat {
      let first = peek()
      if values.count >= limit, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
        try skip(depth: depth + 1)
      } else {
        values.append(try value(depth: depth + 1, keeping: limit))
      }
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw wrong() }
    return .list(values)
  }

  private func check(_ depth: Int) throws(JSONError) {
    guard depth < Self.largestDepth else {
      throw error("has more than \(Self.largestDepth) lists within one another")
    }
  }

  // MARK: - Numbers

  /// Reads a list of numbers at the next byte; nil if it holds anything else, wherever it then stands.
  mutating func numbers() throws(JSONError) -> JSONNumbers? {
    var values: [Double] = []
    var areIntegers = true
    var hasNumber = false
    position += 1
    repeat {
      guard let first = peek() else { throw wrong() }
      switch first {
      case UInt8(ascii: "n"):
        values.append(try word("null", .nan))
        areIntegers = false
      case UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "I"), 0x30...0x39:
        let number = try number()
        values.append(number.value)
        if !number.isInteger { areIntegers = false }
        hasNumber = true
      default: return nil
      }
    } while take(UInt8(ascii: ","))
    guard hasNumber, take(UInt8(ascii: "]")) else {
      if hasNumber, peek() == nil { throw wrong() }
      return nil
    }
    return JSONNumbers(values: values, areIntegers: areIntegers)
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    let begin = position
    var isInteger = true
    while position < text.count {
      switch text[position] {
      case 0x30...0x39, UInt8(ascii: "-"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"):
        isInteger = false
      default:
        return try number(begin, isInteger)
      }
      position += 1
    }
    return try number(begin, isInteger)
  }

  private mutating func number(_ begin: Int, _ isInteger: Bool) throws(JSONError) -> JSONNumber {
    let isNegative = begin < position && text[begin] == UInt8(ascii: "-")
    if position - begin == (isNegative ? 1 : 0), position < text.count {
      if !isNegative, text[position] == UInt8(ascii: "N") {
        return JSONNumber(value: try word("NaN", .nan), isInteger: false)
      }
      if text[position] == UInt8(ascii: "I") {
        return JSONNumber(
          value: try word("Infinity", isNegative ? -.infinity : .infinity), isInteger: false)
      }
    }
    let written = text[begin..<position]
    if let value = decimalNumber(written) {
      return JSONNumber(value: value, isInteger: isInteger && abs(value) <= 0x1p53)
    }
    // A number that is written as one and has no finite Double is too large.
    guard let value = Double(String(decoding: written, as: UTF8.self)) else {
      position = begin
      throw wrong()
    }
    return JSONNumber(value: value, isInteger: false)
  }

  // MARK: - Words and text

  private mutating func word<Value>(
    _ word: StaticString, _ value: Value
  ) throws(JSONError) -> Value {
    let count = word.utf8CodeUnitCount
    guard count <= text.count - position else {
      position = text.count
      throw wrong()
    }
    for index in 0..<count where text[position + index] != word.utf8Start[index] { throw wrong() }
    position += count
    return value
  }

  /// Passes a string and returns where its characters are, the quotes not among them.
  mutating func stringRange() throws(JSONError) -> Range<Int> {
    let begin = position + 1
    position = begin
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\""):
        position += 1
        return begin..<position - 1
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    position = text.count
    throw wrong()
  }

  /// Reads a string.
  mutating func string() throws(JSONError) -> String { try string(try stringRange()) }

  /// The text of a string whose characters are at a place.
  func string(_ range: Range<Int>) throws(JSONError) -> String {
    let written = text[range]
    guard written.contains(UInt8(ascii: "\\")) else {
      return String(decoding: written, as: UTF8.self)
    }
    var units: [UInt16] = []
    var place = range.lowerBound
    var plain = place
    func add(upTo end: Int) {
      units += String(decoding: text[plain..<end], as: UTF8.self).utf16
    }
    while place < range.upperBound {
      guard text[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      add(upTo: place)
      let (unit, size) = try escape(at: place + 1, upTo: range.upperBound)
      units.append(unit)
      place += 1 + size
      plain = place
    }
    add(upTo: range.upperBound)
    return String(decoding: units, as: UTF16.self)
  }

  /// The character that an escape stands for, and how many bytes follow the backslash.
  private func escape(at place: Int, upTo end: Int) throws(JSONError) -> (UInt16, Int) {
    let wrong = JSONError(offset: place, clause: "has an escape that is not JSON's")
    guard place < end else { throw wrong }
    switch text[place] {
    case UInt8(ascii: "\""): return (0x22, 1)
    case UInt8(ascii: "\\"): return (0x5c, 1)
    case UInt8(ascii: "/"): return (0x2f, 1)
    case UInt8(ascii: "b"): return (8, 1)
    case UInt8(ascii: "f"): return (12, 1)
    case UInt8(ascii: "n"): return (10, 1)
    case UInt8(ascii: "r"): return (13, 1)
    case UInt8(ascii: "t"): return (9, 1)
    case UInt8(ascii: "u"):
      guard end - place > 4,
        let unit = UInt16(String(decoding: text[place + 1..<place + 5], as: UTF8.self), radix: 16)
      else { throw wrong }
      return (unit, 5)
    default: throw wrong
    }
  }
}

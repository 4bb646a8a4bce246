/// What a cell of a table says.
enum TableValue {
  /// A finite number.
  case number(Double)
  /// An infinity, as programs write it.
  case infinity(Double)
  /// Nothing, or one of the words for it: NA, N/A, NaN, NULL, ?, <NA>, #N/A.
  case missing
  /// Anything else.
  case text

  /// Reads the text of a cell.
  ///
  /// - Parameter point: the byte that begins the fraction of a number.
  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, _ cell: TableCell, point: UInt8) {
    guard cell.begin < cell.end else {
      self = .missing
      return
    }
    // Digits, signs, points and commas all come before the colon.
    let first = text[cell.begin]
    if first < 0x3a, let number = decimalNumber(text, cell.begin, cell.end, point: point) {
      self = .number(number)
    } else {
      self = Self.word(text, cell)
    }
  }

  private static func word(_ text: UnsafeBufferPointer<UInt8>, _ cell: TableCell) -> TableValue {
    let count = cell.end - cell.begin
    guard count <= 9 else { return .text }
    // At most nine letters, small, in one word.
    var letters: UInt128 = 0
    for byte in text[cell.begin..<cell.end] {
      let isCapital = byte &- 0x41 < 26
      letters = letters << 8 | UInt128(isCapital ? byte | 0x20 : byte)
    }
    if missingWords.contains(letters) { return .missing }
    if infiniteWords.contains(letters) { return .infinity(.infinity) }
    if negativeInfiniteWords.contains(letters) { return .infinity(-.infinity) }
    return .text
  }
}

private func packed(_ words: [String]) -> [UInt128] {
  words.map { $0.utf8.reduce(0) { $0 << 8 | UInt128($1) } }
}

private let missingWords = packed([
  "na", "n/a", "nan", "-nan", "+nan", "null", "?", "<na>", "#n/a", "1.#qnan", "-1.#ind",
])
private let infiniteWords = packed(["inf", "+inf", "infinity", "+infinity"])
private let negativeInfiniteWords = packed(["-inf", "-infinity"])

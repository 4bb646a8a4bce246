/// What the cells of a column are, over all rows.
struct TableColumn {
  /// How many cells are finite numbers.
  private(set) var numberCount = 0
  /// How many are infinities.
  private(set) var infinityCount = 0
  /// How many are missing.
  private(set) var missingCount = 0
  /// How many are text.
  private(set) var textCount = 0
  /// The smallest and the largest number; infinity and −infinity without one.
  private(set) var (minimum, maximum) = (Double.infinity, -Double.infinity)
  /// Whether all numbers are whole.
  private(set) var isWhole = true
  /// Whether all whole numbers are written with a point or an exponent, as those of floats are.
  private(set) var isWrittenAsFloat = true
  /// Whether each cell is a number one above that of the row before.
  private(set) var countsUp = true
  /// The first row, from 0, whose cell is text; nil for none.
  private(set) var firstTextRow: Int?
  /// How many texts are numbers with a comma before the fraction.
  private(set) var decimalCommaCount = 0
  /// Whether some of the first texts is there twice.
  private(set) var repeatsText = false
  /// Whether some text is that of the first record, which may be a header.
  private(set) var repeatsFirstRecord = false
  private var distinct = DistinctNumbers()
  private var seenTexts = ByteStrings()
  private var previous = 0.0
  private var rowCount = 0

  /// Whether there are numbers, and beside them nothing but infinities and missing cells.
  var isNumeric: Bool { textCount == 0 && numberCount > 0 }

  /// How many different numbers there are if all are whole; nil for more than
  /// ``DistinctNumbers/limit``, or with fractions.
  var distinctWholeCount: Int? { isWhole && numberCount > 0 ? distinct.count : nil }

  /// Whether a whole number is one of the column's; nil if that is not known.
  func contains(_ number: Double) -> Bool? { isWhole ? distinct.contains(number) : nil }

  private static let seenTextLimit = 64

  /// Adds the cell of a row.
  ///
  /// - Parameter header: the cell of the first record, which may be a header; nil for none.
  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: TableCell, _ dialect: TableDialect,
    below header: TableCell? = nil
  ) {
    switch TableValue(text, cell, point: dialect.point) {
    case .number(let number):
      numberCount += 1
      if number < minimum { minimum = number }
      if number > maximum { maximum = number }
      if isWhole || isWrittenAsFloat {
        if number == number.rounded(.toNearestOrEven) {
          if isWhole { distinct.insert(number) }
          if isWrittenAsFloat, !Self.hasPoint(text, cell) { isWrittenAsFloat = false }
        } else {
          isWhole = false
        }
      }
      if countsUp {
        if rowCount > 0, number != previous + 1 || !isWhole { countsUp = false }
        previous = number
      }
    case .infinity:
      infinityCount += 1
      countsUp = false
    case .missing:
      missingCount += 1
      countsUp = false
    case .text:
      if textCount == 0 { firstTextRow = rowCount }
      textCount += 1
      countsUp = false
      let bytes = text[cell.begin..<cell.end]
      if let header, !repeatsFirstRecord, text[header.begin..<header.end].elementsEqual(bytes) {
        repeatsFirstRecord = true
      }
      if !repeatsText, seenTexts.count < Self.seenTextLimit {
        let count = seenTexts.count
        repeatsText = seenTexts.number(of: bytes) < count
      }
      if dialect.separator != .byte(Byte.comma), !dialect.hasDecimalComma,
        decimalNumber(text, cell.begin, cell.end, point: Byte.comma) != nil
      {
        decimalCommaCount += 1
      }
    }
    rowCount += 1
  }

  private static func hasPoint(_ text: UnsafeBufferPointer<UInt8>, _ cell: TableCell) -> Bool {
    text[cell.begin..<cell.end].contains {
      $0 == Byte.point || $0 == Byte.comma || $0 | 0x20 == 0x65
    }
  }
}

/// Different whole numbers, as long as there are few.
struct DistinctNumbers {
  /// The most that are counted.
  static let limit = 10_000
  private static let smallRange = -256..<1792

  /// The first few, so that a table of many columns and few rows takes little.
  private var first = SIMD8<Double>(repeating: .nan)
  private var firstCount = 0
  /// A bit for each small number; empty as long as the first few are all there are.
  private var small: [UInt64] = []
  private var smallCount = 0
  private var others: Set<Double> = []
  private var isOverLimit = false

  /// How many there are; nil for more than ``limit``.
  var count: Int? {
    if small.isEmpty { return firstCount }
    return isOverLimit ? nil : smallCount + others.count
  }

  /// Whether a number is among them; nil if they were not all kept.
  func contains(_ number: Double) -> Bool? {
    if small.isEmpty { return any(first .== number) }
    if let place = Self.place(number) { return small[place.word] & place.bit != 0 }
    return isOverLimit ? nil : others.contains(number)
  }

  mutating func insert(_ number: Double) {
    if small.isEmpty {
      if any(first .== number) { return }
      if firstCount < first.scalarCount {
        first[firstCount] = number
        firstCount += 1
        return
      }
      small = Array(repeating: 0, count: Self.smallRange.count / 64)
      for place in 0..<firstCount { insert(first[place]) }
    }
    if let place = Self.place(number) {
      if small[place.word] & place.bit == 0 {
        small[place.word] |= place.bit
        smallCount += 1
      }
    } else if !isOverLimit {
      // −0 and 0 are the same number, and the same element of a set.
      others.insert(number)
      if others.count > Self.limit { isOverLimit = true }
    }
  }

  @inline(__always)
  private static func place(_ number: Double) -> (word: Int, bit: UInt64)? {
    guard number >= Double(smallRange.lowerBound), number < Double(smallRange.upperBound) else {
      return nil
    }
    let offset = Int(number) - smallRange.lowerBound
    return (offset >> 6, 1 << UInt64(offset & 63))
  }
}

/// What separates the cells of a text, found out from its first records.
struct TableSeparators {
  private static let recordCount = 100
  private static let cellCount = 20_000

  /// The dialect that cuts the first records into equally many cells, numbers above all.
  ///
  /// - Parameter comments: what begins a comment.
  static func dialect(
    of text: UnsafeBufferPointer<UInt8>, from start: Int, comments: [UInt8],
    hasSingleQuotes: Bool = false
  ) -> TableDialect {
    var best: (score: Double, dialect: TableDialect)?
    for separator: TableDialect.Separator in [
      .byte(Byte.tab), .byte(Byte.comma), .byte(Byte.semicolon), .byte(Byte.bar), .blanks,
    ] {
      let dialect = TableDialect(
        separator: separator, hasSingleQuotes: hasSingleQuotes, comments: comments)
      guard let score = score(dialect, text, from: start), score > best?.score ?? 0 else {
        continue
      }
      best = (score, dialect)
    }
    return best?.dialect ?? TableDialect(separator: .byte(Byte.comma), comments: comments)
  }

  /// How well a dialect fits; nil if it finds one column.
  private static func score(
    _ dialect: TableDialect, _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Double? {
    var records = TableRecords(text, from: start, dialect)
    var cells: [TableCell] = []
    var counts: [Int] = []
    var (numbers, total) = (0, 0)
    var hasFailed = false
    while counts.count < recordCount, total < cellCount {
      do throws(TableError) {
        guard try records.next(&cells) else { break }
      } catch {
        hasFailed = true
        break
      }
      counts.append(cells.count)
      total += cells.count
      for cell in cells {
        switch TableValue(text, cell, point: Byte.point) {
        case .number, .infinity, .missing: numbers += 1
        case .text:
          if dialect.separator != .byte(Byte.comma),
            decimalNumber(text, cell.begin, cell.end, point: Byte.comma) != nil
          {
            numbers += 1
          }
        }
      }
    }
    // A header may have another number of cells.
    let body = counts.count > 1 ? counts.dropFirst() : counts[...]
    var tally: [Int: Int] = [:]
    for count in body { tally[count, default: 0] += 1 }
    guard
      let (width, share) = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), width > 1
    else { return nil }
    let fit =
      Double(share) / Double(body.count) * (hasFailed ? 0.5 : 1) * (counts[0] == width ? 1 : 0.7)
    return fit * (0.25 + Double(numbers) / Double(max(total, 1)))
  }

  /// The separator that a first line `sep=;` names, and where the text goes on.
  static func named(in text: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (separator: UInt8, next: Int)?
  {
    var line = text[start...].prefix { !Byte.endsLine($0) }
    let end = line.endIndex
    if line.first == Byte.quote, line.count > 1 { line = line.dropFirst() }
    let word = line.prefix(4).map { $0 | 0x20 }
    guard word == Array("sep=".utf8), (5...6).contains(line.count) else { return nil }
    let separator = line[line.startIndex + 4]
    guard line.count == 5 || line.last == Byte.quote, separator != Byte.quote else { return nil }
    return (separator, end)
  }

  /// Which of the bytes that may begin a comment begin few enough of the first lines to do so here.
  static func comments(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> [UInt8] {
    var counts = [Byte.hash: 0, Byte.percent: 0]
    var lineCount = 0
    var position = start
    while position < text.count, lineCount < 1000 {
      while position < text.count, Byte.isBlank(text[position]) { position += 1 }
      if position < text.count, !Byte.endsLine(text[position]) {
        lineCount += 1
        counts[text[position]]? += 1
      }
      while position < text.count, !Byte.endsLine(text[position]) { position += 1 }
      while position < text.count, Byte.endsLine(text[position]) { position += 1 }
    }
    return counts.filter { 2 * $0.value < max(lineCount, 4) }.keys.sorted()
  }
}

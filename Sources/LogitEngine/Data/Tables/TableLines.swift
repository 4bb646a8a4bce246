/// The lines of a table as text, each cut into cells.
///
/// Cells are separated by commas or, if the first line has none, by semicolons or else tabs. A cell
/// in double quotes may hold separators, and quotes written twice, but must end on its line. Spaces
/// around cells do not count, nor do empty lines and a byte order mark.
struct TableLines {
  /// The text between the separators of one cell, quotes taken off.
  typealias Cell = Slice<UnsafeBufferPointer<UInt8>>

  /// The number of the line that was read last, counted from 1.
  private(set) var number = 0

  private let text: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let separator: UInt8

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    position = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    let firstLine = text[position...].prefix { !Self.endsLine($0) }
    separator = [comma, semicolon, tab].first { firstLine.contains($0) } ?? comma
  }

  /// Reads the next line that is not empty into `cells`; false at the end of the text.
  mutating func next(_ cells: inout [Cell]) throws(TableError) -> Bool {
    while position < text.count {
      number += 1
      cells.removeAll(keepingCapacity: true)
      let isEmpty = try readLine(&cells)
      if !isEmpty { return true }
    }
    return false
  }

  private mutating func readLine(_ cells: inout [Cell]) throws(TableError) -> Bool {
    while true {
      cells.append(try readCell(column: cells.count + 1))
      guard position < text.count else { break }
      let byte = text[position]
      position += 1
      if byte == separator { continue }
      if byte == carriageReturn, position < text.count, text[position] == newline { position += 1 }
      break
    }
    return cells.count == 1 && cells[0].isEmpty
  }

  /// Reads up to a separator, an end of a line or the end of the text.
  private mutating func readCell(column: Int) throws(TableError) -> Cell {
    skipSpace()
    if position < text.count, text[position] == quote { return try readQuotedCell(column: column) }
    let begin = position
    while position < text.count, text[position] != separator, !Self.endsLine(text[position]) {
      position += 1
    }
    var end = position
    while end > begin, text[end - 1] == space || text[end - 1] == tab { end -= 1 }
    return text[begin..<end]
  }

  private mutating func readQuotedCell(column: Int) throws(TableError) -> Cell {
    let begin = position + 1
    position = begin
    while position < text.count, !Self.endsLine(text[position]) {
      if text[position] == quote {
        guard position + 1 < text.count, text[position + 1] == quote else { break }
        position += 1
      }
      position += 1
    }
    let end = position
    guard end < text.count, text[end] == quote else {
      throw TableError(line: number, problem: .unfinishedQuote(column: column))
    }
    position += 1
    skipSpace()
    guard
      position == text.count || text[position] == separator || Self.endsLine(text[position])
    else { throw TableError(line: number, problem: .unfinishedQuote(column: column)) }
    return text[begin..<end]
  }

  private mutating func skipSpace() {
    while position < text.count, text[position] != separator,
      text[position] == space || text[position] == tab
    {
      position += 1
    }
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }
}

/// What is wrong with a table, and where.
struct TableError: Error {
  /// The line, counted from 1.
  var line: Int
  var problem: Malformation.TableProblem
}

private let (comma, semicolon, tab) = (UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"))
private let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
private let (quote, space) = (UInt8(ascii: "\""), UInt8(ascii: " "))

/// Where the text of a cell is.
struct TableCell {
  /// The first byte, after a quote if there is one.
  var begin: Int
  /// The byte after the last, which may be a quote.
  var end: Int
  /// Whether quotes or backslashes in it stand for something else.
  var isEscaped = false
}

/// The records of a table one after another, each cut into cells.
///
/// A record is a line, or several where a cell in quotes has line breaks. Blanks around cells do not
/// count, nor do empty lines.
struct TableRecords {
  /// The byte at which the record that was read last begins.
  private(set) var start = 0
  /// How many lines were passed over as comments.
  private(set) var commentCount = 0

  private let text: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let isCutAtBlanks: Bool
  private let hasSingleQuotes: Bool
  private let comments: [UInt8]
  private(set) var position: Int

  /// Gets ready to read from a byte on.
  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int, _ dialect: TableDialect) {
    self.text = text
    self.position = position
    hasSingleQuotes = dialect.hasSingleQuotes
    comments = dialect.comments
    switch dialect.separator {
    case .byte(let byte): (separator, isCutAtBlanks) = (byte, false)
    case .blanks: (separator, isCutAtBlanks) = (Byte.space, true)
    }
  }

  /// Goes on at a byte.
  mutating func move(to position: Int) { self.position = position }

  /// Reads the next record that is not empty into `cells`; false at the end of the text.
  ///
  /// - Throws: ``TableError`` for a quote that is never closed.
  mutating func next(_ cells: inout [TableCell]) throws(TableError) -> Bool {
    while position < text.count {
      cells.removeAll(keepingCapacity: true)
      start = position
      if !comments.isEmpty, isComment() {
        skipLine()
        commentCount += 1
        continue
      }
      try readRecord(&cells)
      if cells.count > 1 || (cells.count == 1 && cells[0].begin < cells[0].end) { return true }
    }
    return false
  }

  private func isComment() -> Bool {
    var place = position
    while place < text.count, Byte.isBlank(text[place]) { place += 1 }
    return place < text.count && comments.contains(text[place])
  }

  private mutating func skipLine() {
    while position < text.count, !Byte.endsLine(text[position]) { position += 1 }
    endLine()
  }

  /// Passes the end of a line, if there is one.
  private mutating func endLine() {
    guard position < text.count else { return }
    let byte = text[position]
    position += 1
    if byte == Byte.carriageReturn, position < text.count, text[position] == Byte.newline {
      position += 1
    }
  }

  private mutating func readRecord(_ cells: inout [TableCell]) throws(TableError) {
    if isCutAtBlanks {
      skipBlanks()
      while position < text.count, !Byte.endsLine(text[position]) {
        cells.append(try readCell())
        skipBlanks()
      }
    } else {
      while true {
        cells.append(try readCell())
        guard position < text.count, text[position] == separator else { break }
        position += 1
      }
    }
    endLine()
  }

  private mutating func skipBlanks() {
    while position < text.count, Byte.isBlank(text[position]),
      isCutAtBlanks || text[position] != separator
    {
      position += 1
    }
  }

  /// Whether a byte stands between cells or records.
  @inline(__always)
  private func ends(_ byte: UInt8) -> Bool {
    isCutAtBlanks
      ? Byte.isBlank(byte) || Byte.endsLine(byte) : byte == separator || Byte.endsLine(byte)
  }

  /// Reads up to a separator, an end of a line or the end of the text.
  private mutating func readCell() throws(TableError) -> TableCell {
    skipBlanks()
    if position < text.count {
      let byte = text[position]
      if byte == Byte.quote || (hasSingleQuotes && byte == Byte.apostrophe),
        let cell = try readQuotedCell()
      {
        return cell
      }
    }
    let begin = position
    var place = begin
    while place < text.count, !ends(text[place]) { place += 1 }
    position = place
    while place > begin, Byte.isBlank(text[place - 1]) { place -= 1 }
    return TableCell(begin: begin, end: place)
  }

  /// Reads a cell in quotes; nil if something follows the closing one, so that they are text.
  private mutating func readQuotedCell() throws(TableError) -> TableCell? {
    let quote = text[position]
    let begin = position + 1
    var place = begin
    var isEscaped = false
    while place < text.count {
      if hasSingleQuotes, text[place] == Byte.backslash, place + 1 < text.count {
        isEscaped = true
        place += 1
      } else if text[place] == quote {
        guard place + 1 < text.count, text[place + 1] == quote else { break }
        isEscaped = true
        place += 1
      }
      place += 1
    }
    guard place < text.count else {
      throw TableError(
        line: lineNumber(of: begin, in: text), clause: "has a quote that is never closed")
    }
    var after = place + 1
    while after < text.count, Byte.isBlank(text[after]), !ends(text[after]) { after += 1 }
    guard after == text.count || ends(text[after]) else { return nil }
    position = after
    return TableCell(begin: begin, end: place, isEscaped: isEscaped)
  }
}

/// What is wrong with a table, and where.
struct TableError: Error, Hashable {
  /// The line, counted from 1.
  var line: Int
  /// What is wrong, as the part of a sentence between the path and the line.
  var clause: String

  /// The error with the path of the table.
  func data(path: String) -> DataError {
    .malformed(path: path, .clause("\(clause) at line \(line)"))
  }
}

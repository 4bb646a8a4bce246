/// A table in a text file: the names of its columns, what their cells are, and the cells.
///
/// It may be separated by commas, tabs, semicolons (with decimal commas), pipes or blanks, be ARFF,
/// KEEL's or Orange's, packed by gzip, in UTF-8, UTF-16 or an encoding that is named. The text stays
/// in memory as it is, and cells are read where they are wanted, so that a table takes no more than
/// its file does unpacked.
struct TextTable {
  /// The path, for messages.
  let path: String
  /// The names of the columns, empty for one without; nil if the table has no header.
  let columnNames: [String]?
  /// What each column holds.
  let columns: [TableColumn]
  /// How many rows there are, the header not counted.
  let rowCount: Int
  /// How it is written.
  let dialect: TableDialect
  /// What its format says of the columns.
  let declaration: TableDeclaration
  /// One sentence for whatever was found out, converted or passed over.
  let notes: [String]

  private let bytes: [UInt8]
  /// Where the first row begins.
  private let bodyStart: Int

  /// Reads a table.
  ///
  /// - Parameter encoding: the name of the encoding, as iconv has it; nil to find out.
  /// - Throws: ``DataError``.
  init(path: String, encoding: String? = nil) throws {
    try self.init(try DecodedText(path: path, encoding: encoding))
  }

  /// Finds the rows and columns of a text.
  ///
  /// - Throws: ``DataError``.
  init(_ text: DecodedText) throws {
    path = text.path
    bytes = text.bytes
    do throws(TableError) {
      let layout = try text.bytes.withUnsafeBufferPointer { (bytes) throws(TableError) in
        try TableLayout(bytes)
      }
      columnNames = layout.columnNames
      columns = layout.columns
      rowCount = layout.rowCount
      dialect = layout.dialect
      declaration = layout.declaration
      bodyStart = layout.bodyStart
      notes = text.notes + layout.notes
    } catch {
      throw error.data(path: text.path)
    }
    guard rowCount > 0 else {
      throw DataError.malformed(path: text.path, .clause("has no rows: it is no table of examples"))
    }
  }

  /// How many columns there are.
  var columnCount: Int { columns.count }

  /// How messages name a column: by its name, or else by its number, counted from 1.
  func name(ofColumn column: Int) -> String {
    if let name = columnNames?[column], !name.isEmpty { return name }
    return "\(column + 1)"
  }

  // MARK: - Cells

  /// Calls a function with the text and the cells of each row in turn.
  ///
  /// - Complexity: O(bytes).
  func forEachRow(
    _ body: (_ row: Int, _ text: UnsafeBufferPointer<UInt8>, _ cells: [TableCell]) throws -> Void
  ) rethrows {
    try bytes.withUnsafeBufferPointer { text in
      var records = TableRecords(text, from: bodyStart, dialect)
      var cells: [TableCell] = []
      var row = 0
      // Every row was read once before, without an error.
      while row < rowCount, (try? records.next(&cells)) == true {
        try body(row, text, cells)
        row += 1
      }
    }
  }

  /// The numbers of some columns, one row of them an example; NaN for what is missing or text.
  ///
  /// - Complexity: O(bytes).
  func numbers(ofColumns columns: [Int]) -> [Double] { values(ofColumns: columns) { $0 } }

  /// The numbers of some columns in single precision, one row of them an example; NaN for what is
  /// missing or text.
  ///
  /// - Complexity: O(bytes).
  func floats(ofColumns columns: [Int]) -> [Float] { values(ofColumns: columns) { Float($0) } }

  @inline(__always)
  private func values<Value: BinaryFloatingPoint>(
    ofColumns columns: [Int], _ convert: (Double) -> Value
  ) -> [Value] {
    let point = dialect.point
    return [Value](unsafeUninitializedCapacity: rowCount * columns.count) { buffer, count in
      forEachRow { _, text, cells in
        for column in columns {
          let value: Double =
            switch TableValue(text, cells[column], point: point) {
            case .number(let number): number
            case .infinity(let infinity): infinity
            case .missing, .text: .nan
            }
          buffer[count] = convert(value)
          count += 1
        }
      }
    }
  }

  /// The different texts of some columns.
  ///
  /// - Complexity: O(bytes).
  func categories(ofColumns columns: [Int]) -> [TableCategories] {
    var found = columns.map { _ in TableCategories(rowCount: rowCount) }
    guard !columns.isEmpty else { return [] }
    forEachRow { _, text, cells in
      for (place, column) in columns.enumerated() {
        found[place].add(text, cells[column], dialect)
      }
    }
    return found
  }

  /// The text of each cell of a column.
  ///
  /// - Complexity: O(bytes).
  func texts(ofColumn column: Int) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(rowCount)
    forEachRow { _, text, cells in
      texts.append(String(decoding: cells[column].bytes(in: text, dialect), as: UTF8.self))
    }
    return texts
  }

  /// The text of one cell, without what a terminal might take for a command.
  ///
  /// - Complexity: O(bytes).
  func text(row: Int, column: Int) -> String {
    var found = ""
    forEachRow { number, text, cells in
      guard number == row else { return }
      found = String(decoding: cells[column].bytes(in: text, dialect), as: UTF8.self).printable
    }
    return found
  }

  /// The number of the line that a row begins at, counted from 1.
  ///
  /// - Complexity: O(bytes).
  func line(ofRow row: Int) -> Int {
    bytes.withUnsafeBufferPointer { text in
      var records = TableRecords(text, from: bodyStart, dialect)
      var cells: [TableCell] = []
      for _ in 0...row { _ = try? records.next(&cells) }
      return lineNumber(of: records.start, in: text)
    }
  }
}

/// The different texts of a column, in the order in which they come.
struct TableCategories {
  /// The number of each row's text; −1 where the cell is missing.
  private(set) var codes: [Int32] = []
  /// The texts.
  private(set) var texts = ByteStrings()

  fileprivate init(rowCount: Int) { codes.reserveCapacity(rowCount) }

  fileprivate mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ cell: TableCell, _ dialect: TableDialect
  ) {
    if case .missing = TableValue(text, cell, point: dialect.point) {
      codes.append(-1)
    } else if cell.isEscaped {
      codes.append(Int32(texts.number(of: cell.bytes(in: text, dialect))))
    } else {
      codes.append(Int32(texts.number(of: text[cell.begin..<cell.end])))
    }
  }
}

extension TableCell {
  /// The bytes of the cell's text, doubled quotes taken once.
  func bytes(in text: UnsafeBufferPointer<UInt8>, _ dialect: TableDialect) -> [UInt8] {
    guard isEscaped else { return Array(text[begin..<end]) }
    var bytes: [UInt8] = []
    let quote = text[begin - 1]
    var place = begin
    while place < end {
      let isBackslash = dialect.hasSingleQuotes && text[place] == Byte.backslash
      if (isBackslash || text[place] == quote), place + 1 < end { place += 1 }
      bytes.append(text[place])
      place += 1
    }
    return bytes
  }
}

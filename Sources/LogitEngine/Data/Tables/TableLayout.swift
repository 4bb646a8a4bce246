/// How a text is a table: its dialect, its header, its rows and what its columns hold.
struct TableLayout {
  private(set) var columnNames: [String]?
  private(set) var columns: [TableColumn] = []
  private(set) var rowCount = 0
  private(set) var dialect: TableDialect
  private(set) var declaration = TableDeclaration()
  private(set) var bodyStart = 0
  private(set) var notes: [String] = []

  /// The most columns a table may have.
  static let largestColumnCount = 1_000_000

  /// Finds out how a text is a table.
  ///
  /// - Throws: ``TableError``.
  init(_ text: UnsafeBufferPointer<UInt8>) throws(TableError) {
    if AttributeHeader.begins(text, from: 0) {
      let header = try AttributeHeader(text, from: 0)
      declaration = header.declaration
      columnNames = header.names
      bodyStart = header.dataStart
      dialect = TableSeparators.dialect(
        of: text, from: bodyStart, comments: [Byte.percent], hasSingleQuotes: true)
      dialect.hasSingleQuotes = true
      try refuseSparseRows(text)
      try addRows(text, expecting: header.names.count)
      notes.append("the header is that of \(declaration.format ?? "ARFF")")
      return
    }
    let named = TableSeparators.named(in: text, from: 0)
    bodyStart = named?.next ?? 0
    let comments = TableSeparators.comments(in: text, from: bodyStart)
    if let named {
      dialect = TableDialect(separator: .byte(named.separator), comments: comments)
    } else {
      dialect = TableSeparators.dialect(of: text, from: bodyStart, comments: comments)
    }
    try readPlain(text)
    if dialect.hasDecimalComma { notes.append("a comma begins the fraction of a number") }
  }

  // MARK: - Plain tables

  private mutating func readPlain(_ text: UnsafeBufferPointer<UInt8>) throws(TableError) {
    let begin = bodyStart
    var head = try Head(text, from: begin, dialect)
    guard var first = head.records.first else { return }
    if let orange = OrangeHeader(threeRecords: head.texts)
      ?? OrangeHeader(oneRecord: head.texts[0])
    {
      declaration = orange.declaration
      columnNames = orange.names
      bodyStart = head.nexts[orange.recordCount - 1]
      try addRows(text, expecting: orange.names.count)
      notes.append("the header is Orange's")
      return
    }
    guard head.records.count > 1 else {
      try addRows(text, expecting: first.count)
      return
    }
    let width = head.records[1].count
    head.dropNamelessEnd(longerThan: width)
    bodyStart = head.nexts[0]
    if try readScikitLearn(text, head, width: width) { return }
    first = head.records[0]
    // Some rows suffice to tell a header from them.
    try addRows(
      text, expecting: width, below: first.count == width ? first : nil, upTo: Self.sampleCount)
    columnNames = try names(text, head, width: width)
    try addRows(text, expecting: width)
  }

  private static let sampleCount = 2000

  /// The names that a first record gives, or a comment above it; nil if there are none, and then
  /// the body begins with that record.
  private mutating func names(
    _ text: UnsafeBufferPointer<UInt8>, _ head: Head, width: Int
  ) throws(TableError) -> [String]? {
    let cells = head.texts[0]
    if cells.count == width, let comment = commentedHeader(text, upTo: head.starts[0]),
      comment.count == width,
      columns.enumerated().allSatisfy({ !$1.isNumeric || decimal(comment[$0]) == nil })
    {
      bodyStart = head.starts[0]
      return comment
    }
    guard cells.count == width else {
      // R leaves the name of the row names out.
      guard cells.count == width - 1, cells.allSatisfy({ decimal($0) == nil }) else {
        throw TableError(
          line: lineNumber(of: head.starts[1], in: text),
          clause: "has \(Self.cells(width)) where the line before has \(cells.count),")
      }
      let names = cells.map(\.printable)
      let endsInSeparators = columns[width - 1].missingCount == rowCount
      return endsInSeparators ? names + [""] : [""] + names
    }
    let header = TableHeader(
      names: cells, values: head.records[0].map { TableValue(text, $0, point: dialect.point) },
      columns: columns, rowCount: rowCount)
    if header.isHeader { return header.names.map(\.printable) }
    bodyStart = head.starts[0]
    return nil
  }

  /// Reads a table whose first line is `rows,features,name,name,…`, as in scikit-learn's own files;
  /// false if it is another.
  private mutating func readScikitLearn(
    _ text: UnsafeBufferPointer<UInt8>, _ head: Head, width: Int
  ) throws(TableError) -> Bool {
    let cells = head.texts[0]
    guard cells.count > 3, let count = Int(cells[0]), Int(cells[1]) == width - 1,
      cells[2...].allSatisfy({ decimal($0) == nil })
    else { return false }
    try addRows(text, expecting: width)
    guard rowCount == count, let classes = columns.last, classes.isNumeric, classes.isWhole,
      classes.minimum >= 0, classes.maximum < Double(cells.count - 2)
    else { return false }
    declaration.classNames = cells[2...].map(\.printable)
    declaration.labelColumn = width - 1
    declaration.format = "scikit-learn"
    notes.append("the first line counts rows and features and names the classes")
    return true
  }

  private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

  private func decimal(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer {
      decimalNumber($0, 0, $0.count, point: dialect.point)
    }
  }

  /// The cells of the last comment line before the table, as numpy writes the names of columns.
  private func commentedHeader(_ text: UnsafeBufferPointer<UInt8>, upTo end: Int) -> [String]? {
    let lines = text[..<end].split(whereSeparator: Byte.endsLine)
    guard let line = lines.last, line.first == Byte.hash else { return nil }
    var begin = line.startIndex + 1
    // A `#` that stands alone is the name of a column itself.
    if begin < line.endIndex, dialect.separator == .byte(text[begin]) { begin -= 1 }
    var plain = dialect
    plain.comments = []
    var records = TableRecords(text, from: begin, plain)
    var cells: [TableCell] = []
    guard (try? records.next(&cells)) == true, records.position <= end else { return nil }
    return cells.map { String(decoding: $0.bytes(in: text, dialect), as: UTF8.self).printable }
  }

  // MARK: - Rows

  /// Reads the rows from where the body begins.
  private mutating func addRows(
    _ text: UnsafeBufferPointer<UInt8>, expecting width: Int, below header: [TableCell]? = nil,
    upTo limit: Int = .max
  ) throws(TableError) {
    guard width <= Self.largestColumnCount else {
      throw TableError(
        line: lineNumber(of: bodyStart, in: text),
        clause: "has \(width) columns, more than the \(Self.largestColumnCount) that can be read,")
    }
    columns = Array(repeating: TableColumn(), count: width)
    rowCount = 0
    var records = TableRecords(text, from: bodyStart, dialect)
    var cells: [TableCell] = []
    while rowCount < limit, try records.next(&cells) {
      guard cells.count == width else {
        throw TableError(
          line: lineNumber(of: records.start, in: text),
          clause: "has \(Self.cells(cells.count)) instead of \(width)")
      }
      for column in 0..<width {
        columns[column].add(text, cells[column], dialect, below: header?[column])
      }
      rowCount += 1
    }
    if columns.contains(where: { $0.decimalCommaCount > 0 }),
      columns.allSatisfy({ $0.numberCount == 0 || $0.isWhole })
    {
      dialect.hasDecimalComma = true
      try addRows(text, expecting: width, below: header, upTo: limit)
      return
    }
    if records.commentCount > 0 {
      let note =
        "\(records.commentCount) comment line\(records.commentCount == 1 ? " was" : "s were") "
        + "passed over"
      notes.removeAll { $0.hasSuffix(" passed over") }
      notes.append(note)
    }
  }

  private func refuseSparseRows(_ text: UnsafeBufferPointer<UInt8>) throws(TableError) {
    var records = TableRecords(text, from: bodyStart, dialect)
    var cells: [TableCell] = []
    guard try records.next(&cells), text[cells[0].begin] == UInt8(ascii: "{") else { return }
    throw TableError(
      line: lineNumber(of: records.start, in: text),
      clause: "is sparse ARFF, which Weka's SparseToNonSparse makes a table of; it begins")
  }
}

/// The first records of a table.
private struct Head {
  private(set) var records: [[TableCell]] = []
  private(set) var texts: [[String]] = []
  /// Where each record begins.
  private(set) var starts: [Int] = []
  /// Where the text goes on after each record.
  private(set) var nexts: [Int] = []

  /// Drops the last cell of the first record if it is empty and one too many.
  mutating func dropNamelessEnd(longerThan width: Int) {
    guard texts[0].count == width + 1, texts[0].last == "" else { return }
    texts[0].removeLast()
    records[0].removeLast()
  }

  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ dialect: TableDialect)
    throws(TableError)
  {
    var reader = TableRecords(text, from: start, dialect)
    var cells: [TableCell] = []
    while records.count < 3 {
      guard try reader.next(&cells) else { return }
      records.append(cells)
      texts.append(cells.map { String(decoding: $0.bytes(in: text, dialect), as: UTF8.self) })
      starts.append(reader.start)
      nexts.append(reader.position)
    }
  }
}

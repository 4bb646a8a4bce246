extension LogitContent {
  /// Reads a table with a column of logits a class, and perhaps one of labels.
  ///
  /// - Parameter outside: the labels that other files hold.
  /// - Throws: ``DataError``.
  init(table text: DecodedText, outside: OutsideLabels, options: LogitReadingOptions) throws {
    let table = try TextTable(text)
    let columns = try LogitColumns(table, options: options)
    self.init(
      path: table.path, values: .doubles(table.numbers(ofColumns: columns.logits)),
      shape: [table.rowCount, columns.logits.count], notes: table.notes + columns.notes)
    classNames = columns.classNames
    guard !columns.labels.isEmpty, outside.given == nil else { return }
    if columns.guessesLabels, let beside = try outside.load() {
      labels = beside
      notes.removeAll { $0.hasPrefix("the labels are ") }
      return
    }
    var found = LabelContent(columns: columns.labels, of: table)
    if columns.labels.count == 1, let names = classNames {
      classNames = found.match(names, notes: &notes)
    }
    labels = found
  }
}

extension LabelContent {
  /// Reads the labels of a text file: a table, or a label a line.
  ///
  /// - Throws: ``DataError``.
  init(table text: DecodedText, options: LogitReadingOptions) throws {
    if options.labelsName == nil, let lines = LabelLines(text) {
      self = lines.content
      return
    }
    let table = try TextTable(text)
    let columns = try Self.columns(table, options)
    self.init(columns: columns, of: table)
    notes = table.notes
    if table.columnCount > columns.count {
      let names = columns.map { "'\(table.name(ofColumn: $0))'" }.joined(separator: ", ")
      notes.append("the labels are in column \(names) of \(FileSystem.name(of: path))")
    }
  }

  private static func columns(_ table: TextTable, _ options: LogitReadingOptions) throws -> [Int] {
    if let wanted = options.labelsName {
      return [try table.column(wanted, option: "--labels-name")]
    }
    if let names = table.columnNames {
      for word in ArrayNames.labels + TableHeader.labelNames {
        if let column = names.firstIndex(where: { $0.lowercased() == word }) { return [column] }
      }
    }
    let rowNames = Set(TableColumnFacts(table).rowNames.map(\.column))
    let open = table.columns.indices.filter { !rowNames.contains($0) }
    if open.count == 1 { return open }
    let areBits = open.allSatisfy { column in
      let facts = table.columns[column]
      return facts.isNumeric && facts.isWhole && facts.minimum >= 0 && facts.maximum <= 1
    }
    if areBits, open.count > 1 { return open }
    throw table.error(
      "has \(table.columnCount) columns, none of them named as labels are: --labels-name says which "
        + "it is")
  }

  /// Reads one column, or several of zeros and ones.
  fileprivate init(columns: [Int], of table: TextTable) {
    let shape = columns.count == 1 ? [table.rowCount] : [table.rowCount, columns.count]
    self.init(path: table.path, values: .integers([]), shape: shape)
    let facts = columns.map { table.columns[$0] }
    if facts.allSatisfy({ $0.textCount == 0 }) {
      let numbers = table.numbers(ofColumns: columns)
      let integers = numbers.compactMap { Int64(exactly: $0) }
      values = integers.count == numbers.count ? .integers(integers) : .numbers(numbers)
      return
    }
    let found = table.categories(ofColumns: [columns[0]])[0]
    let texts = (0..<found.texts.count).map {
      String(decoding: found.texts[$0], as: UTF8.self)
    }
    let codes = found.codes
    let words = Set(texts.map { $0.lowercased() })
    if words.isSubset(of: ["true", "false"]), !codes.contains(-1) {
      values = .flags(codes.map { texts[Int($0)].lowercased() == "true" })
    } else {
      values = .texts(codes.map { $0 < 0 ? "" : texts[Int($0)] })
    }
  }

  /// Lets whole numbers that are names of classes, and not their numbers, stand for those names.
  ///
  /// - Returns: the names of the classes; nil if they only count from another number.
  fileprivate mutating func match(_ names: [String], notes: inout [String]) -> [String]? {
    guard case .integers(let integers) = values else { return names }
    let numbers = names.compactMap { Int64($0) }
    guard numbers.count == names.count else { return names }
    let known = Set(numbers)
    let labels = Set(integers)
    guard labels.isSubset(of: known) else { return nil }
    values = .texts(integers.map { "\($0)" })
    notes.append("the labels are those numbers that the header has")
    return names
  }
}

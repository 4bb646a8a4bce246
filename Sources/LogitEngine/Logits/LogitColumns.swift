/// Which columns of a table are the logits and the labels, and which are neither.
///
/// Names decide. For want of a known name, columns of numbers are logits but for row numbers and what
/// says of itself that it is something else, and the only whole or text column among them is the
/// labels; whatever is taken or left out is noted.
struct LogitColumns {
  /// The columns of the logits, in order.
  private(set) var logits: [Int] = []
  /// The column of the labels, or the columns of zeros and ones; empty for none.
  private(set) var labels: [Int] = []
  /// Whether the labels have no name of theirs.
  private(set) var guessesLabels = false
  /// The names of the classes, where the header gives them.
  private(set) var classNames: [String]?
  /// One sentence for each choice.
  private(set) var notes: [String] = []

  private let table: TextTable
  private let facts: TableColumnFacts

  /// Chooses columns.
  ///
  /// - Throws: ``DataError``.
  init(_ table: TextTable, options: LogitReadingOptions) throws {
    self.table = table
    facts = TableColumnFacts(table)
    var open = Array(table.columns.indices)
    if let wanted = options.labelsName {
      labels = [try table.column(wanted, option: "--labels-name")]
    } else {
      labels = namedLabels(among: open)
    }
    open.removeAll { labels.contains($0) }
    if let wanted = options.logitsName {
      logits = try columns(named: wanted, among: open)
    } else {
      logits = try findLogits(&open)
    }
    guard !logits.isEmpty else {
      throw table.error(
        "has no column of logits: numbers, in a column for each class, are needed")
    }
    noteChoice(of: Array(table.columns.indices))
  }

  // MARK: - Labels

  private func namedLabels(among open: [Int]) -> [Int] {
    guard let names = table.columnNames else {
      return table.declaration.labelColumn.map { [$0] } ?? []
    }
    let wanted =
      ArrayNames.labels.filter { $0.count > 1 } + TableHeader.labelNames.filter { $0.count > 1 }
      + ["gold_label", "y"]
    for word in wanted {
      let exact = open.filter { names[$0].lowercased() == word }
      // A table of text and numbers has labels of either kind.
      if let column = exact.first { return [column] }
      let found = open.filter { Self.isNumbered(names[$0], word) }
      if found.count > 1, found.allSatisfy(isBits) { return found }
    }
    return []
  }

  /// Whether a name is a word and a number, as `label_3`.
  private static func isNumbered(_ name: String, _ word: String) -> Bool {
    let lowercased = name.lowercased()
    guard lowercased.hasPrefix(word) else { return false }
    let rest = lowercased.dropFirst(word.count).drop { "_.-".contains($0) }
    return !rest.isEmpty && rest.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isBits(_ column: Int) -> Bool {
    let facts = table.columns[column]
    return facts.isNumeric && facts.isWhole && facts.minimum >= 0 && facts.maximum <= 1
  }

  /// The only column among numbers with fractions that can be classes.
  private func guessedLabel(among open: [Int], classCount: Int) throws -> Int? {
    let found = open.filter { column in
      let name = table.columnNames?[column] ?? ""
      guard name.isEmpty || TableColumnFacts.isNumbered(name) || ArrayNames.mayBeLabels(name) else {
        return false
      }
      if facts.categories[column] != nil {
        return (2...max(2, classCount)).contains(facts.distinctCount(column) ?? 0)
          && !facts.isAllDifferent(column)
      }
      let numbers = table.columns[column]
      return numbers.isNumeric && numbers.isWhole && numbers.infinityCount == 0
        && numbers.minimum >= -100 && numbers.maximum <= Double(max(classCount, 2))
    }
    guard found.count > 1 else { return found.first }
    throw table.error(
      "may have its labels in the column "
        + found.prefix(5).map { "'\(table.name(ofColumn: $0))'" }.joined(separator: " or ")
        + ": say which with --labels-name")
  }

  // MARK: - Logits

  private mutating func findLogits(_ open: inout [Int]) throws -> [Int] {
    let rowNames = Set(facts.rowNames.map(\.column))
    let names = table.columnNames
    if let names {
      let known = LogitNaming.known(open.map { names[$0] })
      if !known.isEmpty {
        let chosen = open.filter { known.contains(names[$0]) }
        open.removeAll { chosen.contains($0) || rowNames.contains($0) }
        try checkNumbers(chosen)
        if labels.isEmpty, let label = try guessedLabel(among: open, classCount: chosen.count) {
          (labels, guessesLabels) = ([label], true)
        }
        return chosen
      }
    }
    open.removeAll { rowNames.contains($0) || table.columns[$0].numberCount == 0 && !isText($0) }
    let likely = open.filter { column in
      guard let name = names?[column] else { return true }
      return LogitNaming.mayBeLogits(name)
    }
    let fractions = likely.filter { !table.columns[$0].isWhole }
    if labels.isEmpty {
      let others = open.filter { isText($0) || table.columns[$0].isWhole }
      // Whole numbers alone may be logits that were rounded.
      if !fractions.isEmpty || others.contains(where: isText) {
        let count = likely.count { !isText($0) }
        if let label = try guessedLabel(among: others, classCount: count) {
          (labels, guessesLabels) = ([label], true)
        }
      }
    }
    let chosen = likely.filter { !labels.contains($0) && !isText($0) }
    try checkNumbers(chosen)
    return chosen
  }

  private func isText(_ column: Int) -> Bool {
    table.columns[column].textCount > 0 && table.columns[column].numberCount == 0
  }

  private func checkNumbers(_ columns: [Int]) throws {
    for column in columns {
      guard let row = table.columns[column].firstTextRow else { continue }
      throw table.error(
        "has '\(table.text(row: row, column: column).prefix(40))' in the column "
          + "'\(table.name(ofColumn: column))', where logits are needed, at line "
          + "\(table.line(ofRow: row))")
    }
  }

  /// The columns whose name begins with a word, or the one that has it.
  private func columns(named wanted: String, among open: [Int]) throws -> [Int] {
    if let names = table.columnNames {
      let word = wanted.lowercased()
      let found = open.filter { LogitNaming.rest(of: names[$0], without: word) != nil }
      if found.count > 1 {
        try checkNumbers(found)
        return found
      }
    }
    let column = try table.column(wanted, option: "--logits-name")
    try checkNumbers([column])
    return [column]
  }

  // MARK: - Notes

  private mutating func noteChoice(of all: [Int]) {
    let file = FileSystem.name(of: table.path)
    notes.append("the logits are \(name(logits)) of \(file)")
    if !labels.isEmpty {
      notes.append(
        "the labels are \(name(labels)) of \(file)"
          + (guessesLabels ? ", the only one that can be them" : ""))
    }
    let reasons = Dictionary(
      facts.rowNames.map { ($0.column, $0.reason) }, uniquingKeysWith: { first, _ in first })
    let others = all.filter { !logits.contains($0) && !labels.contains($0) }
    if !others.isEmpty {
      let reason = others.count == 1 ? reasons[others[0]] : nil
      notes.append(
        "\(name(others)) of \(file) \(others.count == 1 ? "is" : "are") left out"
          + (reason.map { " \($0)" } ?? ""))
    }
    if let names = table.columnNames {
      classNames = LogitNaming.classNames(logits.map { names[$0] })
    }
  }

  private func name(_ columns: [Int]) -> String {
    let names = columns.map { column in
      // A number that is a name has quotes.
      table.columnNames?[column].isEmpty == false
        ? "'\(table.name(ofColumn: column).printable)'" : "\(column + 1)"
    }
    switch names.count {
    case 1: return table.columnNames == nil ? "column \(names[0])" : "the column \(names[0])"
    case 2...4: return "the columns \(names.joined(separator: ", "))"
    default: return "the \(names.count) columns \(names[0]) to \(names[names.count - 1])"
    }
  }
}

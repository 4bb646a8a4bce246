/// Which columns of a table are the labels and the features, and which are left out.
struct TableRoles {
  /// The column of the labels.
  private(set) var label: Int
  /// The columns of the features, in order, and how each becomes numbers.
  private(set) var features: [TableFeature] = []
  /// The columns that are left out, with why.
  private(set) var leftOut: [(column: Int, reason: String)] = []
  /// One sentence for what was found out.
  private(set) var notes: [String] = []

  /// A text column of more different texts than these is left out.
  static let largestTextCount = 64

  /// Finds out what each column is.
  ///
  /// - Throws: ``DataError``.
  init(_ table: TextTable, _ options: TableOptions) throws {
    guard table.columnCount > 1 else {
      throw table.error("has only one column, but a label and at least one feature are needed")
    }
    var isOpen = Array(repeating: true, count: table.columnCount)
    var leftOut: [(column: Int, reason: String)] = []
    func leaveOut(_ column: Int, _ reason: String) {
      guard isOpen[column] else { return }
      isOpen[column] = false
      leftOut.append((column, reason))
    }
    let asked = try options.labelColumn.map { try table.column($0, option: "--label-column") }
    let chosen = try options.columns.map { names in
      try names.map { try table.column($0, option: "--columns") }
    }
    for name in options.leftOutColumns {
      leaveOut(try table.column(name, option: "--leave-out"), "as --leave-out says")
    }
    if let asked, !isOpen[asked] {
      throw table.error(
        "cannot have its labels in the column '\(table.name(ofColumn: asked))', which --leave-out "
          + "leaves out")
    }
    let kept = Set((chosen ?? []) + (asked.map { [$0] } ?? []))
    for column in table.declaration.unusedColumns.sorted() where !kept.contains(column) {
      leaveOut(column, "as its \(table.declaration.format ?? "header") says")
    }
    let facts = TableColumnFacts(table)
    for (column, reason) in facts.rowNames where !kept.contains(column) {
      leaveOut(column, reason)
    }
    let choice = try TableLabelChoice(table, facts, isOpen: isOpen, asked: asked)
    label = choice.column
    notes.append(choice.note)
    if let chosen {
      let wanted = Set(chosen)
      for column in table.columns.indices where column != label && !wanted.contains(column) {
        leaveOut(column, "as --columns says")
      }
    }
    for column in table.columns.indices where column != label && isOpen[column] {
      let isWanted = kept.contains(column)
      switch facts.feature(column, isWanted: isWanted, label: label) {
      case .success(let feature): features.append(feature)
      case .failure(let unusable): leaveOut(column, unusable.reason)
      }
    }
    guard !features.isEmpty else {
      throw table.error(
        "has no column for the features beside its labels"
          + (leftOut.isEmpty ? "" : ": \(Self.list(leftOut, table))")
      )
    }
    self.leftOut = leftOut.sorted { $0.column < $1.column }
  }

  private static func list(
    _ leftOut: [(column: Int, reason: String)], _ table: TextTable
  ) -> String {
    leftOut.prefix(4).map { "'\(table.name(ofColumn: $0.column))' is left out \($0.reason)" }
      .joined(separator: ", ")
  }
}

/// A column of features and how it becomes numbers.
struct TableFeature {
  /// The column.
  var column: Int
  /// How its cells become numbers.
  var kind: Kind

  /// How cells become numbers.
  enum Kind {
    /// They are numbers; whatever else there is counts as missing.
    case number
    /// True and false become 1 and 0.
    case flag
    /// A number for each of these texts, 1 where it is the cell's and else 0.
    case oneHot(ByteStrings)
  }

  /// How many inputs it gives.
  var width: Int {
    if case .oneHot(let texts) = kind { texts.count } else { 1 }
  }
}

/// Why a column cannot be a feature.
struct UnusableColumn: Error {
  /// The reason, as the end of a sentence that says the column is left out.
  var reason: String
}

extension TextTable {
  /// An error of this table.
  func error(_ clause: String) -> DataError { .malformed(path: path, .clause(clause)) }

  /// The column that an option names: by its name, by `first` or `last`, or by its number from 1.
  ///
  /// - Throws: ``DataError``.
  func column(_ text: String, option: String) throws -> Int {
    let bytes = Array(text.utf8)
    let exact = columnNames?.indices.filter { columnNames?[$0].utf8.elementsEqual(bytes) == true }
    if let exact, let first = exact.first {
      guard exact.count == 1 else {
        throw error(
          "has \(exact.count) columns named '\(text)': \(option) can take their numbers, "
            + exact.map { "\($0 + 1)" }.joined(separator: ", "))
      }
      return first
    }
    if text == "first" { return 0 }
    if text == "last" { return columnCount - 1 }
    if let number = Int(text), (1...columnCount).contains(number) { return number - 1 }
    let lowercased = text.lowercased()
    let alike = columnNames?.indices.filter { columnNames?[$0].lowercased() == lowercased } ?? []
    if alike.count == 1 { return alike[0] }
    let names = columnNames?.filter { !$0.isEmpty }.prefix(8).map { "'\($0)'" } ?? []
    throw error(
      "has no column '\(text)' for \(option): its columns are "
        + (names.isEmpty
          ? ""
          : names.joined(separator: ", ")
            + (columnCount > names.count ? ", …" : "") + ", or ")
        + "the numbers 1 to \(columnCount)")
  }
}

/// What is said of a table that became a dataset.
struct TableNotes {
  /// One sentence each.
  var sentences: [String]
  private let table: TextTable
  private let roles: TableRoles

  /// The most columns that a sentence names.
  private static let nameLimit = 8

  init(_ table: TextTable, _ roles: TableRoles) {
    self.table = table
    self.roles = roles
    sentences = table.notes + roles.notes
    addLeftOut()
    addTexts()
  }

  /// Adds a sentence.
  mutating func add(_ sentence: String) { sentences.append(sentence) }

  /// Adds what was missing in some rows.
  mutating func add(_ rows: LabeledRows, _ missing: MissingCells) {
    let name = FileSystem.name(of: rows.path)
    if rows.leftOutCount > 0 {
      let columns = rows.missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      add(
        "\(Self.count(rows.leftOutCount, "row")) of \(name) \(rows.leftOutCount == 1 ? "is" : "are")"
          + " left out because of cells without a value in "
          + names(columns.map(\.key))
          + (missing == .drop && columns.contains { $0.key != roles.label }
            ? " (--missing mean keeps those that have a label)" : ""))
    }
    if rows.filledCount > 0 {
      add(
        "\(Self.count(rows.filledCount, "cell")) of \(name) without a value got the mean of the "
          + "column")
    }
    if rows.unknownTextCount > 0 {
      add(
        "\(Self.count(rows.unknownTextCount, "cell")) of \(name) has a text that no training row "
          + "has and counts as none")
    }
  }

  /// The columns as they are reported.
  func columns(leftOutRows: Int) -> TableColumns {
    TableColumns(
      label: table.name(ofColumn: roles.label),
      features: roles.features.map { table.name(ofColumn: $0.column) },
      leftOut: roles.leftOut.map { table.name(ofColumn: $0.column) }, leftOutRows: leftOutRows)
  }

  /// Whether the columns may be the pixels of pictures.
  static func mayBePictures(_ table: TextTable, _ roles: TableRoles) -> Bool {
    let names = roles.features.map { table.columnNames?[$0.column] ?? "" }
    let letters = Set(names.map { $0.lowercased().filter(\.isLetter) })
    if letters.count == 1, ["p", "px", "pix", "pixel"].contains(letters.first) { return true }
    // Without a name that says so, or one like 3x4 or V3, they must be as many as of 8x8 pixels.
    return roles.features.count >= 64 && names.allSatisfy { $0.last?.isNumber ?? true }
  }

  private mutating func addLeftOut() {
    var reasons: [(reason: String, columns: [Int])] = []
    for (column, reason) in roles.leftOut {
      if let place = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[place].columns.append(column)
      } else {
        reasons.append((reason, [column]))
      }
    }
    for (reason, columns) in reasons {
      add("\(names(columns)) \(columns.count == 1 ? "is" : "are") left out \(reason)")
    }
  }

  private mutating func addTexts() {
    var texts: [String] = []
    var width = 0
    for feature in roles.features {
      guard case .oneHot(let values) = feature.kind else { continue }
      texts.append("'\(table.name(ofColumn: feature.column))' (\(values.count))")
      width += values.count
    }
    if !texts.isEmpty {
      add(
        "\(texts.count == 1 ? "the text column" : "the text columns") "
          + texts.prefix(Self.nameLimit).joined(separator: ", ")
          + (texts.count > Self.nameLimit ? " and \(texts.count - Self.nameLimit) more" : "")
          + " became \(width) features, one a text")
    }
    let flags = roles.features.filter { if case .flag = $0.kind { true } else { false } }
    if !flags.isEmpty { add("\(names(flags.map(\.column))): true is 1 and false is 0") }
  }

  private func names(_ columns: [Int]) -> String {
    let names = columns.prefix(Self.nameLimit).map { column in
      let name = table.columnNames?[column] ?? ""
      return name.isEmpty ? "\(column + 1)" : "'\(name)'"
    }
    return (columns.count == 1 ? "column " : "columns ") + names.joined(separator: ", ")
      + (columns.count > Self.nameLimit ? " and \(columns.count - Self.nameLimit) more" : "")
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

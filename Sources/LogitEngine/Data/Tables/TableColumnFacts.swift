/// What can be told of the columns of a table from their names and cells, whatever they are for.
struct TableColumnFacts {
  private let table: TextTable
  /// The texts of each column that has some.
  private(set) var categories: [Int: TableCategories] = [:]
  /// The columns that name or count the rows, with why.
  private(set) var rowNames: [(column: Int, reason: String)] = []

  init(_ table: TextTable) {
    self.table = table
    let texts = table.columns.indices.filter { table.columns[$0].textCount > 0 }
    for (column, found) in zip(texts, table.categories(ofColumns: texts)) {
      categories[column] = found
    }
    for column in table.columns.indices {
      if let reason = rowNameReason(column) { rowNames.append((column, reason)) }
    }
  }

  /// How many different values a column has, missing cells not counted; nil for too many to be the
  /// classes of numbers.
  func distinctCount(_ column: Int) -> Int? {
    categories[column]?.texts.count ?? table.columns[column].distinctWholeCount
  }

  /// Whether a column has no value twice.
  func isAllDifferent(_ column: Int) -> Bool {
    let cells = table.rowCount - table.columns[column].missingCount
    if let found = categories[column] { return found.texts.count == cells }
    if let count = table.columns[column].distinctWholeCount { return count == cells }
    return table.categories(ofColumns: [column])[0].texts.count == cells
  }

  /// Whether a column has true and false in it, and nothing else.
  func isFlag(_ column: Int) -> Bool {
    categories[column].map { Self.flags($0.texts) != nil } ?? false
  }

  /// Whether a column has text, and too many different ones to be classes or features.
  func isTextOfMany(_ column: Int) -> Bool {
    guard let found = categories[column] else { return false }
    let cells = table.rowCount - table.columns[column].missingCount
    return found.texts.count > TableRoles.largestTextCount && 2 * found.texts.count > cells
      || found.texts.count == cells
  }

  // MARK: - Row names

  private static let indexNames: Set = [
    "", "id", "ids", "index", "idx", "rownames", "row.names", "row names", "row_names", "row",
    "rows", "#", "no", "no.", "nr", "nr.", "uid", "uuid", "guid", "x", "obs", "obs.", "case",
    "key", "sample",
  ]

  /// Whether a name is that of a column which names rows.
  static func namesRows(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    if indexNames.contains(lowercased) || lowercased.hasPrefix("unnamed: ") { return true }
    return identifies(name)
  }

  /// Whether a name ends in `id` as a word.
  private static func identifies(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    guard lowercased.hasSuffix("id") else { return false }
    let before = name.dropLast(2).last
    return before.map { !$0.isLetter || ($0.isLowercase && name.dropLast().last == "I") } ?? true
  }

  private func rowNameReason(_ column: Int) -> String? {
    let facts = table.columns[column]
    let name = table.columnNames?[column] ?? ""
    if column == 0, table.columnNames != nil, Self.isIndexName(name), !facts.countsUp,
      isAllDifferent(column) || (facts.isNumeric && namesMost(column))
    {
      return "because it names the rows"
    }
    guard facts.isNumeric, facts.isWhole, facts.infinityCount == 0, facts.missingCount == 0 else {
      return nil
    }
    let isNamed = table.columnNames != nil && !name.isEmpty && !Self.isNumbered(name)
    if facts.countsUp, table.rowCount > 1 {
      if column == 0 && !isNamed && (table.columnNames != nil || table.rowCount > 9) {
        return "because it counts the rows"
      }
      if isNamed, Self.namesRows(name) { return "because it counts the rows" }
      if column == 0, table.rowCount > 19, facts.minimum == 0 || facts.minimum == 1 {
        return "because it counts the rows"
      }
    }
    if isNamed, Self.identifies(name), namesMost(column) {
      return "because it is an identifier"
    }
    if column == 0, !isNamed, table.rowCount > 29, facts.maximum > 10 * Double(table.rowCount),
      isAllDifferent(column)
    {
      return "because each row has another whole number there"
    }
    return nil
  }

  /// Whether a column of numbers has more different ones than half of the rows.
  private func namesMost(_ column: Int) -> Bool {
    table.columns[column].distinctWholeCount.map { 2 * $0 > table.rowCount } ?? true
  }

  /// Whether a name is what R and pandas write above the names of rows.
  private static func isIndexName(_ name: String) -> Bool {
    let lowercased = name.lowercased()
    return ["", "rownames", "row.names"].contains(lowercased)
      || lowercased.hasPrefix("unnamed: ")
  }

  /// Whether a name only numbers columns: `3`, `V3`, `X3`.
  static func isNumbered(_ name: String) -> Bool {
    let digits = name.first == "V" || name.first == "X" ? name.dropFirst() : name[...]
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  // MARK: - Features

  /// How a column becomes numbers.
  func feature(_ column: Int, isWanted: Bool, label: Int) -> Result<TableFeature, UnusableColumn> {
    let facts = table.columns[column]
    let cells = table.rowCount - facts.missingCount
    if cells == 0 { return .failure(.init(reason: "because it is empty")) }
    if !isWanted, 2 * facts.missingCount > table.rowCount {
      return .failure(
        .init(reason: "because \(facts.missingCount) of its \(table.rowCount) cells are missing"))
    }
    if facts.isNumeric {
      if !isWanted, repeatsLabel(column, label) {
        return .failure(.init(reason: "because it says the same as the label"))
      }
      return .success(.init(column: column, kind: .number))
    }
    guard let found = categories[column] else {
      return .failure(.init(reason: "because it has no finite number"))
    }
    // A few words among numbers stand for what is missing.
    if found.texts.count > TableRoles.largestTextCount, facts.numberCount > 9 * facts.textCount {
      return .success(.init(column: column, kind: .number))
    }
    if let flags = Self.flags(found.texts) {
      return flags
        ? .success(.init(column: column, kind: .flag))
        : .failure(.init(reason: "because all its cells are the same text"))
    }
    if !isWanted, repeatsLabel(column, label) {
      return .failure(.init(reason: "because it says the same as the label"))
    }
    if found.texts.count == cells, cells > 1 {
      return .failure(.init(reason: "because each row has another text there"))
    }
    if found.texts.count > TableRoles.largestTextCount {
      return .failure(
        .init(
          reason: "because it has \(found.texts.count) different texts, more than the "
            + "\(TableRoles.largestTextCount) that become features"))
    }
    if found.texts.count == 1 {
      return .failure(.init(reason: "because all its cells are the same text"))
    }
    return .success(.init(column: column, kind: .oneHot(found.texts.sorted())))
  }

  /// Whether texts are true and false; nil if they are something else.
  private static func flags(_ texts: ByteStrings) -> Bool? {
    let words = (0..<min(texts.count, 3)).map {
      String(decoding: texts[$0], as: UTF8.self).lowercased()
    }
    guard Set(words).isSubset(of: ["true", "false"]), texts.count < 3 else { return nil }
    return words.count == 2
  }

  /// Whether a column with the name of a label has one value for each class and no other.
  private func repeatsLabel(_ column: Int, _ label: Int) -> Bool {
    let name = table.name(ofColumn: column).lowercased()
    guard table.columnNames != nil,
      TableHeader.labelNames.contains(where: { $0.count > 1 && name.contains($0) }),
      let count = distinctCount(column), count < 1000
    else { return false }
    let both = table.categories(ofColumns: [column, label])
    guard both[0].texts.count == both[1].texts.count else { return false }
    var pairs: Set<Int> = []
    for (one, other) in zip(both[0].codes, both[1].codes) where one >= 0 && other >= 0 {
      pairs.insert(Int(one) << 32 | Int(other))
      if pairs.count > both[1].texts.count { return false }
    }
    return true
  }
}

extension ByteStrings {
  /// The same texts in the order of their bytes.
  func sorted() -> ByteStrings {
    var result = ByteStrings()
    for number in (0..<count).sorted(by: { self[$0].lexicographicallyPrecedes(self[$1]) }) {
      _ = result.number(of: self[number])
    }
    return result
  }
}

/// The choice of the column that holds the labels.
struct TableLabelChoice {
  /// The column.
  let column: Int
  /// One sentence that says which it is and why.
  let note: String

  /// Chooses a column.
  ///
  /// One that was asked for or that the format declares; else one with the name of a label; else
  /// text where all others are numbers; else few whole numbers where all others are many.
  ///
  /// - Throws: ``DataError``, which asks for `--label-column` where there is doubt.
  init(_ table: TextTable, _ facts: TableColumnFacts, isOpen: [Bool], asked: Int?) throws {
    let finder = Finder(
      table: table, facts: facts,
      open: table.columns.indices.filter { isOpen[$0] && !facts.isTextOfMany($0) })
    let (column, reason) = try finder.choose(asked: asked)
    self.column = column
    note =
      "the labels are in column \(table.columnNames.map { _ in "'\(table.name(ofColumn: column))'" } ?? "\(column + 1)")"
      + (reason.isEmpty ? "" : ", \(reason)")
  }

  private struct Finder {
    let table: TextTable
    let facts: TableColumnFacts
    let open: [Int]

    func choose(asked: Int?) throws -> (Int, String) {
      if let asked {
        try check(asked)
        return (asked, "as --label-column says")
      }
      if let declared = table.declaration.labelColumn {
        try check(declared)
        guard isLabel(declared) || facts.distinctCount(declared) == 1 else {
          throw measurements(declared)
        }
        return (declared, "as the header says")
      }
      if let named = named() { return (named, "by its name") }
      if table.declaration.format == "ARFF", let last = open.last,
        table.declaration.values[last] != nil, isLabel(last)
      {
        return (last, "the last attribute")
      }
      var texts = open.filter { facts.categories[$0] != nil && isLabel($0) }
      // True and false are answers to questions, a name of a class is none.
      let names = texts.filter { !facts.isFlag($0) }
      if !names.isEmpty { texts = names }
      if !texts.isEmpty { return try choose(amongTexts: texts) }
      return try choose(amongNumbers: open.filter { facts.categories[$0] == nil && isFew($0) })
    }

    // MARK: - By name

    private func named() -> Int? {
      guard let names = table.columnNames else { return nil }
      let ranked = open.compactMap { column in
        TableHeader.labelRank(names[column]).map { (rank: $0, column: column) }
      }
      return ranked.sorted { $0 < $1 }.map(\.column).first(where: isLabel)
    }

    // MARK: - By contents

    /// The most different whole numbers of a column that vies with texts.
    private static let rivalCount = 20

    private func choose(amongTexts texts: [Int]) throws -> (Int, String) {
      guard let first = open.first, let last = open.last else { throw noLabel() }
      let edges = first == last ? [first] : [first, last]
      let rivals = edges.filter { column in
        facts.categories[column] == nil && isFew(column)
          && facts.distinctCount(column) ?? .max <= Self.rivalCount
      }
      if texts.count == 1 {
        let only = texts[0]
        if edges.contains(only) || rivals.isEmpty {
          return (only, "the only text that can be classes")
        }
        return try settle([only] + rivals)
      }
      // Where many columns are text, one more says little.
      guard rivals.isEmpty else { return try settle(texts.filter(edges.contains) + rivals) }
      let found = edges.filter(texts.contains)
      if found.count == 1 { return (found[0], "text at the edge of the table") }
      guard found.count == 2 else { return try settle(texts) }
      let counts = found.map { facts.distinctCount($0) ?? .max }
      if 3 * counts[0] <= counts[1] { return (found[0], "text with few different values") }
      if 3 * counts[1] <= counts[0] { return (found[1], "text with few different values") }
      return try settle(found)
    }

    /// More different whole numbers than these are many, beside few.
    private static let manyCount = 15

    private func choose(amongNumbers numbers: [Int]) throws -> (Int, String) {
      let reason = "whole numbers with few different values"
      guard let first = open.first, let last = open.last else { throw noLabel() }
      switch (numbers.contains(first), first != last && numbers.contains(last)) {
      case (true, false): return (first, reason)
      case (false, true): return (last, reason)
      case (false, false):
        guard let only = numbers.first else { throw noLabel() }
        guard numbers.count == 1 else { return try settle(numbers) }
        return (only, reason)
      case (true, true): break
      }
      // The corner of a picture is hardly ever anything but black.
      let dominated = table.categories(ofColumns: [first, last]).map(\.isDominated)
      if dominated[0] != dominated[1] { return (dominated[0] ? last : first, reason) }
      let counts = [first, last].map { facts.distinctCount($0) ?? .max }
      if counts[1] > Self.manyCount, 2 * counts[0] <= counts[1] { return (first, reason) }
      if counts[0] > Self.manyCount, 2 * counts[1] <= counts[0] { return (last, reason) }
      return try settle([first, last])
    }

    /// Chooses by a name that is often a label's, or else asks.
    private func settle(_ columns: [Int]) throws -> (Int, String) {
      let named = columns.filter { TableHeader.isLikelyLabel(table.columnNames?[$0] ?? "") }
      guard named.count == 1 else { throw question(columns) }
      return (named[0], "by its name")
    }

    /// Whether a column can be the label: some values, and not another in each row.
    private func isLabel(_ column: Int) -> Bool {
      guard let count = facts.distinctCount(column), count > 1 else { return false }
      let cells = table.rowCount - table.columns[column].missingCount
      return cells < 20 ? count < cells : 2 * count <= cells
    }

    /// Whether a column of whole numbers has few different ones.
    private func isFew(_ column: Int) -> Bool {
      guard isLabel(column), let count = facts.distinctCount(column) else { return false }
      return count <= 30 || (count <= 1000 && 20 * count <= table.rowCount)
    }

    // MARK: - Errors

    /// Refuses a column that was named but has no classes.
    private func check(_ column: Int) throws {
      let name = "the column '\(table.name(ofColumn: column))'"
      let cells = table.rowCount - table.columns[column].missingCount
      guard cells > 0 else {
        throw table.error("has no label in \(name): all its cells are missing")
      }
      guard table.columns[column].isNumeric, !table.columns[column].isWhole else {
        if cells > 1, facts.isAllDifferent(column) {
          throw table.error(
            "has another value in each row of \(name), so that no class would have two examples: "
              + "--label-column can name another")
        }
        return
      }
      let count = table.categories(ofColumns: [column])[0].texts.count
      guard count <= 20, 2 * count <= cells else { throw measurements(column) }
    }

    private func measurements(_ column: Int) -> DataError {
      let count = table.categories(ofColumns: [column])[0].texts.count
      return table.error(
        "has \(count) different values in the \(table.rowCount) rows of the column "
          + "'\(table.name(ofColumn: column))', which are measurements rather than classes: "
          + "--label-column can name another")
    }

    private func question(_ columns: [Int]) -> DataError {
      let names = columns.sorted().prefix(5).map { "'\(table.name(ofColumn: $0))'" }
      return table.error(
        "may have its labels in the column \(names.joined(separator: " or ")): say which with "
          + "--label-column")
    }

    private func noLabel() -> DataError {
      table.error(
        "has no column that is plainly the label, text or few different whole numbers: "
          + "--label-column says which it is")
    }
  }
}

extension TableCategories {
  /// Whether nearly all rows have the same value.
  fileprivate var isDominated: Bool {
    var counts = Array(repeating: 0, count: texts.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    return Double(counts.max() ?? 0) > 0.97 * Double(codes.count)
  }
}

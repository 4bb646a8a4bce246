/// The header of Orange's tables: names, then types, then flags; or names with types before a `#`.
struct OrangeHeader {
  /// The names of the columns.
  let names: [String]
  /// Which column is the label, and which are not to be used.
  let declaration: TableDeclaration
  /// How many records it takes: three or one.
  let recordCount: Int

  private static let types: Set = [
    "continuous", "c", "numeric", "n", "discrete", "d", "categorical", "string", "s", "text",
    "time", "t", "basket",
  ]
  private static let flags: Set = [
    "", "class", "c", "meta", "m", "ignore", "i", "weight", "w", "multiclass", "i?", "feature",
  ]

  /// Reads the first three records of a table; nil if they are no such header.
  init?(threeRecords records: [[String]]) {
    guard records.count == 3, Set(records.map(\.count)).count == 1 else { return nil }
    let types = records[1].map { $0.lowercased() }
    let flags = records[2].map { flag in
      flag.lowercased().split(separator: " ").filter { !$0.contains("=") }.first.map(String.init)
        ?? ""
    }
    // A discrete column may list its values instead.
    guard types.contains(where: Self.types.contains),
      types.allSatisfy({ Self.types.contains($0) || $0.contains(" ") || $0.isEmpty }),
      flags.allSatisfy(Self.flags.contains)
    else { return nil }
    var declaration = TableDeclaration(format: "Orange")
    for (column, flag) in flags.enumerated() {
      if flag == "class" || flag == "c" {
        declaration.labelColumn = declaration.labelColumn ?? column
      } else if !flag.isEmpty, flag != "feature" {
        declaration.unusedColumns.insert(column)
      }
    }
    names = records[0].map(\.printable)
    self.declaration = declaration
    recordCount = 3
  }

  /// Reads a header such as `C#width, mS#name, cD#species`; nil if no name has such a beginning.
  init?(oneRecord record: [String]) {
    var declaration = TableDeclaration(format: "Orange")
    var names: [String] = []
    var count = 0
    for (column, text) in record.enumerated() {
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = parts[0].filter(\.isLowercase)
      let type = parts[0].filter(\.isUppercase)
      guard parts.count == 2, !parts[1].isEmpty, parts[0].count == flag.count + type.count,
        flag.count <= 1,
        type.count <= 1, !parts[0].isEmpty, flag.isEmpty || "cmiw".contains(flag),
        type.isEmpty || "CDSTN".contains(type)
      else {
        names.append(text.printable)
        continue
      }
      count += 1
      names.append(String(parts[1]).printable)
      if flag == "c" { declaration.labelColumn = declaration.labelColumn ?? column }
      if flag == "m" || flag == "i" || flag == "w" || type == "S" || type == "T" {
        declaration.unusedColumns.insert(column)
      }
    }
    guard count > 0 else { return nil }
    self.names = names
    self.declaration = declaration
    recordCount = 1
  }
}

/// The rows of a table as examples: features as numbers, labels as texts.
struct LabeledRows {
  /// The path, for messages.
  let path: String
  /// The features, one row an example.
  var features: [Float] = []
  /// How many features an example has.
  var width: Int
  /// The label of each example, as a number of ``texts``.
  var labels: [Int32] = []
  /// The different labels as they are written.
  var texts = ByteStrings()
  /// The row of the table, from 0, that first has each label.
  var firstRows: [Int] = []
  /// How many rows were left out because of a missing cell.
  var leftOutCount = 0
  /// How many missing cells were filled.
  var filledCount = 0
  /// How many cells have a text that no training example has.
  var unknownTextCount = 0
  /// The columns in which cells were missing, with how many.
  var missing: [Int: Int] = [:]
  /// The number of the line that a row is on.
  var line: (Int) -> Int

  /// How many examples there are.
  var count: Int { labels.count }

  /// The means of the columns that are numbers, over the cells that are not missing.
  static func means(_ table: TextTable, _ roles: TableRoles) -> [Double] {
    var sums = Array(repeating: (total: 0.0, count: 0), count: roles.features.count)
    let point = table.dialect.point
    table.forEachRow { _, text, cells in
      for (place, feature) in roles.features.enumerated() {
        guard case .number(let number) = TableValue(text, cells[feature.column], point: point),
          Float(number).isFinite
        else { continue }
        sums[place].total += number
        sums[place].count += 1
      }
    }
    return sums.map { $0.total / Double(max($0.count, 1)) }
  }

  /// Reads the rows of a table.
  ///
  /// - Parameter columns: the column of this table for each of those that the roles name.
  /// - Parameter fillings: what takes the place of a missing number in each feature; nil to leave
  ///   the row out.
  /// - Throws: ``DataError`` for more numbers than there is memory for.
  init(
    _ table: TextTable, _ roles: TableRoles, columns: (Int) -> Int, fillings: [Double]?
  ) throws {
    path = table.path
    line = { table.line(ofRow: $0) }
    width = roles.features.reduce(0) { $0 + $1.width }
    let room = (availableMemory() ?? .max) / 2
    guard 4 * Double(width) * Double(table.rowCount) <= Double(room) else {
      throw table.error(
        "takes more memory than there is as \(table.rowCount) rows of \(width) features: "
          + "--leave-out can name columns")
    }
    features.reserveCapacity(width * table.rowCount)
    labels.reserveCapacity(table.rowCount)
    let label = columns(roles.label)
    let places = roles.features.map { columns($0.column) }
    table.forEachRow { row, text, cells in
      let start = features.count
      if case .missing = TableValue(text, cells[label], point: table.dialect.point) {
        leaveOut(from: start, column: label)
        return
      }
      for (place, feature) in roles.features.enumerated() {
        let cell = cells[places[place]]
        guard
          append(cell, text, table.dialect, feature.kind, filling: fillings?[place])
        else {
          leaveOut(from: start, column: places[place])
          return
        }
      }
      // Last: a label that only rows without a value have is no class.
      labels.append(code(of: cells[label], text, table.dialect, row: row))
    }
  }

  private mutating func leaveOut(from start: Int, column: Int) {
    features.removeSubrange(start...)
    leftOutCount += 1
    missing[column, default: 0] += 1
  }

  private mutating func code(
    of cell: TableCell, _ text: UnsafeBufferPointer<UInt8>, _ dialect: TableDialect, row: Int
  ) -> Int32 {
    let number =
      cell.isEscaped
      ? texts.number(of: cell.bytes(in: text, dialect))
      : texts.number(of: text[cell.begin..<cell.end])
    if number == firstRows.count { firstRows.append(row) }
    return Int32(number)
  }

  /// Appends what a cell becomes; false for a missing one that nothing fills.
  private mutating func append(
    _ cell: TableCell, _ text: UnsafeBufferPointer<UInt8>, _ dialect: TableDialect,
    _ kind: TableFeature.Kind, filling: Double?
  ) -> Bool {
    let value = TableValue(text, cell, point: dialect.point)
    switch kind {
    case .number:
      if case .number(let number) = value, Float(number).isFinite {
        features.append(Float(number))
        return true
      }
      guard let filling else { return false }
      features.append(Float(filling))
      filledCount += 1
    case .flag:
      if case .text = value, cell.end - cell.begin == 4 || cell.end - cell.begin == 5 {
        features.append(text[cell.begin] | 0x20 == UInt8(ascii: "t") ? 1 : 0)
        return true
      }
      guard filling != nil else { return false }
      features.append(0)
      filledCount += 1
    case .oneHot(let texts):
      if case .missing = value {
        guard filling != nil else { return false }
        features.append(contentsOf: repeatElement(0, count: texts.count))
        filledCount += 1
        return true
      }
      let number =
        cell.isEscaped
        ? texts.find(numberOf: cell.bytes(in: text, dialect))
        : texts.find(numberOf: text[cell.begin..<cell.end])
      if number == nil { unknownTextCount += 1 }
      for place in 0..<texts.count { features.append(place == number ? 1 : 0) }
    }
    return true
  }
}

extension LabeledRows {
  /// Rows that are known already.
  ///
  /// - Parameter labels: the text of each row's label.
  init(
    path: String, features: [Float], width: Int, labels: [ArraySlice<UInt8>], lines: [Int]
  ) {
    self.path = path
    self.features = features
    self.width = width
    line = { lines[$0] }
    for (row, label) in labels.enumerated() {
      let number = texts.number(of: label)
      if number == firstRows.count { firstRows.append(row) }
      self.labels.append(Int32(number))
    }
  }
}

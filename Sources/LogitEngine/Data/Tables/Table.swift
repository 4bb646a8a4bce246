/// Which column of a table holds the labels.
public enum TableLabelColumn: String, CaseIterable, Sendable {
  /// The first.
  case first
  /// The last.
  case last
}

/// A table of examples: a line each, its features numbers, its label a number or text.
///
/// The first line is a header if it has text wherever the second has a number, or names a label at
/// either end where the second has a number. The label column is the one that was asked for; else the first or the last if the header names it so; else
/// the only one of the two that can be labels: text, or whole numbers from 0 that are not all the
/// same.
struct Table {
  /// The path, for messages.
  let path: String
  /// Which column the labels were in.
  let labelColumn: TableLabelColumn
  /// The columns of the file, the label included.
  let columnCount: Int
  /// The features, one row an example.
  let features: [Float]
  /// The label of each example as it is written.
  let labels: [Label]

  /// A label, and where it is.
  struct Label {
    /// The label itself, if all labels of the table are whole numbers from 0.
    var number: Int?
    /// The label as it is written, if some are something else.
    var text: String
    var line: Int

    /// The label as text.
    var name: String { number.map { "\($0)" } ?? text }
  }

  /// The names that tell a label column from the others.
  private static let labelNames: Set = [
    "label", "labels", "class", "classes", "target", "targets", "y", "species", "category",
  ]

  /// Reads a table.
  ///
  /// - Parameter wanted: where the labels are; nil to find out.
  /// - Throws: ``DataError``.
  init(path: String, labelColumn wanted: TableLabelColumn?) throws {
    let file = try InputFile(path: path)
    let text = try file.read(count: file.remaining)
    do {
      self = try text.withUnsafeBufferPointer { text in
        var scan = try TableScan(text, labelNames: Self.labelNames)
        guard scan.rowCount > 0 else { throw DataError.malformed(path: path, .empty) }
        let column = try wanted ?? scan.labelColumn()
        return try Table(path: path, scan: &scan, labelColumn: column)
      }
    } catch let error as TableError {
      throw DataError.malformed(path: path, .badTable(line: error.line, error.problem))
    }
  }

  private init(path: String, scan: inout TableScan, labelColumn: TableLabelColumn) throws {
    self.path = path
    self.labelColumn = labelColumn
    columnCount = scan.columnCount
    features = try scan.takeFeatures(without: labelColumn)
    labels = scan.labels(in: labelColumn)
    if let missing = labels.first(where: { $0.number == nil && $0.text.isEmpty }) {
      throw TableError(
        line: missing.line,
        problem: .badLabel(column: labelColumn == .first ? 1 : columnCount, text: ""))
    }
  }
}

/// A table in which it is open yet which column is the label.
private struct TableScan {
  private(set) var columnCount = 0
  private(set) var rowCount = 0
  /// Whether the header names a label in the first and in the last column.
  private var headerNamesLabel = (first: false, last: false)
  /// Every column, one row an example; 0 where the first or the last column is text.
  private var values: [Float] = []
  private var lines: [Int] = []
  private var first = EdgeColumn()
  private var last = EdgeColumn()

  /// The first or the last column, either of which may be the label.
  private struct EdgeColumn {
    var cells: [TableLines.Cell] = []
    /// Where the first cell stands that is no finite number.
    var firstText: (line: Int, text: String)?
    /// Whether all cells are whole numbers from 0.
    var isWhole = true
    /// Whether some cells differ.
    var varies = false

    mutating func add(_ cell: TableLines.Cell, _ number: Double?, line: Int) {
      if let previous = cells.last, !previous.elementsEqual(cell) { varies = true }
      cells.append(cell)
      if let number {
        if number < 0 || number != number.rounded() { isWhole = false }
      } else if firstText == nil {
        firstText = (line, cellText(cell))
      }
    }

    var canBeLabel: Bool { firstText != nil || (isWhole && varies) }
  }

  /// Reads all lines.
  init(_ text: UnsafeBufferPointer<UInt8>, labelNames: Set<String>) throws {
    var lines = TableLines(text)
    var (cells, second): ([TableLines.Cell], [TableLines.Cell]) = ([], [])
    guard try lines.next(&cells) else { return }
    columnCount = cells.count
    guard columnCount > 1 else { throw TableError(line: lines.number, problem: .noFeatures) }
    let firstLine = lines.number
    let hasSecond = try lines.next(&second)
    let facingNumbers = zip(cells, second).filter { decimalNumber($1) != nil }.map(\.0)
    let names = { (cell: TableLines.Cell?) in
      cell.map { labelNames.contains(cellText($0).lowercased()) } ?? false
    }
    let isHeader =
      !facingNumbers.isEmpty
      && (facingNumbers.allSatisfy { decimalNumber($0) == nil }
        || [facingNumbers.first, facingNumbers.last].contains(where: names))
    if isHeader {
      headerNamesLabel = (names(cells.first), names(cells.last))
    } else {
      try add(cells, line: firstLine)
    }
    guard hasSecond else { return }
    repeat { try add(second, line: lines.number) } while try lines.next(&second)
  }

  private mutating func add(_ cells: [TableLines.Cell], line: Int) throws {
    guard cells.count == columnCount else {
      throw TableError(
        line: line, problem: .wrongColumnCount(found: cells.count, expected: columnCount))
    }
    for (column, cell) in cells.enumerated() {
      // A number beyond Float's range is as unusable as no number.
      let number = decimalNumber(cell).flatMap { Float($0).isFinite ? $0 : nil }
      if column == 0 {
        first.add(cell, number, line: line)
      } else if column == columnCount - 1 {
        last.add(cell, number, line: line)
      } else if number == nil {
        throw TableError(
          line: line, problem: .notANumber(column: column + 1, text: cellText(cell)))
      }
      values.append(Float(number ?? 0))
    }
    lines.append(line)
    rowCount += 1
  }

  /// Finds out which column is the label.
  func labelColumn() throws -> TableLabelColumn {
    switch headerNamesLabel {
    case (true, false): return .first
    case (false, true): return .last
    default: break
    }
    switch (first.canBeLabel, last.canBeLabel) {
    case (true, false): return .first
    case (false, true): return .last
    case (true, true): throw TableError(line: lines[0], problem: .ambiguousLabel)
    case (false, false): throw TableError(line: lines[0], problem: .noLabel)
    }
  }

  /// Hands out the values of all columns but the label's, and keeps none.
  mutating func takeFeatures(without label: TableLabelColumn) throws -> [Float] {
    let other = label == .first ? last : first
    if let (line, text) = other.firstText {
      throw TableError(
        line: line, problem: .notANumber(column: label == .first ? columnCount : 1, text: text))
    }
    var features: [Float] = []
    swap(&features, &values)
    // In place: a table may fill much of the memory.
    let begin = label == .first ? 1 : 0
    let width = columnCount - 1
    for row in 0..<rowCount {
      for feature in 0..<width {
        features[row * width + feature] = features[row * columnCount + begin + feature]
      }
    }
    features.removeLast(rowCount)
    return features
  }

  /// The labels as they are written.
  func labels(in column: TableLabelColumn) -> [Table.Label] {
    let edge = column == .first ? first : last
    let areNumbers = edge.firstText == nil && edge.isWhole
    return zip(edge.cells, lines).map { cell, line in
      // `3.0` is a whole number too.
      let number = areNumbers ? decimalNumber(cell).flatMap { Int(exactly: $0) } : nil
      return Table.Label(number: number, text: number == nil ? cellText(cell) : "", line: line)
    }
  }
}

/// A cell as text, quotes that were written twice written once.
private func cellText(_ cell: TableLines.Cell) -> String {
  var text = ""
  for piece in String(decoding: cell, as: UTF8.self).split(
    separator: "\"\"", omittingEmptySubsequences: false)
  {
    if !text.isEmpty { text += "\"" }
    text += piece
  }
  return text.printable
}

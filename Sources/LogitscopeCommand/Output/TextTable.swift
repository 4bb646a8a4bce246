import ExplorerUI

/// A table of text with aligned columns.
struct TextTable {
  /// Which side of a column its cells keep to.
  enum Alignment {
    case left
    case right
  }

  /// A column: its heading and its side.
  struct Column {
    var heading: String
    var alignment: Alignment

    init(_ heading: String, _ alignment: Alignment = .right) {
      self.heading = heading
      self.alignment = alignment
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row of as many cells as there are columns; names in them may be from anybody's file.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row needs one cell a column")
    rows.append(cells.map(\.onOneLine))
  }

  /// The table, each line ended, with two spaces between columns and none at the ends of lines.
  var text: String {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].heading.count) { max($0, $1[column].displayWidth) }
    }
    var text = Self.line(columns.map(\.heading), columns, widths)
    for row in rows { text += Self.line(row, columns, widths) }
    return text
  }

  private static func line(_ cells: [String], _ columns: [Column], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += "  " }
      switch columns[index].alignment {
      case .left: line += cell + String(repeating: " ", count: widths[index] - cell.displayWidth)
      case .right: line += cell.leftPadded(to: widths[index])
      }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}

extension String {
  /// The text with spaces before it, so many cells wide at least.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }
}

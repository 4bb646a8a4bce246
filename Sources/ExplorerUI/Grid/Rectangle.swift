/// A rectangle of cells; empty when its width or height is 0.
public struct Rectangle: Hashable, Sendable {
  /// The leftmost column.
  public var column: Int
  /// The topmost row.
  public var row: Int
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// Creates a rectangle; a negative size becomes 0.
  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column right of it.
  var endColumn: Int { column + width }
  /// The first row below it.
  var endRow: Int { row + height }
  /// Whether it holds no cell.
  var isEmpty: Bool { width == 0 || height == 0 }
  /// The columns it covers.
  var columns: Range<Int> { column..<endColumn }
  /// The rows it covers.
  var rows: Range<Int> { row..<endRow }

  /// Whether a cell lies in it.
  public func contains(column: Int, row: Int) -> Bool {
    columns.contains(column) && rows.contains(row)
  }

  /// The part inside a border of one cell.
  var inner: Rectangle { inset(horizontally: 1, vertically: 1) }

  /// The part left when each side gives up some cells.
  func inset(horizontally: Int, vertically: Int) -> Rectangle {
    Rectangle(
      column: column + min(horizontally, width), row: row + min(vertically, height),
      width: width - 2 * horizontally, height: height - 2 * vertically)
  }

  /// Cuts rows off the top.
  mutating func takeTop(_ count: Int) -> Rectangle {
    let taken = min(max(0, count), height)
    defer {
      row += taken
      height -= taken
    }
    return Rectangle(column: column, row: row, width: width, height: taken)
  }

  /// Cuts rows off the bottom.
  mutating func takeBottom(_ count: Int) -> Rectangle {
    let taken = min(max(0, count), height)
    height -= taken
    return Rectangle(column: column, row: row + height, width: width, height: taken)
  }

  /// Cuts columns off the left.
  mutating func takeLeft(_ count: Int) -> Rectangle {
    let taken = min(max(0, count), width)
    defer {
      column += taken
      width -= taken
    }
    return Rectangle(column: column, row: row, width: taken, height: height)
  }

  /// Cuts columns off the right.
  mutating func takeRight(_ count: Int) -> Rectangle {
    let taken = min(max(0, count), width)
    width -= taken
    return Rectangle(column: column + width, row: row, width: taken, height: height)
  }
}

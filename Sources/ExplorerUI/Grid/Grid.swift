/// A picture of the whole screen: what `render` makes and a terminal blits.
public struct Grid: Hashable, Sendable {
  /// The size in cells.
  public let size: Size
  /// The cells, row-major from the top left.
  public internal(set) var cells: [Cell]

  /// Creates an empty grid.
  public init(size: Size, fill: Cell = Cell()) {
    self.size = size
    cells = Array(repeating: fill, count: size.width * size.height)
  }

  /// The cell at a column and a row, both from 0 at the top left.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.width + column] }
    set { cells[row * size.width + column] = newValue }
  }

  /// The rows as plain text, trailing spaces kept.
  public var lines: [String] {
    (0..<size.height).map { row in
      var line = ""
      for column in 0..<size.width {
        let cell = self[column, row]
        if !cell.isContinuation { line.append(cell.character) }
      }
      return line
    }
  }
}

/// A width and a height in cells.
public struct Size: Hashable, Sendable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// Creates a size.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

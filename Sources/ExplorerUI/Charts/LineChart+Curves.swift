/// Curves that are not one value a step: stairs, functions, and a point marked by two lines.
extension LineChart {
  /// Brings a staircase down to one range a column of dots: each tread ends where the next one
  /// begins, so that no jump is lost and none is rounded off.
  ///
  /// - Parameters:
  ///   - start: where the first tread begins.
  ///   - treads: the end and the height of each, ends ascending.
  func columns(
    ofTreads treads: some Sequence<(end: Double, height: Double)>, from start: Double
  ) -> [ClosedRange<Double>?] {
    var columns = [ClosedRange<Double>?](repeating: nil, count: dotColumns)
    var first = dotColumn(of: start)
    for (end, height) in treads {
      let last = dotColumn(of: end)
      for column in first...max(first, last) {
        if let range = columns[column] {
          columns[column] = min(range.lowerBound, height)...max(range.upperBound, height)
        } else {
          columns[column] = height...height
        }
      }
      first = max(first, last)
    }
    return columns
  }

  /// Brings a function down to the columns of dots; nil where it has no value.
  func columns(of function: (Double) -> Double?) -> [ClosedRange<Double>?] {
    (0..<dotColumns).map { column in function(x(atDotColumn: column)).map { $0...$0 } }
  }

  /// The position on the x axis of a column of dots.
  func x(atDotColumn column: Int) -> Double {
    let share = Double(column) / Double(max(1, dotColumns - 1))
    return xBounds.lowerBound + share * (xBounds.upperBound - xBounds.lowerBound)
  }

  /// The column of cells of a position.
  func column(of x: Double) -> Int { plot.column + dotColumn(of: x) * plot.width / dotColumns }

  /// The row of cells of a position.
  func row(of y: Double) -> Int { plot.row + dotRow(of: y) * plot.height / dotRows }

  /// Draws the two lines that cross at a point.
  func drawCrosshair(x: Double, y: Double, on canvas: inout Canvas) {
    let (column, row) = (column(of: x), row(of: y))
    for column in plot.columns { canvas.put("╌", column, row, .axis) }
    for row in plot.rows { canvas.put("╎", column, row, .axis) }
  }
}

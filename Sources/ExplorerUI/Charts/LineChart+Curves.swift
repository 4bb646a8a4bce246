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
    var isBeyond = start > xBounds.upperBound
    for (end, height) in treads {
      if isBeyond { break }
      isBeyond = end > xBounds.upperBound
      guard end >= xBounds.lowerBound else { continue }
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

  /// The position on the y axis of a row of dots.
  func y(atDotRow row: Int) -> Double {
    let share = Double(row) / Double(max(1, dotRows - 1))
    return yBounds.upperBound - share * (yBounds.upperBound - yBounds.lowerBound)
  }

  /// Whether a position lies within the bounds, or next to them by rounding.
  func contains(x: Double) -> Bool { Self.contains(x, in: xBounds) }

  /// The same for a point.
  func contains(x: Double, y: Double) -> Bool {
    Self.contains(x, in: xBounds) && Self.contains(y, in: yBounds)
  }

  private static func contains(_ value: Double, in bounds: ClosedRange<Double>) -> Bool {
    let slack = (bounds.upperBound - bounds.lowerBound) * 1e-6
    return value >= bounds.lowerBound - slack && value <= bounds.upperBound + slack
  }

  /// The part of a curve within the bounds of the x axis, interpolated where it enters and leaves.
  func within(_ points: [Point]) -> [Point] {
    guard let first = points.first, let last = points.last,
      first.x < xBounds.lowerBound || last.x > xBounds.upperBound
    else { return points }
    var inside: [Point] = []
    var previous: Point?
    for point in points {
      defer { previous = point }
      guard point.x >= xBounds.lowerBound else { continue }
      if let previous, previous.x < xBounds.lowerBound {
        inside.append(Self.between(previous, point, x: xBounds.lowerBound))
      }
      guard point.x <= xBounds.upperBound else {
        if let previous { inside.append(Self.between(previous, point, x: xBounds.upperBound)) }
        break
      }
      inside.append(point)
    }
    return inside
  }

  private static func between(_ first: Point, _ second: Point, x: Double) -> Point {
    let share = (x - first.x) / (second.x - first.x)
    return Point(
      x: x, low: first.low + (second.low - first.low) * share,
      high: first.high + (second.high - first.high) * share)
  }

  /// The column of cells of a position.
  func column(of x: Double) -> Int { plot.column + dotColumn(of: x) * plot.width / dotColumns }

  /// The row of cells of a position.
  func row(of y: Double) -> Int { plot.row + dotRow(of: y) * plot.height / dotRows }

  /// Draws the two lines that cross at a point, as far as they are within the bounds.
  func drawCrosshair(x: Double, y: Double, on canvas: inout Canvas) {
    let (column, row) = (column(of: x), row(of: y))
    if Self.contains(y, in: yBounds) {
      for column in plot.columns { canvas.put("╌", column, row, .axis) }
    }
    if contains(x: x) {
      for row in plot.rows { canvas.put("╎", column, row, .axis) }
    }
  }
}

/// A curve in a single row of cells.
enum Sparkline {
  private static let ascii: [Character] = ["_", ".", "-", "=", "+", "*", "#", "#"]

  /// Draws the last value of each column of a run, from the first step to `lastStep`.
  static func draw(
    _ points: [(step: Int, value: Double)], lastStep: Int, bounds: ClosedRange<Double>,
    in row: Rectangle, role: Role, on canvas: inout Canvas
  ) {
    let span = bounds.upperBound - bounds.lowerBound
    guard row.width > 0, row.height > 0, lastStep > 0, span > 0 else { return }
    var values = [Double?](repeating: nil, count: row.width)
    for point in points {
      let share = Double(point.step) / Double(lastStep)
      values[Int((share * Double(row.width - 1)).rounded()).clamped(to: 0...row.width - 1)] =
        point.value
    }
    var former: Double?
    let last = values.lastIndex { $0 != nil } ?? -1
    for column in 0..<row.width where column <= last {
      // Between two points the curve stays where it was.
      guard let value = values[column] ?? former else { continue }
      former = value
      let share = ((value - bounds.lowerBound) / span).clamped(to: 0...1)
      // A whole cell would run into the row above, which may well have a curve of its own.
      let level = Int((share * (canvas.hasUnicode ? 6 : 7)).rounded())
      canvas.put(
        canvas.hasUnicode ? Glyphs.lowerEighths[level + 1] : ascii[level], row.column + column,
        row.row, role)
    }
  }
}

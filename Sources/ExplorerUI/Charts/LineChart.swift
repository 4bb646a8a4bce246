/// A line chart in braille, or in ASCII one mark a cell, with round ticks on both axes.
struct LineChart {
  /// A curve, already brought down to the columns of the chart.
  struct Layer {
    /// What each column covers; nil where there is nothing.
    var columns: [ClosedRange<Double>?]
    var role: Role
    /// The mark on an ASCII screen.
    var mark: Character
    /// Of so many dots along the curve one is drawn.
    var spacing = 1
  }

  /// How an axis is divided.
  enum Scale {
    case linear
    /// The bounds and the points are those of the logarithms to base ten.
    case logarithmic(label: @Sendable (Double) -> String = { NumberText.setting($0) })
  }

  /// A point of a curve, or several steps taken together.
  struct Point {
    var x: Double
    var low: Double
    var high: Double
  }

  let plot: Rectangle
  private let gutter: Int
  let xBounds: ClosedRange<Double>
  let yBounds: ClosedRange<Double>
  private let xTicks: [(position: Double, label: String)]
  private let yTicks: [(position: Double, label: String)]
  private let xName: String
  private let isFine: Bool

  /// Lays a chart out; nil when there is no room for one.
  init?(
    in rectangle: Rectangle, x xBounds: ClosedRange<Double>, y yBounds: ClosedRange<Double>,
    xScale: Scale = .linear, yScale: Scale = .linear, xName: String = "", hasUnicode: Bool
  ) {
    guard rectangle.width >= 12, rectangle.height >= 3,
      xBounds.upperBound > xBounds.lowerBound, yBounds.upperBound > yBounds.lowerBound
    else { return nil }
    self.xBounds = xBounds
    self.yBounds = yBounds
    self.xName = xName
    let count = max(2, (rectangle.height - 1) / 2)
    let labels =
      switch yScale {
      case .linear: Ticks(yBounds, maximumCount: count).labelled
      case .logarithmic(let label):
        Ticks.logarithmic(yBounds, maximumCount: count, label: label)
      }
    let labelWidth = labels.reduce(1) { max($0, $1.label.displayWidth) }
    yTicks = labels
    gutter = min(labelWidth, rectangle.width / 3)
    plot = Rectangle(
      column: rectangle.column + gutter + 1, row: rectangle.row,
      width: rectangle.width - gutter - 1, height: rectangle.height - 1)
    let most = max(2, plot.width / 9)
    switch xScale {
    case .linear:
      let ticks = Ticks(xBounds, maximumCount: most)
      xTicks =
        ticks.step < 1 ? ticks.labelled : ticks.values.map { ($0, NumberText.short($0)) }
    case .logarithmic(let label):
      xTicks = Ticks.logarithmic(xBounds, maximumCount: most, label: label)
    }
    isFine = hasUnicode
  }

  /// How many columns of dots the plot has.
  var dotColumns: Int { plot.width * (isFine ? 2 : 1) }
  var dotRows: Int { plot.height * (isFine ? 4 : 1) }

  /// The bounds for a curve of a given extent: round, and never without a height.
  static func roundBounds(_ extent: ClosedRange<Double>, rows: Int) -> ClosedRange<Double> {
    var (low, high) = (extent.lowerBound, extent.upperBound)
    if high - low < max(1e-9, high.magnitude * 1e-6) {
      let room = max(high.magnitude * 0.1, 1e-3)
      (low, high) = (low - room, high + room)
    }
    let step = RoundStep.atLeast((high - low) / Double(max(2, rows)))
    let bounds = ((low / step).rounded(.down) * step)...((high / step).rounded(.up) * step)
    return bounds.upperBound > bounds.lowerBound && bounds.upperBound.isFinite
      && bounds.lowerBound.isFinite ? bounds : low...high
  }

  /// Brings points, in ascending order of x, down to one range a column of dots; what lies beyond
  /// the bounds is left out.
  func columns(of points: [Point]) -> [ClosedRange<Double>?] {
    var columns = [ClosedRange<Double>?](repeating: nil, count: dotColumns)
    var previous: (column: Int, point: Point)?
    for point in within(points) {
      let column = dotColumn(of: point.x)
      if let previous, column > previous.column + 1 {
        for between in previous.column + 1..<column {
          let share = Double(between - previous.column) / Double(column - previous.column)
          let low = previous.point.low + (point.low - previous.point.low) * share
          let high = previous.point.high + (point.high - previous.point.high) * share
          if low <= high { columns[between] = low...high }
        }
      }
      if let range = columns[column] {
        columns[column] = min(range.lowerBound, point.low)...max(range.upperBound, point.high)
      } else if point.low <= point.high {
        columns[column] = point.low...point.high
      }
      previous = (column, point)
    }
    return columns
  }

  /// The column of dots of a position on the x axis.
  func dotColumn(of x: Double) -> Int {
    let share = (x - xBounds.lowerBound) / (xBounds.upperBound - xBounds.lowerBound)
    return Int((share * Double(dotColumns - 1)).rounded().clamped(to: 0...Double(dotColumns - 1)))
  }

  /// The row of dots of a position on the y axis.
  func dotRow(of y: Double) -> Int { rowOrBeyond(of: y).clamped(to: 0...dotRows - 1) }

  /// The same, −1 for what lies above the bounds and the number of rows for what lies below.
  private func rowOrBeyond(of y: Double) -> Int {
    let share = (yBounds.upperBound - y) / (yBounds.upperBound - yBounds.lowerBound)
    return Int((share * Double(dotRows - 1)).rounded().clamped(to: -1...Double(dotRows)))
  }

  /// Draws axes, guides and layers, the last on top; `gaps` are columns of dots with a NaN, and
  /// `cursor` is a position on the x axis to mark.
  func draw(
    _ layers: [Layer], gaps: Set<Int> = [], cursor: Double? = nil, hasGuides: Bool = true,
    on canvas: inout Canvas
  ) {
    drawAxes(hasGuides: hasGuides, on: &canvas)
    if let cursor, contains(x: cursor) {
      let column = plot.column + dotColumn(of: cursor) / (isFine ? 2 : 1)
      for row in plot.rows { canvas.put("╎", column, row, .threshold) }
    }
    for layer in layers { draw(layer, on: &canvas) }
    for gap in gaps {
      canvas.put("×", plot.column + gap / (isFine ? 2 : 1), plot.endRow - 1, .warning)
    }
  }

  private func drawAxes(hasGuides: Bool, on canvas: inout Canvas) {
    for row in plot.rows { canvas.put("│", plot.column - 1, row, .axis) }
    let labelRow = plot.endRow
    for tick in yTicks {
      let row = plot.row + dotRow(of: tick.position) / (isFine ? 4 : 1)
      canvas.put("┤", plot.column - 1, row, .axis)
      canvas.textEnding(
        at: plot.column - 1, tick.label, row, .subtle, width: gutter)
      guard hasGuides, canvas.capabilities.colors == .many else { continue }
      for column in plot.columns { canvas.put("·", column, row, .guide) }
    }
    var labels: [(column: Int, text: String)] = []
    for (position, label) in xTicks {
      let width = label.displayWidth
      let middle = plot.column + dotColumn(of: position) / (isFine ? 2 : 1)
      let column = min(middle - (width - 1) / 2, plot.endColumn - width)
      let end = labels.last.map { $0.column + $0.text.displayWidth }
      guard end.map({ column > $0 }) ?? true else { continue }
      labels.append((column, label))
    }
    var name = placeOfName(among: labels)
    if name == nil {
      // A number between others is less than what all of them are of.
      let place = labels.indices.dropFirst().dropLast().last { index in
        var fewer = labels
        fewer.remove(at: index)
        return placeOfName(among: fewer) != nil
      }
      if let place {
        labels.remove(at: place)
        name = placeOfName(among: labels)
      }
    }
    for label in labels { canvas.text(label.text, label.column, labelRow, .subtle) }
    if let name { canvas.text(xName, name, labelRow, .subtle) }
  }

  /// The middle of the last gap between labels that has room for the name of the axis; nil where
  /// none has.
  private func placeOfName(among labels: [(column: Int, text: String)]) -> Int? {
    guard !xName.isEmpty, let last = labels.last else { return nil }
    let width = xName.displayWidth
    let end = last.column + last.text.displayWidth
    if plot.endColumn - end >= width + 2 { return end + (plot.endColumn - end - width) / 2 }
    for (left, right) in zip(labels, labels.dropFirst()).reversed() {
      let start = left.column + left.text.displayWidth
      if right.column - start >= width + 4 { return start + (right.column - start - width) / 2 }
    }
    return nil
  }

  private func draw(_ layer: Layer, on canvas: inout Canvas) {
    var dots = [UInt8](repeating: 0, count: plot.width * plot.height)
    var last: ClosedRange<Int>?
    var length = 0
    for (column, range) in layer.columns.enumerated() {
      guard let range else {
        last = nil
        continue
      }
      let own = rowOrBeyond(of: range.upperBound)...rowOrBeyond(of: range.lowerBound)
      var rows = own
      // A jump from one column to the next is joined, so that the curve is one line.
      if let last, last.lowerBound > rows.upperBound + 1 {
        rows = rows.lowerBound...(last.lowerBound - 1)
      } else if let last, last.upperBound + 1 < rows.lowerBound {
        rows = (last.upperBound + 1)...rows.upperBound
      }
      for row in rows where (0..<dotRows).contains(row) {
        length += 1
        guard length % layer.spacing == 0 else { continue }
        let cell = (row / (isFine ? 4 : 1)) * plot.width + column / (isFine ? 2 : 1)
        dots[cell] |= isFine ? Self.dot(column: column % 2, row: row % 4) : 1
      }
      last = own
    }
    for (cell, pattern) in dots.enumerated() where pattern != 0 {
      canvas.put(
        isFine ? Glyphs.braille(pattern) : layer.mark, plot.column + cell % plot.width,
        plot.row + cell / plot.width, layer.role)
    }
  }

  private static func dot(column: Int, row: Int) -> UInt8 {
    row == 3 ? (column == 0 ? 64 : 128) : UInt8(1) << UInt8(row + 3 * column)
  }
}

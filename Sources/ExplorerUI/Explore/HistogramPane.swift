import LogitEngine

/// The main chart: positives up and negatives down from one axis of logits, and a threshold.
struct HistogramPane {
  let state: ExplorerState
  let frame: Rectangle
  let layout: HistogramPaneLayout
  private let thresholdColumn: Int?

  init(_ state: ExplorerState, frame: Rectangle) {
    self.state = state
    self.frame = frame
    layout = HistogramPaneLayout(frame: frame, state: state)
    thresholdColumn = layout.axis.flatMap { axis in
      state.threshold.map { axis.column(of: $0).clamped(to: 0...max(0, axis.columnCount - 1)) }
    }
  }

  func draw(on canvas: inout Canvas) {
    canvas.frame(
      frame, title: layout.title, note: layout.note,
      noteRole: HistogramPaneLayout.oddities(of: state).isEmpty ? .subtle : .warning,
      isFocused: state.focus == .histogram)
    for chip in layout.chips {
      canvas.text(
        chip.label, chip.frame.column, chip.frame.row,
        chip.classIndex == state.classIndex ? .selection : .subtle)
    }
    guard let view = state.histogramView, let axis = layout.axis, layout.positives.height > 0 else {
      drawEmpty(on: &canvas)
      return
    }
    let bars = HistogramBars(
      view.scores.histogram(axis.bins), scale: state.scale, layout: layout,
      threshold: state.threshold, magnification: state.barMagnification)
    drawGuides(axis, on: &canvas)
    bars.draw(on: &canvas)
    drawAxis(axis, on: &canvas)
    drawThreshold(bars, on: &canvas)
    if layout.rugRow.height > 0 {
      HistogramRug(view.extremes, axis: axis).draw(in: layout.rugRow, on: &canvas)
    }
    drawCursor(axis, on: &canvas)
    HistogramLabels(state: state, layout: layout, thresholdColumn: thresholdColumn)
      .draw(bars, on: &canvas)
    for (offset, line) in HistogramWords.lines(of: state, width: layout.words.width)
      .prefix(layout.words.height).enumerated()
    {
      canvas.runs(
        line, layout.words.column, layout.words.row + offset, width: layout.words.width)
    }
  }

  private func ticks(_ axis: HistogramAxis) -> Ticks {
    Ticks(axis.bounds, maximumCount: max(2, axis.columnCount / 8))
  }

  private func drawGuides(_ axis: HistogramAxis, on canvas: inout Canvas) {
    guard canvas.capabilities.colors == .many else { return }
    for value in ticks(axis).values {
      let column = axis.column(of: value)
      guard (0..<axis.columnCount).contains(column) else { continue }
      for row in layout.positives.row..<layout.tickRow.row {
        canvas.put("┊", layout.axisRow.column + column, row, .guide)
      }
    }
  }

  private func drawAxis(_ axis: HistogramAxis, on canvas: inout Canvas) {
    let (left, row) = (layout.axisRow.column, layout.axisRow.row)
    for column in 0..<axis.columnCount { canvas.put("─", left + column, row, .axis) }
    let ticks = ticks(axis)
    var end = layout.tickRow.column
    for value in ticks.values {
      let column = axis.column(of: value)
      guard (0..<axis.columnCount).contains(column) else { continue }
      canvas.put("┼", left + column, row, .axis)
      let label = ticks.label(value)
      let width = label.displayWidth
      // The digits stand under the tick, a minus before it.
      let sign = label.hasPrefix("−") ? 1 : 0
      let tickRow = layout.tickRow
      let start = (left + column - (width - sign - 1) / 2 - sign)
        .clamped(to: tickRow.column...max(tickRow.column, tickRow.endColumn - width))
      guard start >= end, start + width <= tickRow.endColumn else { continue }
      canvas.text(label, start, layout.tickRow.row, .subtle)
      end = start + width + 1
    }
    let scores = state.histogramView?.scores
    mark(scores?.positives.first, "▲", .positive, axis, on: &canvas)
    mark(scores?.negatives.last, "▼", .negative, axis, on: &canvas)
  }

  /// The bin that is read and the range that is brushed, on the axis.
  private func drawCursor(_ axis: HistogramAxis, on canvas: inout Canvas) {
    let left = layout.axisRow.column
    if let range = state.brushedRange {
      let columns =
        axis.column(
          of: range.lowerBound)..<max(
          axis.column(of: range.lowerBound) + 1, axis.column(of: range.upperBound))
      for column in columns where (0..<axis.columnCount).contains(column) {
        canvas.put("━", left + column, layout.axisRow.row, .key)
      }
    }
    guard let bin = state.cursorBin(axis) else { return }
    for offset in 0..<axis.columnsPerBin {
      canvas.put(
        "█", left + bin * axis.columnsPerBin + offset, layout.axisRow.row, .key)
    }
  }

  private func mark(
    _ value: Double?, _ glyph: Character, _ role: Role, _ axis: HistogramAxis,
    on canvas: inout Canvas
  ) {
    guard let value else { return }
    let column = axis.column(of: value)
    guard (0..<axis.columnCount).contains(column) else { return }
    canvas.put(glyph, layout.axisRow.column + column, layout.axisRow.row, role)
  }

  /// The line passes in front of full cells, so that it is seen inside a mass of bars as well.
  private func drawThreshold(_ bars: HistogramBars, on canvas: inout Canvas) {
    guard let thresholdColumn else { return }
    let column = layout.axisRow.column + thresholdColumn
    for row in layout.positives.row..<layout.tickRow.row {
      switch bars.occupancy(column: thresholdColumn, row: row) {
      case .empty: canvas.put(row == layout.axisRow.row ? "┼" : "╎", column, row, .threshold)
      case .partial: break
      case .full(let isPositive):
        canvas.put(
          "│", column, row, isPositive ? .thresholdOnPositive : .thresholdOnNegative)
      }
    }
  }

  private func drawEmpty(on canvas: inout Canvas) {
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let lines = HistogramWords.emptyLines(of: state)
    let first = box.row + max(0, (box.height - lines.count) / 2)
    for (offset, line) in lines.prefix(box.height).enumerated() {
      let text = line.text.truncated(to: box.width)
      canvas.text(
        text, box.column + (box.width - text.displayWidth) / 2, first + offset, line.role)
    }
  }
}

/// What the mouse does in the histogram: on the threshold's line and on the axis it moves the
/// threshold, elsewhere it brushes bins; over the axis the wheel zooms.
extension ExplorerState {
  mutating func clickHistogram(_ event: MouseEvent, frame: Rectangle) -> [ExplorerEffect] {
    let inside = HistogramPaneLayout(frame: frame, state: self)
    let (column, row) = (event.column, event.row)
    if canChangeClass {
      if inside.previousArrow.contains(column: column, row: row) {
        return perform(.changeClass(-1))
      }
      if inside.nextArrow.contains(column: column, row: row) { return perform(.changeClass(1)) }
      if let chip = inside.chips.first(where: { $0.frame.contains(column: column, row: row) }) {
        chooseClass(chip.classIndex)
        return []
      }
    }
    guard let axis = inside.axis, inside.plot.contains(column: column, row: row) else { return [] }
    let line = threshold.map { inside.axisRow.column + axis.column(of: $0) }
    let isOnLine = line.map { abs($0 - column) <= 1 } ?? false
    if isMovingThreshold || isOnLine || inside.isAxis(row: row) {
      drag = .threshold
      setThreshold(atColumn: column)
    } else if let logit = inside.logit(atColumn: column) {
      drag = .brush(from: logit)
      // What is read or brushed already gives way to the bin of the click.
      if cursor != nil { brush(from: logit, toColumn: column, isBegun: false) }
    }
    return []
  }

  mutating func setThreshold(atColumn column: Int) {
    guard let inside = histogramLayout, let axis = inside.axis else { return }
    let place = (column - inside.axisRow.column).clamped(to: 0...axis.columnCount)
    userThreshold = axis.value(atColumn: place)
  }

  /// Brushes the bins from that of a logit to that of a column, where the cursor then stands.
  ///
  /// - Parameter isBegun: whether there is a range already; if not, the cursor only reads the bin.
  mutating func brush(from start: Double, toColumn column: Int, isBegun: Bool = true) {
    guard let inside = histogramLayout, let axis = inside.axis else { return }
    func bin(_ column: Int) -> Int {
      axis.bin(atColumn: column.clamped(to: 0...axis.columnCount - 1))
    }
    let (first, last) = (bin(axis.column(of: start)), bin(column - inside.axisRow.column))
    place(cursorAtBin: last)
    brushedRange =
      isBegun
      ? axis.bins.lowerBound(of: min(first, last))...axis.bins.lowerBound(of: max(first, last) + 1)
      : nil
  }

  /// Zooms around the pointer where the wheel means that: over the axis, with Ctrl or Alt over the
  /// bars too, and wherever the histogram is of no single class to change; returns whether it did.
  mutating func zoomHistogram(_ event: MouseEvent) -> Bool {
    guard canUseInstruments, let inside = histogramLayout,
      inside.plot.contains(column: event.column, row: event.row),
      event.isModified || isPooled || inside.isAxis(row: event.row),
      let logit = inside.logit(atColumn: event.column)
    else { return false }
    zoom(by: event.action == .wheelUp ? 1.5 : 1 / 1.5, around: logit)
    return true
  }
}

extension HistogramPaneLayout {
  /// Whether a row is that of the axis or of its labels.
  func isAxis(row: Int) -> Bool { row == axisRow.row || row == tickRow.row }

  /// The logit in the middle of a column of the screen; nil outside the axis.
  func logit(atColumn column: Int) -> Double? {
    guard let axis, (0..<axis.columnCount).contains(column - axisRow.column) else { return nil }
    return axis.value(atColumn: column - axisRow.column) + axis.columnWidth / 2
  }
}

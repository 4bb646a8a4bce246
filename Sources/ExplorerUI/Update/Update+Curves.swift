extension ExplorerState {
  /// Moves the threshold by columns of the curve that has the focus.
  mutating func moveOnCurves(byColumns columns: Int) {
    guard let chart = curveChart(of: focus) else { return }
    userThreshold = chart.threshold(from: threshold, movedBy: columns)
  }

  /// Moves the threshold by distinct scores, downwards for positive numbers.
  mutating func moveAlongCurve(byPoints count: Int) {
    guard let curve = classCurves?.logit else { return }
    let index = (curveIndex ?? -1) + count
    userThreshold = curve.thresholds[index.clamped(to: 0...curve.count - 1)]
  }

  /// Sets the threshold to what a curve has at a cell.
  mutating func setThresholdOnCurve(atColumn column: Int, row: Int) {
    guard let chart = curveChart(of: focus) else { return }
    userThreshold = chart.threshold(atColumn: column, row: row)
  }

  /// Begins to drag the threshold along a curve.
  mutating func clickCurve(_ event: MouseEvent) {
    guard let chart = curveChart(of: focus),
      chart.chart.plot.contains(column: event.column, row: event.row)
    else { return }
    drag = .threshold
    setThresholdOnCurve(atColumn: event.column, row: event.row)
  }
}

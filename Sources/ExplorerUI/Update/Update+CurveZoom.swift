/// Zoom and pan in the curve that has the focus.
extension ExplorerState {
  mutating func perform(_ action: CurveAction) {
    switch action {
    case .zoom(let axis, let direction):
      let place = zoomableChart(of: focus)?.place(axis, in: self)
      change(focus) { $0.zoom(axis, by: direction > 0 ? 2 : 0.5, around: place) }
    case .pan(let axis, let direction): change(focus) { $0.pan(axis, by: direction) }
    }
  }

  /// What is shown of the chart in a pane.
  func curveWindow(_ pane: Pane) -> ChartWindow { curveWindows[pane] ?? ChartWindow() }

  private mutating func change(_ pane: Pane, _ change: (inout ChartWindow) -> Void) {
    var window = curveWindow(pane)
    change(&window)
    curveWindows[pane] = window.isWhole ? nil : window
  }

  /// Whether a curve has the focus, in which one can move about.
  var canZoomCurve: Bool { isViewShown && zoomableChart(of: focus) != nil }

  /// Whether the chart with the focus shows only a part of an axis.
  func isCurveZoomed(_ axis: ChartAxis) -> Bool {
    canZoomCurve && !curveWindow(focus).isWhole(axis)
  }

  /// Zooms around the pointer where the wheel means that: over an axis, or with Ctrl or Alt over
  /// the curves, then both; returns whether it did.
  mutating func zoomCurve(_ event: MouseEvent, pane: Pane) -> Bool {
    guard isViewShown, let chart = zoomableChart(of: pane) else { return false }
    let plot = chart.chart.plot
    let isInPlot = plot.contains(column: event.column, row: event.row)
    var axes: [ChartAxis] = []
    if isInPlot, event.isModified {
      axes = [.horizontal, .vertical]
    } else if event.row == plot.endRow, plot.columns.contains(event.column) {
      axes = [.horizontal]
    } else if event.column < plot.column, plot.rows.contains(event.row) {
      axes = [.vertical]
    }
    guard !axes.isEmpty else { return false }
    let factor = event.action == .wheelUp ? 1.5 : 1 / 1.5
    for axis in axes {
      let place = chart.place(axis, atColumn: event.column, row: event.row)
      change(pane) { $0.zoom(axis, by: factor, around: place) }
    }
    return true
  }
}

/// A chart in a pane of which a part can be shown.
protocol ZoomableChart {
  /// The axes as they are drawn.
  var chart: LineChart { get }
  /// What all of the x axis spans.
  var wholeX: ClosedRange<Double> { get }
  /// What all of the y axis spans.
  var wholeY: ClosedRange<Double> { get }
  /// What zooming by keys holds in its place on an axis, a share of the whole; nil where there is
  /// nothing.
  func place(_ axis: ChartAxis, in state: ExplorerState) -> Double?
}

extension ZoomableChart {
  /// The place under a cell on an axis, a share of the whole.
  func place(_ axis: ChartAxis, atColumn column: Int, row: Int) -> Double {
    let plot = chart.plot
    if axis == .horizontal {
      let perColumn = chart.dotColumns / plot.width
      let offset = (column - plot.column).clamped(to: 0...plot.width - 1)
      return Self.share(chart.x(atDotColumn: offset * perColumn), of: wholeX)
    }
    let perRow = chart.dotRows / plot.height
    let offset = (row - plot.row).clamped(to: 0...plot.height - 1)
    return Self.share(chart.y(atDotRow: offset * perRow), of: wholeY)
  }

  /// How far along a range a value lies.
  static func share(_ value: Double, of whole: ClosedRange<Double>) -> Double {
    (value - whole.lowerBound) / (whole.upperBound - whole.lowerBound)
  }
}

extension ExplorerState {
  /// The chart of a pane as it is drawn; nil where none is that can be zoomed into.
  func zoomableChart(of pane: Pane) -> (any ZoomableChart)? {
    guard view == .explore else { return curveChart(of: pane) }
    return layout.frame(of: pane).flatMap { HistoryChart(self, pane: pane, frame: $0) }
  }

  /// The panes of the view whose charts show only a part.
  var zoomedPanes: [Pane] { view.panes.filter { !curveWindow($0).isWhole } }
}

/// The chart of a curve over the steps of the run; drawing, keys and the mouse all go by it.
struct HistoryChart: ZoomableChart {
  let chart: LineChart
  let wholeX: ClosedRange<Double>
  let wholeY: ClosedRange<Double>
  /// Whether heights are logarithms.
  let isLogarithmic: Bool
  private let pane: Pane

  /// Lays the chart out; nil in other panes, without values, and without room.
  init?(_ state: ExplorerState, pane: Pane, frame: Rectangle, hasUnicode: Bool = true) {
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let lastStep: Int
    switch pane {
    case .lossCurve:
      guard let last = state.lossSeries.last else { return nil }
      let extent = state.lossSeries.extent
      // An early peak would press the rest of a linear curve into its lowest rows. The extent only
      // grows during a run, so that the axis changes its kind once at most.
      isLogarithmic =
        extent.map { $0.lowerBound > 0 && $0.upperBound > 20 * $0.lowerBound } ?? false
      wholeY = Self.lossBounds(
        extent ?? 0...1, isLogarithmic: isLogarithmic, rows: box.height / 2)
      lastStep = last.step
    case .precisionCurve:
      let history = state.classHistory
      let all = history.points(ofClass: state.classIndex) + history.meanPoints
      guard let lowest = all.map(\.value).min(), let last = history.entries.last else { return nil }
      let bounds = LineChart.roundBounds(min(lowest, 0.95)...1, rows: max(2, box.height / 2))
      isLogarithmic = false
      wholeY = max(0, bounds.lowerBound)...1
      lastStep = max(last.step, state.moment.step)
    default: return nil
    }
    self.pane = pane
    wholeX = Self.stepBounds(lastStep, of: state)
    let window = state.curveWindow(pane)
    guard
      let chart = LineChart(
        in: box, x: window.range(.horizontal, of: wholeX),
        y: window.range(.vertical, of: wholeY),
        yScale: isLogarithmic ? .logarithmic() : .linear, hasUnicode: hasUnicode)
    else { return nil }
    self.chart = chart
  }

  /// The height of a value.
  func height(_ value: Double) -> Double {
    isLogarithmic ? NumberText.logarithm(value) : value
  }

  func place(_ axis: ChartAxis, in state: ExplorerState) -> Double? {
    let step = state.shownMoment.step
    if axis == .horizontal { return Self.share(Double(step), of: wholeX) }
    let value =
      pane == .precisionCurve
      ? state.metrics[.averagePrecision]
      : state.isInPast ? state.lossSeries.mean(atStep: step) : state.lossSeries.last?.value
    return value.flatMap { $0.isFinite ? Self.share(height($0), of: wholeY) : nil }
  }

  /// Round bounds that hold every loss; from 0 where that costs little.
  private static func lossBounds(
    _ extent: ClosedRange<Double>, isLogarithmic: Bool, rows: Int
  ) -> ClosedRange<Double> {
    let (low, high) = (extent.lowerBound, extent.upperBound)
    if isLogarithmic {
      return NumberText.logarithm(
        RoundStep.atMost(low))...NumberText.logarithm(
          RoundStep.atLeast(high))
    }
    return LineChart.roundBounds((low > 0 && low < high / 2 ? 0 : low)...high, rows: rows)
  }

  /// From the first step to a round one, so that the curve does not shrink with every frame.
  private static func stepBounds(_ step: Int, of state: ExplorerState) -> ClosedRange<Double> {
    let round = RoundStep.atLeast(Double(max(step, 10)))
    return 0...max(Double(step), min(round, Double(state.totalSteps ?? .max)), 1)
  }
}

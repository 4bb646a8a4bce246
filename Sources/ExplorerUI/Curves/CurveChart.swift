import LogitEngine

/// The chart in one pane of view 5; drawing, keys and the mouse all go by it.
struct CurveChart: ZoomableChart {
  /// The pane, one of the three.
  let pane: Pane
  /// The axes.
  let chart: LineChart
  /// The points of the bare logit.
  let curve: ThresholdCurve
  private let isRateLogarithmic: Bool
  private let prevalence: Double?
  let wholeX: ClosedRange<Double>
  let wholeY = 0.0...1.0

  /// Lays the chart out; nil when there are no curves or there is no room.
  init?(_ state: ExplorerState, pane: Pane, frame: Rectangle, hasUnicode: Bool = true) {
    guard let curve = state.classCurves?.logit else { return nil }
    self.pane = pane
    self.curve = curve
    isRateLogarithmic = state.isRateLogarithmic
    prevalence = state.prevalence
    var x = 0.0...1.0
    var xScale = LineChart.Scale.linear
    let name =
      switch pane {
      case .thresholdSweep: "logit"
      case .receiverOperating: "false-positive rate"
      default: "recall"
      }
    if pane == .thresholdSweep {
      x = Self.thresholdBounds(state)
    } else if pane == .receiverOperating, state.isRateLogarithmic {
      x = -max(1, NumberText.logarithm(Double(curve.negatives)).rounded(.up))...0
      xScale = .logarithmic()
    }
    wholeX = x
    let window = state.curveWindow(pane)
    guard
      let chart = LineChart(
        in: frame.inner.inset(horizontally: 1, vertically: 0), x: window.range(.horizontal, of: x),
        y: window.range(.vertical, of: wholeY), xScale: xScale, xName: name,
        hasUnicode: hasUnicode)
    else { return nil }
    self.chart = chart
  }

  /// The axis of the histogram, or else the extent of the scores.
  private static func thresholdBounds(_ state: ExplorerState) -> ClosedRange<Double> {
    let range = state.axisRange ?? state.classView?.range ?? 0...1
    return range.upperBound > range.lowerBound
      ? range : range.lowerBound - 0.5...range.upperBound + 0.5
  }

  /// Where a point of a curve of this chart lies; a precision of 0/0 is drawn as 1, where the
  /// curve would begin.
  func position(_ decision: ThresholdDecision) -> (x: Double, y: Double) {
    switch pane {
    case .receiverOperating:
      (rate(decision.falsePositiveRate ?? 0), decision.recall ?? 0)
    default: (decision.recall ?? 0, precision(decision) ?? 1)
    }
  }

  /// The precision at the prevalence in force; nil where nothing is accepted.
  func precision(_ decision: ThresholdDecision) -> Double? {
    prevalence.map { decision.precision(atPrevalence: $0) } ?? decision.precision
  }

  /// The F1 at the prevalence in force; nil where a side is empty.
  func f1(_ decision: ThresholdDecision) -> Double? {
    prevalence.map { decision.f1(atPrevalence: $0) } ?? decision.f1
  }

  private func rate(_ value: Double) -> Double {
    isRateLogarithmic ? max(NumberText.logarithm(value), wholeX.lowerBound) : value
  }

  /// The columns of a precision-recall curve or of a receiver operating characteristic.
  func columns(of curve: ThresholdCurve) -> [ClosedRange<Double>?] {
    if pane == .precisionRecall {
      // Average precision is the area below exactly these treads.
      return chart.columns(
        ofTreads: (0..<curve.count).lazy.map { index in
          let point = position(curve[index])
          return (end: point.x, height: point.y)
        }, from: 0)
    }
    let origin = LineChart.Point(x: rate(0), low: 0, high: 0)
    return chart.columns(
      of: [origin]
        + (0..<curve.count).map { index in
          let point = position(curve[index])
          return LineChart.Point(x: point.x, low: point.y, high: point.y)
        })
  }

  /// The columns of a value against the threshold, exact: it changes at scores only.
  ///
  /// - Parameter beyond: the value where nothing is accepted; nil where there is none.
  func sweep(
    beyond: Double?, _ value: @escaping (Int) -> Double
  ) -> [ClosedRange<Double>?] {
    let end = beyond == nil ? 0 : -1
    return chart.columns(
      ofTreads: (end..<curve.count).reversed().lazy.map { index in
        index < 0
          ? (end: chart.xBounds.upperBound, height: beyond ?? 0)
          : (end: curve.thresholds[index], height: value(index))
      }, from: chart.xBounds.lowerBound)
  }

  /// The threshold of the point nearest to a cell; on the sweep that at its middle.
  func threshold(atColumn column: Int, row: Int) -> Double {
    let perColumn = chart.dotColumns / chart.plot.width
    let dotColumn =
      (column - chart.plot.column).clamped(to: 0...chart.plot.width - 1) * perColumn
    guard pane != .thresholdSweep else { return chart.x(atDotColumn: dotColumn) }
    let perRow = chart.dotRows / chart.plot.height
    let dotRow = (row - chart.plot.row).clamped(to: 0...chart.plot.height - 1) * perRow
    var best = (index: 0, distance: Int.max)
    // Of a chart that is zoomed into, only what is seen is meant.
    let isAnySeen = (0..<curve.count).contains { isSeen(position(curve[$0])) }
    for index in 0..<curve.count {
      let point = position(curve[index])
      guard !isAnySeen || isSeen(point) else { continue }
      let across = chart.dotColumn(of: point.x) - dotColumn
      let down = chart.dotRow(of: point.y) - dotRow
      let distance = across * across + down * down
      if distance < best.distance { best = (index, distance) }
    }
    return curve.thresholds[best.index]
  }

  private func isSeen(_ point: (x: Double, y: Double)) -> Bool {
    chart.contains(x: point.x, y: point.y)
  }

  func place(_ axis: ChartAxis, in state: ExplorerState) -> Double? {
    guard let decision = state.decision, let threshold = state.threshold else { return nil }
    let point = position(decision)
    let isSweep = pane == .thresholdSweep
    guard axis == .horizontal else { return isSweep ? f1(decision) : point.y }
    return Self.share(isSweep ? threshold : point.x, of: wholeX)
  }

  /// The threshold some columns of cells further along; on the curves of points the first of the
  /// column.
  func threshold(from threshold: Double?, movedBy columns: Int) -> Double {
    guard pane != .thresholdSweep else {
      let place = threshold.map { chart.column(of: $0) } ?? chart.plot.column
      return self.threshold(atColumn: place + columns, row: 0)
    }
    func column(_ index: Int) -> Int { chart.column(of: position(curve[index]).x) }
    var index = threshold.flatMap { curve.index(at: $0) } ?? 0
    for _ in 0..<columns.magnitude {
      let here = column(index)
      if columns > 0 {
        guard let next = (index..<curve.count).first(where: { column($0) > here }) else { break }
        index = next
      } else {
        guard let before = (0..<index).last(where: { column($0) < here }) else {
          index = 0
          break
        }
        let there = column(before)
        index = (0...before).first { column($0) == there } ?? before
      }
    }
    return curve.thresholds[index]
  }
}

extension ExplorerState {
  /// The chart of a pane as it is drawn; nil when it is not.
  func curveChart(of pane: Pane) -> CurveChart? {
    guard view == .curves else { return nil }
    return layout.frame(of: pane).flatMap { CurveChart(self, pane: pane, frame: $0) }
  }
}

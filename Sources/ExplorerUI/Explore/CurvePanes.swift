/// The curves: training loss, and AUPRC of the chosen class and of all.
enum CurvePanes {
  static func drawLoss(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let series = state.lossSeries
    let layout = HistoryChart(state, pane: .lossCurve, frame: frame, hasUnicode: canvas.hasUnicode)
    var title = [TextRun("Training loss", .paneTitle)]
    let value = state.isInPast ? series.mean(atStep: state.shownMoment.step) : series.last?.value
    if let value { title.append(TextRun(" " + NumberText.general(value), .lossLine)) }
    let bad = series.nonFiniteCount
    let zoom = state.curveWindow(.lossCurve).words
    let usual = layout?.isLogarithmic ?? false ? "per step, log" : "per step"
    canvas.frame(
      frame, title: title,
      note: bad > 0
        ? "\(NumberText.integer(bad)) NaN or ∞"
        : series.last == nil ? "" : zoom.isEmpty ? usual : zoom,
      noteRole: bad > 0 ? .warning : .subtle, isFocused: state.focus == .lossCurve)
    guard series.last != nil else {
      drawEmpty(
        state.origin == .training ? "no step yet" : "logits alone: no training loss",
        in: frame.inner.inset(horizontally: 1, vertically: 0), on: &canvas)
      return
    }
    guard let layout else { return }
    let chart = layout.chart
    var band: [LineChart.Point] = []
    var line: [LineChart.Point] = []
    var gaps: Set<Int> = []
    var smooth = Smoothing(over: Double(series.buckets.count) / 50)
    for (index, bucket) in series.buckets.enumerated() {
      let x = series.middleStep(ofBucket: index)
      if bucket.nonFiniteCount > 0, chart.contains(x: x) { gaps.insert(chart.dotColumn(of: x)) }
      guard let mean = bucket.mean else { continue }
      band.append(
        LineChart.Point(
          x: x, low: layout.height(bucket.minimum), high: layout.height(bucket.maximum)))
      let value = layout.height(smooth.add(mean))
      line.append(LineChart.Point(x: x, low: value, high: value))
    }
    chart.draw(
      [
        LineChart.Layer(columns: chart.columns(of: band), role: .lossBand, mark: "."),
        LineChart.Layer(columns: chart.columns(of: line), role: .lossLine, mark: "*"),
      ], gaps: gaps, cursor: cursor(of: state), on: &canvas)
  }

  static func drawPrecision(
    _ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas
  ) {
    let classes = state.classHistory.points(ofClass: state.classIndex)
    let mean = state.classHistory.meanPoints
    let zoom = state.curveWindow(.precisionCurve).words
    let room = frame.width - 6 - (zoom.isEmpty ? 0 : zoom.displayWidth + 4)
    canvas.frame(
      frame, title: precisionTitle(of: state, room: room), note: zoom,
      isFocused: state.focus == .precisionCurve)
    guard !classes.isEmpty || !mean.isEmpty else {
      let text = state.evaluation == nil ? "no evaluation yet" : "undefined: no positives or NaN"
      drawEmpty(text, in: frame.inner.inset(horizontally: 1, vertically: 0), on: &canvas)
      return
    }
    guard state.origin == .training || state.classHistory.entries.count > 1 else {
      drawEmpty(
        "logits of one moment: no curve", in: frame.inner.inset(horizontally: 1, vertically: 0),
        on: &canvas)
      return
    }
    guard
      let layout = HistoryChart(
        state, pane: .precisionCurve, frame: frame, hasUnicode: canvas.hasUnicode)
    else { return }
    let chart = layout.chart
    func columns(_ points: [(step: Int, value: Double)]) -> [ClosedRange<Double>?] {
      chart.columns(
        of: points.map { LineChart.Point(x: Double($0.step), low: $0.value, high: $0.value) })
    }
    chart.draw(
      [
        LineChart.Layer(columns: columns(mean), role: .meanLine, mark: "."),
        LineChart.Layer(columns: columns(classes), role: .classLine, mark: "*"),
      ], cursor: cursor(of: state), on: &canvas)
  }

  /// The title, whose colours are the curves' legend, in the longest wording that fits.
  private static func precisionTitle(of state: ExplorerState, room: Int) -> [TextRun] {
    let heading = TextRun("AUPRC", .paneTitle)
    guard !state.timeline.entries.isEmpty else { return [heading] }
    let values = state.metrics
    let value = " " + Metric.averagePrecision.format(values[.averagePrecision])
    let mean = Metric.meanAveragePrecision.format(values[.meanAveragePrecision])
    let name = " " + state.classLabel(state.classIndex)
    let wordings = [
      [
        heading, TextRun(" class" + name + value, .classLine),
        TextRun(" · mean of all \(mean)", .meanLine),
      ],
      [heading, TextRun(name + value, .classLine), TextRun(" · mean \(mean)", .meanLine)],
      [heading, TextRun(name + value, .classLine)],
      [heading, TextRun(" \(state.classIndex)" + value, .classLine)],
    ]
    return wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= room } ?? [heading]
  }

  /// The step that is marked: the one that is shown, unless the curves end there.
  private static func cursor(of state: ExplorerState) -> Double? {
    state.isInPast ? Double(state.shownMoment.step) : nil
  }

  private static func drawEmpty(_ text: String, in box: Rectangle, on canvas: inout Canvas) {
    let lines = text.wrapped(to: max(1, box.width)).prefix(max(0, box.height))
    let first = box.row + (box.height - lines.count + 1) / 2
    for (offset, line) in lines.enumerated() {
      canvas.text(
        line, box.column + (box.width - line.displayWidth) / 2, first + offset, .subtle,
        width: box.width)
    }
  }
}

/// An exponential mean without the bias towards its start.
struct Smoothing {
  private let keep: Double
  private var sum = 0.0
  private var weight = 0.0

  /// A mean over about so many values; none below one.
  init(over count: Double) {
    keep = count > 1 ? (count - 1) / (count + 1) : 0
  }

  mutating func add(_ value: Double) -> Double {
    sum = keep * sum + (1 - keep) * value
    weight = keep * weight + (1 - keep)
    return sum / weight
  }
}

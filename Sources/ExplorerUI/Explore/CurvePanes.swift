/// The curves: training loss, and AUPRC of the chosen class and of all.
enum CurvePanes {
  static func drawLoss(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let series = state.lossSeries
    let extent = series.extent
    // An early peak would press the rest of a linear curve into its lowest rows. The extent only
    // grows during a run, so that the axis changes its kind once at most.
    let isLogarithmic =
      extent.map { $0.lowerBound > 0 && $0.upperBound > 20 * $0.lowerBound } ?? false
    var title = [TextRun("Training loss", .paneTitle)]
    let value = state.isInPast ? series.mean(atStep: state.shownMoment.step) : series.last?.value
    if let value { title.append(TextRun(" " + NumberText.general(value), .lossLine)) }
    let bad = series.nonFiniteCount
    canvas.frame(
      frame, title: title,
      note: bad > 0
        ? "\(NumberText.integer(bad)) NaN or ∞"
        : isLogarithmic ? "per step, log" : series.last == nil ? "" : "per step",
      noteRole: bad > 0 ? .warning : .subtle, isFocused: state.focus == .lossCurve)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    guard let last = series.last else {
      drawEmpty(
        state.origin == .training ? "no step yet" : "logits alone: no training loss", in: box,
        on: &canvas)
      return
    }
    guard
      let chart = LineChart(
        in: box, x: stepBounds(last.step, of: state),
        y: lossBounds(extent ?? 0...1, isLogarithmic: isLogarithmic, rows: box.height / 2),
        yScale: isLogarithmic ? .logarithmic() : .linear, hasUnicode: canvas.hasUnicode)
    else { return }
    func height(_ value: Double) -> Double {
      isLogarithmic ? NumberText.logarithm(value) : value
    }
    var band: [LineChart.Point] = []
    var line: [LineChart.Point] = []
    var gaps: Set<Int> = []
    var smooth = Smoothing(over: Double(series.buckets.count) / 50)
    for (index, bucket) in series.buckets.enumerated() {
      let x = series.middleStep(ofBucket: index)
      if bucket.nonFiniteCount > 0 { gaps.insert(chart.dotColumn(of: x)) }
      guard let mean = bucket.mean else { continue }
      band.append(
        LineChart.Point(x: x, low: height(bucket.minimum), high: height(bucket.maximum)))
      let value = height(smooth.add(mean))
      line.append(LineChart.Point(x: x, low: value, high: value))
    }
    chart.draw(
      [
        LineChart.Layer(columns: chart.columns(of: band), role: .lossBand, mark: "."),
        LineChart.Layer(columns: chart.columns(of: line), role: .lossLine, mark: "*"),
      ], gaps: gaps, cursor: cursor(of: state), on: &canvas)
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

  static func drawPrecision(
    _ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas
  ) {
    let classes = state.classHistory.points(ofClass: state.classIndex)
    let mean = state.classHistory.meanPoints
    let title = precisionTitle(of: state, room: frame.width - 6)
    canvas.frame(frame, title: title, isFocused: state.focus == .precisionCurve)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let all = (classes + mean).map(\.value)
    guard let lowest = all.min(), let last = state.classHistory.entries.last else {
      let text = state.evaluation == nil ? "no evaluation yet" : "undefined: no positives or NaN"
      drawEmpty(text, in: box, on: &canvas)
      return
    }
    guard state.origin == .training || state.classHistory.entries.count > 1 else {
      drawEmpty("logits of one moment: no curve", in: box, on: &canvas)
      return
    }
    let low = LineChart.roundBounds(min(lowest, 0.95)...1, rows: max(2, box.height / 2)).lowerBound
    guard
      let chart = LineChart(
        in: box, x: stepBounds(max(last.step, state.moment.step), of: state),
        y: max(0, low)...1, hasUnicode: canvas.hasUnicode)
    else { return }
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

  /// From the first step to a round one, so that the curve does not shrink with every frame.
  private static func stepBounds(_ step: Int, of state: ExplorerState) -> ClosedRange<Double> {
    let round = RoundStep.atLeast(Double(max(step, 10)))
    return 0...max(Double(step), min(round, Double(state.totalSteps ?? .max)), 1)
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

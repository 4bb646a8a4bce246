import LogitEngine

/// Precision against recall, or the receiver operating characteristic: the bare logit's curve, and
/// dotted beside it that of the softmax probability.
enum RankingPane {
  static func draw(
    _ pane: Pane, _ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas
  ) {
    let note = note(pane, of: state)
    // How far a chart is zoomed must be told; what is less unusual only where there is room.
    let room = frame.width - 6 - (state.curveWindow(pane).isWhole ? 0 : note.displayWidth + 4)
    canvas.frame(
      frame, title: title(pane, of: state, room: room), note: note,
      isFocused: state.focus == pane)
    guard let curves = state.classCurves,
      let layout = CurveChart(state, pane: pane, frame: frame, hasUnicode: canvas.hasUnicode)
    else {
      CurveWords.drawEmpty(state, in: frame, on: &canvas)
      return
    }
    let chart = layout.chart
    let levels = pane == .precisionRecall ? levels(chart) : []
    let guides = pane == .precisionRecall ? isoF1(chart, levels) : [chance(chart, state)]
    chart.draw(guides, hasGuides: false, on: &canvas)
    let point = state.decision.map { layout.position($0) }
    if let point, state.isMovingThreshold {
      chart.drawCrosshair(x: point.x, y: point.y, on: &canvas)
    }
    let beneath = canvas.grid
    var layers: [LineChart.Layer] = []
    if let softmax = curves.softmax {
      layers.append(
        LineChart.Layer(
          columns: layout.columns(of: softmax), role: .meanLine, mark: "o", spacing: 2))
    }
    layers.append(
      LineChart.Layer(columns: layout.columns(of: layout.curve), role: .classLine, mark: "*"))
    chart.draw(layers, hasGuides: false, on: &canvas)
    labelIsoF1(chart, levels, beneath: beneath, on: &canvas)
    guard let point, chart.contains(x: point.x, y: point.y) else { return }
    canvas.put("●", chart.column(of: point.x), chart.row(of: point.y), .threshold)
  }

  /// What is not as usual.
  private static func note(_ pane: Pane, of state: ExplorerState) -> String {
    let isLogarithmic = pane == .receiverOperating && state.isRateLogarithmic
    let parts = [isLogarithmic ? "log" : "", state.curveWindow(pane).words]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The F1 that are drawn as lines: round ones, finer where only a part of the chart is shown.
  private static func levels(_ chart: LineChart) -> [Double] {
    let (recall, precision) = (chart.xBounds, chart.yBounds)
    guard recall != 0...1 || precision != 0...1 else { return [0.2, 0.4, 0.6, 0.8, 0.9] }
    func f1(_ recall: Double, _ precision: Double) -> Double {
      recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0
    }
    let low = f1(recall.lowerBound, precision.lowerBound)
    let high = f1(recall.upperBound, precision.upperBound)
    return Ticks(low...max(low, high), maximumCount: 6).values
  }

  /// Lines of equal F1: precision = F·recall / (2·recall − F).
  private static func isoF1(_ chart: LineChart, _ levels: [Double]) -> [LineChart.Layer] {
    levels.map { level in
      let columns = chart.columns { recall in
        guard 2 * recall > level else { return nil }
        let precision = level * recall / (2 * recall - level)
        return precision <= 1 ? precision : nil
      }
      return LineChart.Layer(columns: columns, role: .border, mark: ".", spacing: 3)
    }
  }

  /// Each line is named in its middle, where precision and recall are both that F1, or else further
  /// to the right, up to where it leaves the chart: wherever the name hides no curve.
  ///
  /// - Parameter beneath: the picture before the curves were drawn.
  private static func labelIsoF1(
    _ chart: LineChart, _ levels: [Double], beneath: Grid, on canvas: inout Canvas
  ) {
    let plot = chart.plot
    guard plot.width >= 30, plot.height >= 8 else { return }
    for level in levels {
      let text = "F1 " + NumberText.setting(level)
      let recalls = [1, 1.1, 1.2, 1.4, 1.7, 2].map { level * $0 } + [chart.xBounds.upperBound]
      for recall in recalls where 2 * recall > level && recall <= chart.xBounds.upperBound {
        let precision = level * recall / (2 * recall - level)
        guard chart.contains(x: recall, y: precision) else { continue }
        let row = chart.row(of: precision)
        let start = min(chart.column(of: recall) - text.count / 2, plot.endColumn - text.count)
        let cells = start..<start + text.count
        guard start >= plot.column,
          cells.allSatisfy({ canvas.grid[$0, row] == beneath[$0, row] })
        else { continue }
        canvas.text(text, start, row, .axis, width: text.count)
        break
      }
    }
  }

  /// The line of a ranking by chance.
  private static func chance(_ chart: LineChart, _ state: ExplorerState) -> LineChart.Layer {
    LineChart.Layer(
      columns: chart.columns {
        state.isRateLogarithmic ? NumberText.powerOfTen($0) : $0
      }, role: .border, mark: ".", spacing: 3)
  }

  /// The title, whose colours are the legend, in the longest wording that fits.
  private static func title(_ pane: Pane, of state: ExplorerState, room: Int) -> [TextRun] {
    let isPrecision = pane == .precisionRecall
    // At another prevalence the area is not what AUPRC means, which is that of the test set.
    let (name, short, area) =
      isPrecision
      ? ("Precision-recall", "PR", state.prevalence == nil ? "AUPRC" : "area")
      : ("ROC", "ROC", "AUC")
    guard let own = Self.area(pane, state.classCurves?.logit, of: state),
      let all = Self.area(pane, state.classCurves?.softmax, of: state)
    else { return [TextRun(name, .paneTitle)] }
    let logit = Metric.averagePrecision.format(own)
    let other = Metric.averagePrecision.format(all)
    let (difference, role) = CurveWords.difference(own - all)
    let noDrop = role == .improved ? ", no drop" : ""
    func runs(_ heading: String, _ logit: String, _ gap: String, _ tail: String) -> [TextRun] {
      [
        TextRun(heading, .paneTitle), TextRun(" " + logit, .classLine),
        TextRun(gap + "softmax " + other, .meanLine), TextRun(gap + tail, role),
      ]
    }
    let wordings = [
      runs(name, area + " bare logit " + logit, " · ", difference + noDrop),
      runs(name, area + " logit " + logit, " · ", difference),
      runs(short, area + " logit " + logit, " · ", difference + noDrop),
      runs(short, area + " logit " + logit, " · ", difference),
      runs(area, logit, " · ", difference),
      runs(area, logit, " ", difference),
    ]
    return wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= room }
      ?? [TextRun(area, .paneTitle), TextRun(" " + logit, .classLine)]
  }

  /// The area below a curve as it is drawn.
  private static func area(
    _ pane: Pane, _ curve: ThresholdCurve?, of state: ExplorerState
  ) -> Double? {
    guard pane == .precisionRecall else { return curve?.rocAUC }
    guard let prevalence = state.prevalence else { return curve?.averagePrecision }
    return curve?.averagePrecision(atPrevalence: prevalence)
  }
}

import LogitEngine

/// Precision, recall and F1 against the threshold, and dotted the F1 of the softmax probability
/// where it accepts as many.
enum SweepPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let zoom = state.curveWindow(.thresholdSweep).words
    let note = (zoom.isEmpty ? "" : zoom + " · ") + state.thresholdSource
    let room = frame.width - 6 - (zoom.isEmpty ? 0 : note.displayWidth + 4)
    canvas.frame(
      frame, title: title(room: room), note: note,
      noteRole: state.threshold == nil && state.classView != nil ? .warning : .subtle,
      isFocused: state.focus == .thresholdSweep)
    guard let curves = state.classCurves,
      let layout = CurveChart(
        state, pane: .thresholdSweep, frame: frame, hasUnicode: canvas.hasUnicode)
    else {
      CurveWords.drawEmpty(state, in: frame, on: &canvas)
      return
    }
    let (chart, curve) = (layout.chart, layout.curve)
    let named: [(name: Character, layer: LineChart.Layer)] = [
      (
        "R",
        LineChart.Layer(
          columns: layout.sweep(beyond: 0) { curve[$0].recall ?? 0 }, role: .recallLine, mark: "r")
      ),
      (
        "P",
        LineChart.Layer(
          columns: layout.sweep(beyond: nil) { layout.precision(curve[$0]) ?? 0 },
          role: .precisionLine, mark: "p")
      ),
      (
        "F",
        LineChart.Layer(
          columns: layout.sweep(beyond: 0) { layout.f1(curve[$0]) ?? 0 }, role: .classLine,
          mark: "*")
      ),
    ]
    let softmax =
      curves.counterparts.isEmpty
      ? []
      : [
        LineChart.Layer(
          columns: layout.sweep(beyond: 0) { layout.f1(curves.counterparts[$0]) ?? 0 },
          role: .meanLine, mark: "o", spacing: 2)
      ]
    chart.draw(
      softmax + named.map(\.layer), cursor: state.threshold, hasGuides: false, on: &canvas)
    if canvas.capabilities.colors == .none, canvas.hasUnicode {
      for (name, layer) in named { mark(layer, name, chart, on: &canvas) }
    }
    guard let threshold = state.threshold, let decision = state.decision else { return }
    for (value, role) in [
      (decision.recall, Role.recallLine), (layout.precision(decision), .precisionLine),
      (layout.f1(decision), .classLine),
    ] {
      guard let value, chart.contains(x: threshold, y: value) else { continue }
      canvas.put("●", chart.column(of: threshold), chart.row(of: value), role)
    }
  }

  /// Names a curve by its first letter here and there, where no colour tells which it is.
  private static func mark(
    _ layer: LineChart.Layer, _ name: Character, _ chart: LineChart, on canvas: inout Canvas
  ) {
    for share in [0.1, 0.35, 0.65, 0.9] {
      let column = Int(share * Double(chart.dotColumns))
      guard let range = layer.columns[column] else { continue }
      let middle = (range.lowerBound + range.upperBound) / 2
      guard chart.contains(x: chart.x(atDotColumn: column), y: middle) else { continue }
      canvas.put(
        name, chart.column(of: chart.x(atDotColumn: column)), chart.row(of: middle), .strong)
    }
  }

  /// The title, whose colours are the legend, in the longest wording that fits.
  private static func title(room: Int) -> [TextRun] {
    let lines = [
      TextRun(" precision", .precisionLine), TextRun(" recall", .recallLine),
      TextRun(" F1", .classLine),
    ]
    let softmax = TextRun(" softmax F1", .meanLine)
    let wordings = [
      [TextRun("Threshold sweep ", .paneTitle)] + lines + [softmax],
      [TextRun("Sweep", .paneTitle)] + lines + [softmax],
      [TextRun("Sweep", .paneTitle)] + lines,
    ]
    return wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= room } ?? [wordings[2][0]]
  }
}

import LogitEngine

/// The histogram of one loss at full size, on the axis that all share, so that two can be shown in
/// the same place one after the other.
struct ComparedHistogram {
  private let state: ExplorerState
  private let loss: Int
  private let box: Rectangle

  init(_ state: ExplorerState, loss: Int, frame: Rectangle) {
    self.state = state
    self.loss = loss
    box = frame.inner.inset(horizontally: 1, vertically: 0)
  }

  func draw(on canvas: inout Canvas) {
    var rest = box
    let heading = rest.takeTop(1)
    drawHeading(in: heading, on: &canvas)
    let words = rest.takeBottom(rest.height >= 10 ? 1 : 0)
    let ticks = rest.takeBottom(1)
    guard let run = state.comparison.run(ofLoss: loss), let view = run.view?.classView,
      let axis = Self.axis(over: state.comparison.axisRange, columns: ticks.width),
      view.range != nil, rest.height > 1
    else { return }
    axis.drawGuides(in: rest, on: &canvas)
    let bars = MirroredBars(
      view.scores, axis: axis,
      threshold: run.metrics(ofClass: state.classIndex)?.bestF1Threshold, in: rest)
    bars.drawThreshold(on: &canvas)
    bars.draw(on: &canvas)
    axis.drawLabels(in: ticks, on: &canvas)
    drawOther(in: words, on: &canvas)
  }

  /// The axis of a histogram of so many columns; nil where there is nothing to show on it.
  static func axis(over range: ClosedRange<Double>?, columns: Int) -> HistogramAxis? {
    guard let range, columns > 0 else { return nil }
    return HistogramAxis(filling: columns, with: range, columnsPerBin: columns >= 80 ? 2 : 1)
  }

  private func drawHeading(in line: Rectangle, on canvas: inout Canvas) {
    let kind = LossKind.everyKind[loss]
    let role: Role = kind.isAligned ? .aligned : .unaligned
    let run = state.comparison.run(ofLoss: loss)
    let precision = run?.metrics(ofClass: state.classIndex)?.averagePrecision
    let metric = Metric.averagePrecision
    let numbers = [
      TextRun("   AUPRC ", .subtle), TextRun(metric.format(precision), .strong),
      TextRun("   overlap ", .subtle),
      TextRun(Metric.overlap.format(run?.view?.classView?.overlap), .strong),
    ]
    canvas.runs(
      [
        TextRun(kind.isAligned ? "✓ " : "✗ ", role), TextRun(kind.name, .strong),
        TextRun(loss == state.comparison.baseline ? " (baseline)" : "", .subtle),
      ] + numbers, line.column, line.row, width: line.width)
  }

  /// Which loss the same key shows next.
  private func drawOther(in line: Rectangle, on canvas: inout Canvas) {
    guard line.height > 0 else { return }
    let comparison = state.comparison
    let other = loss == comparison.baseline ? comparison.cursor : comparison.baseline
    guard other != loss else {
      canvas.text(
        "this is the baseline: ↑↓ choose a loss to flip to", line.column, line.row, .subtle,
        width: line.width)
      return
    }
    canvas.runs(
      [
        TextRun("d", .key), TextRun(" flips to \(LossKind.everyKind[other].name)  ", .subtle),
        TextRun("esc", .key), TextRun(" all losses", .subtle),
      ], line.column, line.row, width: line.width)
  }
}

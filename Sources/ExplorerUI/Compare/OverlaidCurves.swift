import LogitEngine

/// The curves of all compared losses on the same axes, every line with its letter on it and its
/// name beside it, so that none is told apart by its colour alone.
struct OverlaidCurves {
  private let state: ExplorerState
  private let layout: OverlaidCurvesLayout
  private var comparison: Comparison { state.comparison }

  init(_ state: ExplorerState, layout: OverlaidCurvesLayout) {
    self.state = state
    self.layout = layout
  }

  func draw(on canvas: inout Canvas) {
    for panel in layout.panels {
      drawHeading(of: panel, on: &canvas)
      guard let chart = OverlaidChart(state, panel: panel, hasUnicode: canvas.hasUnicode) else {
        continue
      }
      draw(chart, on: &canvas)
      for (line, row) in chart.labels {
        var place = panel.labels
        _ = place.takeTop(row - place.row)
        drawName(of: line, in: place.takeTop(1), on: &canvas)
      }
    }
    drawWords(on: &canvas)
  }

  private func drawHeading(of panel: OverlaidCurvesLayout.Panel, on canvas: inout Canvas) {
    let line = panel.heading
    guard line.height > 0 else { return }
    let label = state.classLabel(state.classIndex)
    let wordings =
      switch panel.kind {
      case .meanPrecision: ["mean AUPRC of all classes, by step", "mean AUPRC by step"]
      case .precisionRecall:
        ["precision by recall, class \(label), and its AUPRC", "precision by recall, \(label)"]
      }
    let text = wordings.first { $0.displayWidth <= line.width } ?? wordings[1]
    canvas.text(text, line.column, line.row, .strong, width: line.width)
  }

  // MARK: - Lines

  private func draw(_ overlaid: OverlaidChart, on canvas: inout Canvas) {
    // What is looked at lies on top of what it is measured against, and that on all others.
    func rank(_ line: OverlaidChart.Line) -> Int {
      line.loss == nil
        ? 0 : line.loss == comparison.cursor ? 3 : line.loss == comparison.baseline ? 2 : 1
    }
    let lines = overlaid.lines.sorted { rank($0) < rank($1) }
    let isMean = overlaid.panel.kind == .meanPrecision
    overlaid.chart.draw(
      lines.map { line in
        LineChart.Layer(
          columns: line.columns, role: role(of: line), mark: line.letter,
          spacing: line.loss == nil ? 3 : 1)
      }, cursor: isMean && state.isInPast ? Double(state.shownMoment.step) : nil, on: &canvas)
    drawLetters(of: lines.reversed(), overlaid.chart, on: &canvas)
  }

  private func role(of line: OverlaidChart.Line) -> Role {
    guard let loss = line.loss else { return .meanLine }
    return loss == comparison.cursor ? .strong : line.isAligned ? .aligned : .unaligned
  }

  /// Puts every line's letter on it, in places that take turns, so that none hides another.
  private func drawLetters(
    of lines: [OverlaidChart.Line], _ chart: LineChart, on canvas: inout Canvas
  ) {
    var taken: Set<Int> = []
    let width = canvas.size.width
    func number(of cell: (column: Int, row: Int)) -> Int { cell.row * width + cell.column }
    for (place, line) in lines.enumerated() {
      let cells = Self.cells(of: line, chart)
      let turns = (cells.count / (lines.count * 5)).clamped(to: 1...3)
      for turn in 0..<turns where !cells.isEmpty {
        let slot = 2 * (turn * lines.count + place) + 1
        let start = slot * cells.count / (2 * turns * lines.count)
        let following = cells[start...] + cells[..<start]
        guard let cell = following.first(where: { !taken.contains(number(of: $0)) }) else {
          continue
        }
        taken.insert(number(of: cell))
        canvas.put(line.letter, cell.column, cell.row, role(of: line))
      }
    }
  }

  /// The cells in which a line is seen, one a column.
  private static func cells(
    of line: OverlaidChart.Line, _ chart: LineChart
  ) -> [(column: Int, row: Int)] {
    let perColumn = chart.dotColumns / max(1, chart.plot.width)
    return (0..<chart.plot.width).compactMap { column in
      let index = column * perColumn
      guard line.columns.indices.contains(index), let range = line.columns[index] else {
        return nil
      }
      let middle = (range.lowerBound + range.upperBound) / 2
      guard chart.yBounds.contains(middle) else { return nil }
      return (chart.plot.column + column, chart.row(of: middle))
    }
  }

  // MARK: - Names

  /// Cursor, letter, whether the loss is aligned, its name, and as far as there is room its AUPRC
  /// and the difference to the baseline.
  private func drawName(
    of line: OverlaidChart.Line, in place: Rectangle, on canvas: inout Canvas
  ) {
    let isWide = place.width >= 18
    let hasNumbers = place.width >= 31
    let isUnderCursor = line.loss == comparison.cursor
    var rest = place
    if isUnderCursor { canvas.put("►", rest.column, rest.row, .key) }
    _ = rest.takeLeft(1)
    canvas.put(line.letter, rest.column, rest.row, role(of: line))
    _ = rest.takeLeft(isWide ? 2 : 1)
    canvas.put(
      line.isAligned ? "✓" : "✗", rest.column, rest.row, line.isAligned ? .aligned : .unaligned)
    _ = rest.takeLeft(isWide ? 2 : 1)
    let numbers = rest.takeRight(hasNumbers ? 13 : 0)
    canvas.text(
      line.name, rest.column, rest.row,
      isUnderCursor ? state.focus == .comparedHistograms ? .selection : .strong : .text,
      width: hasNumbers ? rest.width - 1 : rest.width)
    guard hasNumbers else { return }
    canvas.textEnding(
      at: numbers.column + 6, Metric.averagePrecision.format(line.value), numbers.row, .strong,
      width: 6)
    if let difference = line.difference {
      canvas.textEnding(
        at: numbers.endColumn, NumberText.signed(difference, decimals: 3), numbers.row,
        abs(difference) < 5e-4
          ? .subtle : ComparedMetric.meanAveragePrecision.role(ofDifference: difference), width: 7)
    } else if line.value != nil {
      canvas.textEnding(at: numbers.endColumn, "base", numbers.row, .subtle, width: 7)
    }
  }

  private func drawWords(on canvas: inout Canvas) {
    let line = layout.words
    guard line.height > 0 else { return }
    let moment = state.isInPast ? ", the shown moment is the upright line" : ""
    let wordings = [
      "each line has its letter on it and its name beside it\(moment); the axes are cut to where "
        + "the losses differ",
      "each line has its letter on it and its name beside it\(moment)",
      "each line has its letter on it and its name beside it", "letters name the lines",
    ]
    let text = wordings.first { $0.displayWidth <= line.width } ?? ""
    canvas.text(text, line.column, line.row, .subtle, width: line.width)
  }
}

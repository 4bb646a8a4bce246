import LogitEngine

/// A small histogram a loss on one axis, or where strips are wanted and have no room for all
/// classes, the strip of the chosen class a loss.
struct ComparisonRidges {
  private let state: ExplorerState
  private let layout: ComparisonLayout
  private let isStrips: Bool
  private var comparison: Comparison { state.comparison }

  init(_ state: ExplorerState, frame: Rectangle) {
    self.state = state
    layout = ComparisonLayout(frame: frame, comparison: state.comparison)
    isStrips = state.comparison.form == .strips
  }

  func draw(on canvas: inout Canvas) {
    for heading in layout.headings {
      draw(heading: heading.isAligned, in: heading.frame, on: &canvas)
    }
    let axis = isStrips ? nil : layout.axis(over: comparison.axisRange)
    for row in layout.rows {
      canvas.comparedLoss(
        state.comparisonRow(ofLoss: row.loss), in: row.label, isWide: layout.isWide,
        isFocused: state.focus == .comparedHistograms)
      guard let run = comparison.run(ofLoss: row.loss) else {
        drawAbsent(in: row.label, on: &canvas)
        continue
      }
      drawNumbers(of: run, in: row.label, on: &canvas)
      if isStrips {
        draw(stripOf: run, in: row.plot, on: &canvas)
      } else {
        draw(histogramOf: run, axis: axis, in: row.plot, on: &canvas)
      }
    }
    if let axis {
      axis.drawLabels(in: layout.tickRow, on: &canvas)
    } else if isStrips, layout.tickRow.height > 0 {
      StripBlocks.drawLegend(in: layout.tickRow, on: &canvas)
    }
    if !isStrips, layout.words.height > 0 { drawLegend(in: layout.words, on: &canvas) }
  }

  /// The two kinds of losses, each with the best and the worst of its numbers.
  private func draw(heading isAligned: Bool, in line: Rectangle, on canvas: inout Canvas) {
    let runs = comparison.runs.filter { LossKind.everyKind[$0.loss].isAligned == isAligned }
    let precisions = runs.compactMap { $0.report?.meanAveragePrecision }
    let distances = runs.compactMap { $0.report?.separation.distanceToSeparation }
    let role: Role = isAligned ? .aligned : .unaligned
    var text = [TextRun(isAligned ? "✓ aligned" : "✗ not aligned", role)]
    if let low = precisions.min(), let high = precisions.max() {
      let metric = Metric.averagePrecision
      text.append(TextRun("  all classes: AUPRC ", .subtle))
      text.append(TextRun(Self.span(metric.format(low), metric.format(high)), .strong))
    }
    if let low = distances.min(), let high = distances.max() {
      text.append(TextRun("  to separation ", .subtle))
      text.append(
        TextRun(Self.span(NumberText.percent(low), NumberText.percent(high)), .strong))
    }
    let width = canvas.runs(text, line.column, line.row, width: line.width)
    for column in width + 1..<max(width + 1, line.endColumn) {
      canvas.put("─", column, line.row, .guide)
    }
  }

  private static func span(_ low: String, _ high: String) -> String {
    guard low != high else { return low }
    let isPercent = low.hasSuffix(" %") && high.hasSuffix(" %")
    return (isPercent ? String(low.dropLast(2)) : low) + " – " + high
  }

  private func drawAbsent(in row: Rectangle, on canvas: inout Canvas) {
    guard layout.isWide, row.width > 40 else { return }
    canvas.text(
      "not compared", row.column + 26, row.row, .subtle, width: row.endColumn - row.column - 26)
  }

  /// The numbers of the chosen class below the name, as many as there are lines.
  private func drawNumbers(of run: ComparedRun, in label: Rectangle, on canvas: inout Canvas) {
    guard label.height > 1, layout.isWide else { return }
    if case .failed = run.phase {
      canvas.text("cannot be trained", label.column + 4, label.row + 1, .warning, width: 20)
      return
    }
    let base = comparison.baselineRun
    let value = run.metrics(ofClass: state.classIndex)?.averagePrecision
    let baseValue = base?.metrics(ofClass: state.classIndex)?.averagePrecision
    drawNumber(
      .averagePrecision, value, baseValue, isBaseline: run.loss == comparison.baseline,
      in: label, line: 1, on: &canvas)
    guard label.height > 2 else { return }
    drawNumber(
      .overlap, run.view?.classView?.overlap, base?.view?.classView?.overlap,
      isBaseline: run.loss == comparison.baseline, in: label, line: 2, on: &canvas)
  }

  private func drawNumber(
    _ metric: Metric, _ value: Double?, _ base: Double?, isBaseline: Bool, in label: Rectangle,
    line: Int, on canvas: inout Canvas
  ) {
    let row = label.row + line
    canvas.text(metric.name, label.column + 4, row, .subtle)
    canvas.textEnding(at: label.column + 18, metric.format(value), row, .strong, width: 7)
    if isBaseline {
      canvas.text("base", label.column + 20, row, .subtle)
    } else if let value, let base {
      let difference = value - base
      let isShare = metric == .overlap
      let text = NumberText.signed(
        isShare ? difference * 100 : difference, decimals: isShare ? 1 : 3)
      let isBetter = (difference > 0) == (metric.higherIsBetter ?? true)
      canvas.textEnding(
        at: label.column + 25, text, row,
        difference == 0 ? .subtle : isBetter ? .improved : .worsened, width: 6)
    }
  }

  private func draw(
    histogramOf run: ComparedRun, axis: HistogramAxis?, in plot: Rectangle,
    on canvas: inout Canvas
  ) {
    guard let axis, let view = run.view?.classView, view.range != nil else {
      let text = run.view?.classView == nil ? "" : "no finite logit in this class"
      canvas.text(text, plot.column, plot.row, .warning, width: plot.width)
      return
    }
    var box = plot
    // Tall histograms keep a line between them.
    if box.height >= 4 { _ = box.takeBottom(1) }
    axis.drawGuides(in: plot, on: &canvas)
    let bars = MirroredBars(
      view.scores, axis: axis,
      threshold: run.metrics(ofClass: state.classIndex)?.bestF1Threshold, in: box)
    bars.drawThreshold(on: &canvas)
    bars.draw(on: &canvas)
  }

  private func draw(
    stripOf run: ComparedRun, in plot: Rectangle, on canvas: inout Canvas
  ) {
    guard let strip = run.view?.strips.first ?? nil else { return }
    var box = plot
    if box.height >= 2 { _ = box.takeBottom(1) }
    for row in box.rows {
      canvas.strip(strip, in: Rectangle(column: box.column, row: row, width: box.width, height: 1))
    }
  }

  private func drawLegend(in box: Rectangle, on canvas: inout Canvas) {
    // Without colours negatives are told by their shade where both share a row.
    let negative = canvas.theme.tellsClassesByColor ? "■" : "▒"
    let wordings: [[TextRun]] = [
      [
        TextRun("■", .positive), TextRun(" positives up  ", .subtle), TextRun(negative, .negative),
        TextRun(" negatives down, each to its own peak  ", .subtle), TextRun("╎", .threshold),
        TextRun(" best-F1 threshold, pale: on its wrong side", .subtle),
      ],
      [
        TextRun("■", .positive), TextRun(" positives up  ", .subtle), TextRun(negative, .negative),
        TextRun(" negatives down  ", .subtle), TextRun("╎", .threshold),
        TextRun(" threshold", .subtle),
      ],
      [
        TextRun("■", .positive), TextRun(" positives  ", .subtle), TextRun(negative, .negative),
        TextRun(" negatives", .subtle),
      ],
    ]
    let fitting = wordings.first { runs in
      runs.reduce(0) { $0 + $1.text.displayWidth } <= box.width
    }
    if let fitting {
      canvas.runs(fitting, box.column, box.endRow - 1, width: box.width)
    }
  }
}

/// What is written into the plot: which half is which, and the value of the threshold.
struct HistogramLabels {
  let state: ExplorerState
  let layout: HistogramPaneLayout
  let thresholdColumn: Int?

  func draw(_ bars: HistogramBars, on canvas: inout Canvas) {
    guard let scores = state.histogramView?.scores else { return }
    let (trueName, falseName) =
      state.isPooled ? ("true logits", "false logits") : ("positives", "negatives")
    var positives = ["\(trueName) \(NumberText.integer(scores.positives.count))"]
    var negatives = ["\(falseName) \(NumberText.integer(scores.negatives.count))"]
    guard layout.hasLabelRows else {
      positives.append(trueName)
      negatives.append(falseName)
      drawAmong(bars, positives, in: layout.positives, outermostFirst: true, .positive, &canvas)
      // Overlaid bars leave no half to the negatives; their colour is the word's.
      if layout.isOverlaid { return }
      drawAmong(bars, negatives, in: layout.negatives, outermostFirst: false, .negative, &canvas)
      return
    }
    if let decision = state.histogramDecision {
      let found = decision.truePositives
      let alarms = decision.falsePositives
      positives.insert(
        positives[0] + " · \(NumberText.integer(found)) found, "
          + "\(NumberText.integer(decision.positives - found)) missed", at: 0)
      negatives.insert(
        negatives[0] + " · \(NumberText.integer(decision.negatives - alarms)) rejected, "
          + "\(NumberText.integer(alarms)) let in", at: 0)
    }
    drawBesideLine(positives, extra: nil, row: layout.positives.row, .positive, &canvas)
    drawBesideLine(
      negatives, extra: thresholdLabel,
      row: layout.isOverlaid ? layout.positives.row + 1 : layout.negatives.endRow - 1, .negative,
      &canvas)
  }

  private var thresholdLabel: String? {
    guard let threshold = state.threshold, let axis = layout.axis else { return nil }
    let text = "threshold \(Metric.threshold.format(threshold))"
    let column = axis.column(of: threshold)
    let outside = column < 0 ? "◄ " : column > axis.columnCount ? "► " : ""
    return outside + text
  }

  /// Finds room for a label, the longest wording first, and for the threshold's, on a row of
  /// their own that the line crosses.
  private func drawBesideLine(
    _ wordings: [String], extra: String?, row: Int, _ role: Role, _ canvas: inout Canvas
  ) {
    let plot = layout.axisRow
    let line = thresholdColumn.map { plot.column + $0 }
    func lies(_ range: Range<Int>) -> Bool {
      range.lowerBound >= plot.column && range.upperBound <= plot.endColumn
        && !(line.map { (range.lowerBound - 1...range.upperBound).contains($0) } ?? false)
    }
    var extras: [Range<Int>?] = [nil]
    if let extra, let line {
      let width = extra.displayWidth
      extras = [line + 2..<line + 2 + width, line - 1 - width..<line - 1].filter(lies)
      extras.append(nil)
    }
    for place in extras {
      for wording in wordings {
        let width = wording.displayWidth
        for start in [plot.column, plot.endColumn - width] {
          let range = start..<start + width
          guard lies(range) || line == nil else { continue }
          if let place, range.lowerBound - 1 <= place.upperBound,
            place.lowerBound - 1 <= range.upperBound
          {
            continue
          }
          canvas.text(wording, start, row, role)
          if let place, let extra { canvas.text(extra, place.lowerBound, row, .threshold) }
          return
        }
      }
    }
    canvas.text(wordings.last ?? "", plot.column, row, role, width: plot.width)
  }

  /// Finds a place among the bars where a label hides none of them, the longest wording first.
  private func drawAmong(
    _ bars: HistogramBars, _ wordings: [String], in half: Rectangle, outermostFirst: Bool,
    _ role: Role, _ canvas: inout Canvas
  ) {
    let rows = outermostFirst ? Array(half.rows) : half.rows.reversed()
    for text in wordings {
      let width = text.displayWidth
      let last = half.width - width
      for row in rows where last >= 0 {
        for start in [0, last, last / 2] {
          let isFree = (start - 1...start + width).allSatisfy {
            bars.occupancy(column: $0, row: row) == .empty
          }
          let crossesLine = thresholdColumn.map { (start..<start + width).contains($0) } ?? false
          guard isFree, !crossesLine else { continue }
          canvas.text(text, half.column + start, row, role)
          return
        }
      }
    }
    canvas.text(wordings.first ?? "", half.column, rows.first ?? half.row, role, width: half.width)
  }
}

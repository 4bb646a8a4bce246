import LogitEngine

/// The table of compared losses: their metrics over all classes, each with its difference to the
/// baseline's.
struct ComparisonTable {
  let state: ExplorerState
  let frame: Rectangle
  private let box: Rectangle
  private let rows: [ComparisonRow]
  private let columns: [Column]
  private let curve: Rectangle
  private let labelWidth: Int
  private let isWide: Bool

  private struct Column {
    let metric: ComparedMetric
    /// Where its values end.
    var valueEnd: Int
    /// Where its differences end; nil without differences.
    var differenceEnd: Int?
  }

  private static let valueWidth = 8
  private static let differenceWidth = 7
  private static let statusWidth = 8
  private static let leastCurve = 10
  private static let mostTelling = 7
  private static let mostCurve = 40

  init(_ state: ExplorerState, frame: Rectangle) {
    self.state = state
    self.frame = frame
    box = frame.inner.inset(horizontally: 1, vertically: 0)
    isWide = box.width >= 60
    rows = state.comparisonRows
    labelWidth = isWide ? 24 : 13
    var room = box.width - labelWidth - (isWide ? Self.statusWidth : 0)
    // First the values that tell most, then two differences, the curve, and the other differences.
    var count = max(1, min(Self.mostTelling, room / Self.valueWidth))
    room -= count * Self.valueWidth
    let curveRoom = isWide && room >= 2 * Self.differenceWidth + Self.leastCurve + 2
    if curveRoom { room -= Self.leastCurve + 2 }
    var withDifference = max(0, min(count, room / Self.differenceWidth))
    room -= withDifference * Self.differenceWidth
    while withDifference == count, count < ComparedMetric.allCases.count,
      room >= Self.valueWidth + Self.differenceWidth
    {
      count += 1
      withDifference += 1
      room -= Self.valueWidth + Self.differenceWidth
    }
    if curveRoom { room += Self.leastCurve + 2 }
    var column = box.column + labelWidth + (isWide ? Self.statusWidth : 0)
    var columns: [Column] = []
    for (place, metric) in ComparedMetric.allCases.prefix(count).enumerated() {
      let valueEnd = column + Self.valueWidth
      column = valueEnd
      if place < withDifference { column += Self.differenceWidth }
      columns.append(
        Column(
          metric: metric, valueEnd: valueEnd,
          differenceEnd: place < withDifference ? column : nil))
    }
    self.columns = columns
    let width = curveRoom ? min(room - 2, Self.mostCurve) : 0
    curve = Rectangle(column: column + 2, row: box.row, width: width, height: 1)
  }

  /// How many rows of losses fit, and which is the first.
  static func window(
    frame: Rectangle, count: Int, cursor: Int, hasPinnedRow: Bool = false
  ) -> (first: Int, count: Int, row: Int) {
    let shown = min(count, max(0, frame.inner.height - (hasPinnedRow ? 2 : 1)))
    // The paper's losses stay where they are as long as the cursor is among those that fit.
    let first = cursor < shown ? 0 : (cursor - shown + 1).clamped(to: 0...max(0, count - shown))
    return (first, shown, frame.inner.row + 1)
  }

  /// The loss at a row of the screen.
  static func loss(
    atRow row: Int, frame: Rectangle, cursor: Int, hasPinnedRow: Bool = false
  ) -> Int? {
    let window = window(
      frame: frame, count: LossKind.everyKind.count, cursor: cursor, hasPinnedRow: hasPinnedRow)
    let offset = row - window.row
    return (0..<window.count).contains(offset) ? window.first + offset : nil
  }

  func draw(on canvas: inout Canvas) {
    let pinned = state.comparableBaseline
    let name = pinned?.name ?? LossKind.everyKind[state.comparison.baseline].name
    let notes = [
      pinned == nil ? "differences to \(name), D pins another" : "differences to the run \(name)",
      "differences to \(name)", "Δ \(name)",
    ]
    let title = state.comparison.runs.isEmpty ? "Losses to compare" : "All classes"
    canvas.frame(
      frame, title: [TextRun(title, .paneTitle)],
      note: state.comparison.runs.isEmpty || !columns.contains { $0.differenceEnd != nil }
        ? "" : notes.first { $0.displayWidth <= frame.width - 24 } ?? "",
      isFocused: state.focus == .comparisonTable)
    guard !state.comparison.runs.isEmpty else {
      ComparisonChoice(state, frame: frame).draw(on: &canvas)
      return
    }
    guard box.height > 0, box.width > labelWidth else { return }
    drawHeadings(on: &canvas)
    let window = Self.window(
      frame: frame, count: rows.count, cursor: state.comparison.cursor,
      hasPinnedRow: pinned != nil)
    if window.first > 0 { canvas.put("▲", frame.endColumn - 1, window.row, .key) }
    if window.first + window.count < rows.count {
      canvas.put("▼", frame.endColumn - 1, frame.endRow - 2, .key)
    }
    let baseline = pinned?.report ?? rows.first { $0.isBaseline }?.report
    let best = columns.map { bestValue($0.metric) }
    let lowest = rows.flatMap(\.history).map(\.value).min() ?? 0
    for offset in 0..<window.count {
      let row = rows[window.first + offset]
      draw(row, baseline: baseline, best: best, at: window.row + offset, on: &canvas)
      var place = curve
      place.row = window.row + offset
      Sparkline.draw(
        row.history, lastStep: state.comparison.description?.totalSteps ?? 0,
        bounds: min(lowest, 0.9)...1, in: place, role: row.isAligned ? .aligned : .unaligned,
        on: &canvas)
    }
    if let pinned { draw(pinned, at: window.row + window.count, on: &canvas) }
  }

  /// The recorded run that the others are measured against, below them where there is room.
  private func draw(_ pinned: PinnedBaseline, at line: Int, on canvas: inout Canvas) {
    guard line < box.endRow else { return }
    canvas.put("◆", box.column, line, .key)
    canvas.text(pinned.name, box.column + 2, line, .strong, width: labelWidth - 3)
    for column in columns {
      canvas.textEnding(
        at: column.valueEnd, column.metric.format(column.metric.value(in: pinned.report)), line,
        .text, width: Self.valueWidth - 1)
    }
  }

  private func drawHeadings(on canvas: inout Canvas) {
    if isWide {
      canvas.textEnding(
        at: box.column + labelWidth + Self.statusWidth - 1, "step", box.row, .subtle,
        width: Self.statusWidth)
    }
    for column in columns {
      let end = column.differenceEnd ?? column.valueEnd
      let text = column.differenceEnd == nil ? column.metric.shortName : column.metric.name
      canvas.textEnding(at: end, text, box.row, .subtle, width: end - box.column)
    }
    if curve.width > 0 {
      let wordings = ["mean AUPRC over the run", "mean AUPRC", "AUPRC"]
      canvas.text(
        wordings.first { $0.count <= curve.width } ?? "", curve.column, box.row, .subtle)
    }
  }

  private func bestValue(_ metric: ComparedMetric) -> Double? {
    guard let higherIsBetter = metric.higherIsBetter else { return nil }
    let values = rows.compactMap { $0.report.flatMap { metric.value(in: $0) } }
    return higherIsBetter ? values.max() : values.min()
  }

  private func draw(
    _ row: ComparisonRow, baseline: EvaluationReport?, best: [Double?], at line: Int,
    on canvas: inout Canvas
  ) {
    canvas.comparedLoss(
      row,
      in: Rectangle(column: box.column, row: line, width: labelWidth, height: 1),
      isWide: isWide, isFocused: state.focus == .comparisonTable)
    if isWide {
      canvas.textEnding(
        at: box.column + labelWidth + Self.statusWidth - 1, row.status, line,
        row.status == "failed" ? .warning : .subtle, width: Self.statusWidth - 1)
    }
    guard let report = row.report else { return }
    for (place, column) in columns.enumerated() {
      let value = column.metric.value(in: report)
      let isBest = value != nil && value == best[place]
      canvas.textEnding(
        at: column.valueEnd, column.metric.format(value), line, isBest ? .strong : .text,
        width: Self.valueWidth - 1)
      guard let end = column.differenceEnd else { continue }
      if row.isBaseline, state.comparableBaseline == nil {
        canvas.textEnding(at: end, place == 0 ? "base" : "·", line, .subtle, width: 4)
      } else if let value, let other = baseline.flatMap({ column.metric.value(in: $0) }) {
        canvas.textEnding(
          at: end, column.metric.formatDifference(value - other), line,
          column.metric.role(ofDifference: value - other), width: Self.differenceWidth - 1)
      }
    }
  }
}

import LogitEngine

/// The pane of the offset key: what a random constant on each row does to every loss and metric.
enum OffsetPane {
  private struct Line {
    var mark: TextRun?
    var name: String
    var before: String
    var after: String
    var change: TextRun
  }

  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let spread = state.lens.offsets?.spread ?? state.lens.offsetSpread
    canvas.frame(
      frame,
      title: [
        TextRun("Offset", .paneTitle),
        TextRun(" a random constant on every example’s logits", .subtle),
      ],
      note: "spread \(NumberText.setting(spread))", isFocused: state.focus == .offsetTable)
    var box = frame.inner.inset(horizontally: 1, vertically: 0)
    let losses = lossLines(state)
    let metrics = metricLines(state)
    if box.width >= 92 {
      var left = box.takeLeft((box.width - 3) / 2)
      _ = box.takeLeft(3)
      table("loss, test set as one batch", losses, in: &left, on: &canvas)
      table("metric", metrics, in: &box, on: &canvas)
    } else {
      table("loss, test set as one batch", losses, in: &box, on: &canvas)
      if box.height >= 3 { table("metric", metrics, in: &box, on: &canvas) }
    }
  }

  private static func table(
    _ heading: String, _ lines: [Line], in box: inout Rectangle, on canvas: inout Canvas
  ) {
    let changeWidth = box.width >= 44 ? 11 : 2
    let numberWidth = 8
    // With too few rows for all, the heading is what can be spared.
    if box.height > lines.count {
      let row = box.takeTop(1)
      let end = row.endColumn - changeWidth
      canvas.text(heading, row.column, row.row, .subtle, width: row.width - 18 - changeWidth)
      canvas.textEnding(at: end - numberWidth - 1, "bare", row.row, .subtle, width: 8)
      canvas.textEnding(at: end, "offset", row.row, .subtle, width: 8)
    }
    for line in lines where box.height > 0 {
      let row = box.takeTop(1)
      let end = row.endColumn - changeWidth
      var column = row.column
      if let mark = line.mark { column = canvas.runs([mark], column, row.row, width: 1) + 1 }
      canvas.text(
        line.name, column, row.row, .text, width: end - 2 * numberWidth - 2 - column)
      canvas.textEnding(
        at: end - numberWidth - 1, line.before, row.row, .text, width: numberWidth)
      canvas.textEnding(at: end, line.after, row.row, .strong, width: numberWidth)
      var change = line.change
      if changeWidth < 4 { change.text = String(change.text.prefix(1)) }
      canvas.runs([change], end + 1, row.row, width: changeWidth - 1)
    }
  }

  private static func lossLines(_ state: ExplorerState) -> [Line] {
    (state.offsetComparison?.rows ?? []).map { row in
      let format = { (value: Double?) in
        value.map { NumberText.general($0, digits: 4) } ?? NumberText.undefined
      }
      let change =
        row.before == nil || row.after == nil
        ? TextRun("")
        : row.isUnchanged
          ? TextRun("= the same", .subtle)
          : (row.after ?? 0) > (row.before ?? 0)
            ? TextRun("▲ jumps", .worsened) : TextRun("▼ falls", .improved)
      // Rounding of the logits may not make two equal values look different.
      return Line(
        mark: TextRun(row.kind.isAligned ? "✓" : "✗", row.kind.isAligned ? .aligned : .unaligned),
        name: row.kind.name, before: format(row.before),
        after: format(row.isUnchanged ? row.before : row.after), change: change)
    }
  }

  private static func metricLines(_ state: ExplorerState) -> [Line] {
    let before = state.previousMetrics
    let after = state.metrics
    let shown: [Metric] = [
      .accuracy, .softmaxAveragePrecision, .meanAveragePrecision, .averagePrecision,
      .violatingPairs, .distanceToSeparation, .normalizerSpread,
    ]
    return Metric.shown(shown, state).map { metric in
      let (old, new) = (before[metric], after[metric])
      let texts = (metric.format(old), metric.format(new))
      var change = TextRun("= the same", .subtle)
      if let old, let new, texts.0 != texts.1 {
        let rises = new > old
        let isBetter = metric.higherIsBetter == rises
        change = TextRun(
          (rises ? "▲" : "▼") + (isBetter ? " better" : " worse"),
          isBetter ? .improved : .worsened)
      }
      let name = metric == .averagePrecision ? "AUPRC of this class" : metric.name
      return Line(mark: nil, name: name, before: texts.0, after: texts.1, change: change)
    }
  }
}

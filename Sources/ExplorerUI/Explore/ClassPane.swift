/// The pane of classes: each with its AUPRC as a bar and as a number.
enum ClassPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let layout = ClassPaneLayout(
      frame: frame, classCount: state.classCount, classIndex: state.classIndex)
    canvas.frame(
      frame, title: [TextRun("Classes", .paneTitle)],
      note: state.classCount > layout.rows.count
        ? NumberText.integer(state.classCount) : "AUPRC",
      isFocused: state.focus == .classes)
    for row in layout.rows {
      draw(row.classIndex, state, in: row.frame, lines: layout.linesPerClass, on: &canvas)
    }
    // More classes above or below are told at the right border, where nothing else stands.
    if layout.hiddenAbove > 0 { canvas.put("▲", frame.endColumn - 1, frame.row + 1, .key) }
    if layout.hiddenBelow > 0 { canvas.put("▼", frame.endColumn - 1, frame.endRow - 2, .key) }
  }

  private static func draw(
    _ index: Int, _ state: ExplorerState, in row: Rectangle, lines: Int,
    on canvas: inout Canvas
  ) {
    let isChosen = index == state.classIndex
    let classes = state.evaluation?.report.classes ?? []
    let precision = classes.indices.contains(index) ? classes[index].averagePrecision : nil
    let number = Metric.averagePrecision.format(precision)
    let digits = String(max(0, state.classCount - 1)).count
    let barWidth = lines > 1 ? 0 : max(0, min(10, row.width - 20))
    var label = String(index).padded(to: digits, alignedRight: true)
    let name = state.className(index)
    if !name.isEmpty { label += " " + name }
    let numberWidth = max(5, number.displayWidth)
    let labelWidth = row.width - 2 - numberWidth - 1 - (barWidth > 0 ? barWidth + 1 : 0)
    if isChosen { canvas.put("►", row.column, row.row, .key) }
    canvas.text(
      label, row.column + 2, row.row, isChosen ? .strong : .text, width: labelWidth)
    canvas.textEnding(
      at: row.endColumn, number, row.row, isChosen ? .strong : .text, width: numberWidth)
    if isChosen, state.focus == .classes {
      canvas.restyle(
        Rectangle(
          column: row.column + 2, row: row.row, width: max(0, min(labelWidth, row.width - 2)),
          height: 1),
        .selection)
    }
    let bar =
      lines > 1
      ? Rectangle(column: row.column + 2, row: row.row + 1, width: row.width - 2, height: 1)
      : Rectangle(
        column: row.endColumn - numberWidth - 1 - barWidth, row: row.row, width: barWidth,
        height: 1)
    canvas.bar(precision ?? 0, in: bar, isChosen ? .classLine : .meanLine)
  }
}

import LogitEngine

/// The table of all classes: their metrics and their logits, in the order that is asked for.
enum ClassTablePane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let table = state.classTable
    let layout = state.classTableLayout(in: frame)
    canvas.frame(
      frame, title: title(state), note: order(table),
      isFocused: state.focus == .classTable)
    if layout.hiddenAbove > 0 { canvas.put("▲", frame.endColumn - 1, frame.row + 1, .key) }
    if layout.hiddenBelow > 0 { canvas.put("▼", frame.endColumn - 1, frame.endRow - 2, .key) }
    drawHeader(layout, table, on: &canvas)
    for row in layout.rows {
      draw(row.classIndex, state, in: row.frame, layout, on: &canvas)
    }
    guard layout.rows.isEmpty else { return }
    let text = state.classCount == 0 ? "no classes yet" : "no class matches the filter"
    canvas.text(
      text, layout.header.column + 2, layout.header.row + 1, .subtle,
      width: layout.header.width - 2)
  }

  private static func title(_ state: ExplorerState) -> [TextRun] {
    let table = state.classTable
    let all = NumberText.integer(state.classCount)
    var runs = [TextRun("Classes", .paneTitle)]
    if table.isFilterOpen || !table.filter.isEmpty {
      runs.append(TextRun(" /", .key))
      runs += table.filter.runs(isTyping: state.isTypingClassFilter)
      runs.append(TextRun(" \(NumberText.integer(table.rows.count)) of \(all)", .subtle))
    } else {
      runs.append(TextRun(" \(all)", .subtle))
    }
    return runs
  }

  private static func order(_ table: ClassTable) -> String {
    "by \(table.sorting.name) " + (table.isDescending ? "▼" : "▲")
  }

  private static func drawHeader(
    _ layout: ClassTableLayout, _ table: ClassTable, on canvas: inout Canvas
  ) {
    let row = layout.header.row
    for (part, frame) in layout.columns {
      switch part {
      case .value(let column):
        let isSorted = column == table.sorting
        let role: Role = isSorted ? .key : .subtle
        if column == .number {
          canvas.text(column.heading, frame.column, row, role, width: frame.width)
        } else {
          canvas.textEnding(
            at: frame.endColumn, column.heading, row, role, width: frame.width)
        }
        guard isSorted else { continue }
        canvas.put(
          table.isDescending ? "▼" : "▲",
          column == .number
            ? frame.column - 1 : frame.endColumn - column.heading.displayWidth - 1, row, .key)
      case .bar: break
      case .distributions: drawAxis(table.axis, in: frame, row, on: &canvas)
      }
    }
  }

  /// Where the axis begins and ends, and which side is whose.
  private static func drawAxis(
    _ axis: ClosedRange<Double>?, in frame: Rectangle, _ row: Int, on canvas: inout Canvas
  ) {
    guard let axis else {
      canvas.text("no logits yet", frame.column, row, .subtle, width: frame.width)
      return
    }
    let low = NumberText.general(axis.lowerBound, digits: 2)
    let high = NumberText.general(axis.upperBound, digits: 2)
    canvas.text(low, frame.column, row, .subtle, width: frame.width)
    canvas.textEnding(at: frame.endColumn, high, row, .subtle, width: frame.width)
    let words: [[TextRun]] = [
      [TextRun("negatives", .negative), TextRun(" · "), TextRun("positives", .positive)],
      [TextRun("neg", .negative), TextRun(" · "), TextRun("pos", .positive)],
    ]
    let room = frame.width - 2 * max(low.displayWidth, high.displayWidth) - 2
    guard
      let legend = words.first(where: { $0.reduce(0) { $0 + $1.text.displayWidth } <= room })
    else { return }
    let width = legend.reduce(0) { $0 + $1.text.displayWidth }
    canvas.runs(legend, frame.column + (frame.width - width) / 2, row, width: width)
  }

  private static func draw(
    _ index: Int, _ state: ExplorerState, in row: Rectangle, _ layout: ClassTableLayout,
    on canvas: inout Canvas
  ) {
    let isChosen = index == state.classIndex
    let classes = state.shownReport?.classes ?? []
    let metrics = classes.indices.contains(index) ? classes[index] : nil
    if isChosen { canvas.put("►", row.column, row.row, .key) }
    for (part, frame) in layout.columns {
      switch part {
      case .value(.number):
        drawLabel(index, state, frame, row.row, isChosen: isChosen, on: &canvas)
      case .value(let column):
        let text = metrics.map(column.text) ?? NumberText.undefined
        let isUndefined = metrics.flatMap(column.value) == nil
        let isSeparated =
          column == .margin && (metrics.flatMap(column.value) ?? -1) > 0
        let role: Role =
          isSeparated ? .aligned : isUndefined ? .subtle : isChosen ? .strong : .text
        canvas.textEnding(at: frame.endColumn, text, row.row, role, width: frame.width)
      case .bar:
        canvas.bar(
          metrics?.averagePrecision ?? 0,
          in: Rectangle(column: frame.column, row: row.row, width: frame.width, height: 1),
          isChosen ? .classLine : .meanLine)
      case .distributions:
        guard let snapshot = state.evaluation?.snapshot,
          let distribution = state.classTable.distribution(
            of: index, columns: frame.width, in: snapshot)
        else { continue }
        let place = Rectangle(
          column: frame.column, row: row.row, width: frame.width,
          height: layout.linesPerClass == 1 ? 1 : row.height / 2 * 2)
        let threshold = state.classTable.axis.flatMap { axis in
          metrics?.bestF1Threshold.map {
            ($0 - axis.lowerBound) / (axis.upperBound - axis.lowerBound) * Double(frame.width)
          }
        }
        canvas.distribution(distribution, threshold: threshold, in: place)
      }
    }
  }

  private static func drawLabel(
    _ index: Int, _ state: ExplorerState, _ frame: Rectangle, _ row: Int, isChosen: Bool,
    on canvas: inout Canvas
  ) {
    let digits = String(max(0, state.classCount - 1)).count
    var label = String(index).padded(to: digits, alignedRight: true)
    let name = state.className(index)
    if !name.isEmpty { label += " " + name }
    let role: Role = isChosen ? .selection : .text
    if isChosen {
      canvas.fill(
        Rectangle(column: frame.column, row: row, width: frame.width, height: 1), " ", role)
    }
    canvas.text(
      label.truncatedInside(to: frame.width), frame.column, row, role, width: frame.width)
  }
}

/// The pane of numbers that say how far positives and negatives are apart.
enum SeparationPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let isBlind = state.layout.frame(of: .histogram) == nil
    let title = isBlind ? "Separation · class \(state.classLabel(state.classIndex))" : "Separation"
    canvas.frame(
      frame, title: [TextRun(title, .paneTitle)],
      note: state.prevalenceText ?? "",
      noteRole: .warning, isFocused: state.focus == .separation)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    let values = state.metrics
    let before = state.previousMetrics
    var row = box.row
    for item in items(for: box, state) {
      switch item {
      case .heading(let text):
        canvas.text(text, box.column, row, .subtle, width: box.width)
      case .gap:
        break
      case .metric(let metric):
        draw(
          metric, values[metric], before: before[metric], state, row: row, in: box, on: &canvas)
      case .words(let text):
        canvas.text(text, box.column + 2, row, .subtle, width: box.width - 2)
      }
      row += 1
    }
  }

  /// One line of the most telling numbers, for screens without the pane.
  static func drawLine(_ state: ExplorerState, in line: Rectangle, on canvas: inout Canvas) {
    var column = line.column + 1
    if state.layout.frame(of: .histogram) == nil {
      let label = "class \(state.classLabel(state.classIndex))"
      column = canvas.text(label, column, line.row, .strong, width: line.width / 2) + 2
    }
    let values = state.metrics
    for metric in Metric.shown(Metric.byImportance, state) {
      let text = metric.format(values[metric])
      let width = metric.shortName.displayWidth + 1 + text.displayWidth
      guard column + width < line.endColumn else { continue }
      column = canvas.text(metric.shortName, column, line.row, .subtle) + 1
      column = canvas.text(text, column, line.row, .strong) + 2
    }
  }

  private enum Item {
    case heading(String)
    case gap
    case metric(Metric)
    case words(String)
  }

  /// What fits: all metrics under two headings, with words where there is room for them too, or
  /// else the most telling ones.
  private static func items(for box: Rectangle, _ state: ExplorerState) -> [Item] {
    let needed = Metric.ofClass.count + Metric.ofAll.count + 3
    let byImportance = Metric.shown(Metric.byImportance, state)
    guard box.height >= needed else {
      return byImportance.prefix(box.height).map { .metric($0) }
    }
    var room = box.height - needed
    var explained: Set<Metric> = []
    for metric in byImportance {
      let lines = metric.explanation.wrapped(to: box.width - 2).count
      if lines <= room {
        room -= lines
        explained.insert(metric)
      }
    }
    func block(_ metrics: [Metric]) -> [Item] {
      metrics.flatMap { metric -> [Item] in
        let words = explained.contains(metric) ? metric.explanation.wrapped(to: box.width - 2) : []
        return [.metric(metric)] + words.map { .words($0) }
      }
    }
    return [.heading("class \(state.classLabel(state.classIndex))")] + block(Metric.ofClass)
      + [.gap, .heading("all classes")] + block(Metric.shown(Metric.ofAll, state))
  }

  private static func draw(
    _ metric: Metric, _ value: Double?, before: Double?, _ state: ExplorerState, row: Int,
    in box: Rectangle, on canvas: inout Canvas
  ) {
    // The last two columns are the trend's.
    let valueEnd = box.endColumn - 2
    var text = metric.format(value)
    // Whether the long name fits must not change with the number.
    let isLongFitting = metric.name.displayWidth + 1 + 7 <= box.width - 2
    let end = canvas.text(
      isLongFitting ? metric.name : metric.shortName, box.column, row, .text, width: box.width)
    if value == nil, state.evaluation != nil {
      let reason = "\(text) \(state.reasonUndefined(metric))"
      if end + 1 + reason.displayWidth <= box.endColumn {
        canvas.textEnding(
          at: box.endColumn, reason, row, .subtle, width: box.endColumn - end - 1)
        return
      }
    }
    text = text.truncated(to: max(0, valueEnd - end - 1))
    canvas.textEnding(at: valueEnd, text, row, .strong, width: max(0, valueEnd - end - 1))
    guard let value, let before, metric.format(value) != metric.format(before) else { return }
    let rises = value > before
    let role: Role = metric.higherIsBetter.map { $0 == rises ? .improved : .worsened } ?? .subtle
    canvas.put(rises ? "▲" : "▼", box.endColumn - 1, row, role)
  }
}

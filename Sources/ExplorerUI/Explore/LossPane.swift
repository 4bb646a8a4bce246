import LogitEngine

/// The pane of losses: which there are, which is running, and why one separates or not.
enum LossPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let isFocused = state.focus == .losses
    canvas.frame(
      frame, title: [TextRun("Loss", .paneTitle)], note: "✓ aligned ✗ not", isFocused: isFocused)
    let layout = LossPaneLayout(frame: frame, cursor: state.lossCursor)
    for row in layout.rows {
      draw(LossKind.everyKind[row.loss], index: row.loss, state, in: row.frame, on: &canvas)
    }
    if let heading = layout.moreHeading {
      canvas.text("more", heading.column + 4, heading.row, .subtle, width: heading.width - 4)
    }
    if let (losses, line) = layout.moreBelow {
      canvas.text("\(losses) more", line.column + 4, line.row, .subtle, width: line.width - 4)
    }
    let kind = LossKind.everyKind[state.lossCursor]
    let reason = (kind.isAligned ? "aligned: " : "not aligned: ") + kind.reason
    let box = layout.reason.inset(horizontally: 1, vertically: 0)
    let lines = reason.wrapped(to: box.width)
    if lines.count <= box.height {
      for (offset, line) in lines.enumerated() {
        canvas.text(line, box.column, box.row + offset, .subtle, width: box.width)
      }
    }
    drawSettings(state, in: layout.settings.inset(horizontally: 1, vertically: 0), on: &canvas)
  }

  private static func draw(
    _ kind: LossKind, index: Int, _ state: ExplorerState, in row: Rectangle,
    on canvas: inout Canvas
  ) {
    let isChosen = index == state.lossCursor
    let isRunning = state.isLossKnown && kind == state.shownLoss.kind
    let mark: Role = kind.isAligned ? .aligned : .unaligned
    if isChosen { canvas.put("►", row.column, row.row, .key) }
    if isRunning { canvas.put("●", row.column + 1, row.row, .strong) }
    canvas.put(kind.isAligned ? "✓" : "✗", row.column + 2, row.row, mark)
    canvas.text(
      kind.name, row.column + 4, row.row, isRunning ? .strong : .text, width: row.width - 4)
    if isChosen, state.focus == .losses {
      var name = row
      _ = name.takeLeft(4)
      canvas.restyle(name, .selection)
    }
  }

  private static func drawSettings(
    _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    guard state.origin == .training else { return }
    let pace =
      state.stepsPerSecondLimit.map { "\(NumberText.setting($0)) steps/s" } ?? "full speed"
    let rate = NumberText.setting(state.shownLearningRate)
    let settings = [("learning rate", rate), ("pace", pace)]
    for (offset, setting) in settings.prefix(box.height).enumerated() {
      let row = box.row + offset
      let end = canvas.text(setting.0, box.column, row, .subtle, width: box.width)
      canvas.textEnding(
        at: box.endColumn, setting.1, row, .text, width: box.endColumn - end - 1)
    }
  }
}

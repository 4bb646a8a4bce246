import LogitEngine

/// What stands in the pane before anything has been compared: the losses to choose from, and what
/// comparing them means.
struct ComparisonChoice {
  private let state: ExplorerState
  private let box: Rectangle

  init(_ state: ExplorerState, frame: Rectangle) {
    self.state = state
    box = frame.inner.inset(horizontally: 1, vertically: 0)
  }

  func draw(on canvas: inout Canvas) {
    let rows = state.comparisonRows
    let words = words(hasUnicode: canvas.hasUnicode)
    var rest = box
    let shown = min(rows.count, max(0, rest.height - 1))
    let cursor = state.comparison.cursor
    let first =
      cursor < shown ? 0 : (cursor - shown + 1).clamped(to: 0...max(0, rows.count - shown))
    let isWide = box.width >= 60
    let hasGaps = rest.height >= rows.count + words.count + 2
    if hasGaps { _ = rest.takeTop(1) }
    for row in rows[first..<first + shown] {
      var line = rest.takeTop(1)
      let label = line.takeLeft(box.width >= 100 ? 34 : isWide ? 29 : 25)
      canvas.comparedLoss(
        row, in: label, isWide: true, isFocused: true)
      if isWide {
        canvas.text(
          LossKind.everyKind[row.loss].reason, line.column, line.row, .subtle, width: line.width)
      }
    }
    if hasGaps { _ = rest.takeTop(1) }
    for (offset, line) in words.prefix(rest.height).enumerated() {
      canvas.text(line.text, rest.column, rest.row + offset, line.role, width: rest.width)
    }
  }

  /// What Enter would do, or why it does nothing.
  private func words(hasUnicode: Bool) -> [TextRun] {
    let count = state.comparison.selection.count
    let enter = Key.enter.label(hasUnicode: hasUnicode)
    let texts: [(String, Role)]
    if state.origin != .training {
      texts = [("Logits alone have no network to train: start logitscope explore.", .strong)]
    } else if state.recordedName != nil {
      texts = [
        ("A recorded run has no network to train: losses are compared in a live run.", .strong)
      ]
    } else if state.run == nil {
      texts = [("Loading the data …", .strong)]
    } else if count == 0 {
      texts = [("Select losses with space.", .strong)]
    } else {
      let losses = count == 1 ? "the selected loss" : "these \(count) losses side by side"
      texts = [
        ("\(enter) trains \(losses)", .strong),
        (
          "From the same parameters, on the same examples in the same order, in turn, so that "
            + "nothing differs but the loss. The run of the other views waits meanwhile.", .subtle
        ),
      ]
    }
    return texts.flatMap { text, role in
      text.wrapped(to: box.width).map { TextRun($0, role) }
    }
  }
}

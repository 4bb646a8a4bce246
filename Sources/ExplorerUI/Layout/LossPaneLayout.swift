import LogitEngine

/// Where things stand inside the pane of losses.
struct LossPaneLayout: Sendable {
  /// One row a loss, as many as fit, with the index into `LossKind.everyKind`.
  let rows: [(loss: Int, frame: Rectangle)]
  /// The heading between the paper's losses and the others; nil when it is scrolled away.
  let moreHeading: Rectangle?
  /// The settings in force.
  let settings: Rectangle
  /// The reason of the loss under the cursor.
  let reason: Rectangle

  init(frame: Rectangle, cursor: Int) {
    var rest = frame.inner
    let paper = LossKind.all.count
    let lines = LossKind.everyKind.count + 1
    // The reason and the settings keep their six rows while the paper's losses leave them.
    let shown = min(lines, rest.height, max(paper + 1, rest.height - 6))
    let cursorLine = cursor < paper ? cursor : cursor + 1
    let first =
      cursorLine < shown ? 0 : (cursorLine - shown / 2).clamped(to: 0...(lines - shown))
    var rows: [(loss: Int, frame: Rectangle)] = []
    var heading: Rectangle?
    for line in first..<first + shown {
      let frame = rest.takeTop(1)
      if line == paper {
        heading = frame
      } else {
        rows.append((line < paper ? line : line - 1, frame))
      }
    }
    self.rows = rows
    moreHeading = heading
    settings = rest.takeBottom(rest.height >= 3 ? 2 : rest.height >= 1 ? 1 : 0)
    if rest.height >= 3 { _ = rest.takeTop(1) }
    if rest.height >= 3 { _ = rest.takeBottom(1) }
    reason = rest
  }

  /// The loss at a cell.
  func loss(atColumn column: Int, row: Int) -> Int? {
    rows.first { $0.frame.contains(column: column, row: row) }?.loss
  }
}

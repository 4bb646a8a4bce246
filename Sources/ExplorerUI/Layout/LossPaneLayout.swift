import LogitEngine

/// Where things stand inside the pane of losses.
struct LossPaneLayout: Sendable {
  /// One row a loss, as many as fit, with the index into `LossKind.all`.
  let rows: [(loss: Int, frame: Rectangle)]
  /// The settings in force.
  let settings: Rectangle
  /// The reason of the loss under the cursor.
  let reason: Rectangle

  init(frame: Rectangle, cursor: Int) {
    var rest = frame.inner
    let count = LossKind.all.count
    let shown = min(count, rest.height)
    let first = (cursor - shown / 2).clamped(to: 0...(count - shown))
    var rows: [(loss: Int, frame: Rectangle)] = []
    for loss in first..<first + shown { rows.append((loss, rest.takeTop(1))) }
    self.rows = rows
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

/// Where things stand inside the pane of classes: a window on the list that keeps the chosen class
/// in view, of which only the visible part is ever made.
struct ClassPaneLayout: Sendable {
  /// Lines a class: 1, or 2 with a bar of its own, or 3 with a gap as well.
  let linesPerClass: Int
  /// The visible classes.
  let rows: [(classIndex: Int, frame: Rectangle)]
  /// How many classes there are above and below.
  let hiddenAbove: Int
  let hiddenBelow: Int

  init(frame: Rectangle, classCount: Int, classIndex: Int) {
    var rest = frame.inner.inset(horizontally: 1, vertically: 0)
    linesPerClass =
      rest.height >= classCount * 3 - 1 ? 3 : rest.height >= classCount * 2 ? 2 : 1
    // The gap after the last class may fall away.
    let height = rest.height + (linesPerClass == 3 ? 1 : 0)
    let shown = min(classCount, max(1, height / linesPerClass))
    let first = (classIndex - shown / 2).clamped(to: 0...max(0, classCount - shown))
    var rows: [(classIndex: Int, frame: Rectangle)] = []
    for index in first..<min(classCount, first + shown) where rest.height > 0 {
      rows.append((index, rest.takeTop(linesPerClass)))
    }
    self.rows = rows
    hiddenAbove = first
    hiddenBelow = max(0, classCount - first - rows.count)
  }

  /// The class at a cell.
  func classIndex(atColumn column: Int, row: Int) -> Int? {
    rows.first { $0.frame.contains(column: column, row: row) }?.classIndex
  }
}

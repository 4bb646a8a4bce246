/// The line of views: the shown one highlighted, each with the digit that shows it.
enum TabLine {
  static func draw(_ state: ExplorerState, in line: Rectangle, on canvas: inout Canvas) {
    for (view, frame) in tabs(in: line) {
      let isShown = view == state.view
      let role: Role = isShown ? .selection : .subtle
      canvas.fill(frame, " ", role)
      canvas.text(String(view.digit), frame.column + 1, line.row, isShown ? .selection : .key)
      // Letters tell more than an ellipsis.
      let name = String(view.name.prefix(max(0, frame.width - 3)))
      canvas.text(name, frame.column + 3, line.row, role)
      // What trains out of sight is not forgotten.
      if view == .compare, !isShown, state.comparison.phase == .training,
        frame.width >= view.name.count + 4
      {
        canvas.put("●", frame.endColumn - 1, line.row, .key)
      }
    }
  }

  /// The view whose tab is at a cell.
  static func view(atColumn column: Int, row: Int, in line: Rectangle) -> ExplorerView? {
    tabs(in: line).first { $0.frame.contains(column: column, row: row) }?.view
  }

  /// Every tab; on narrow screens names are cut short, all alike.
  private static func tabs(in line: Rectangle) -> [(view: ExplorerView, frame: Rectangle)] {
    var rest = line
    let widest = line.width / ExplorerView.allCases.count
    return ExplorerView.allCases.map { view in
      (view, rest.takeLeft(min(widest, view.name.count + 4)))
    }
  }
}

/// The box in which the explorer's looks are set; the view behind it shows them at once.
enum OptionsBox {
  static func box(in size: Size) -> OverlayBox {
    OverlayBox(in: size, width: 44, height: ToolState.Option.allCases.count + 2)
  }

  /// What a click in the box means.
  enum Target: Equatable {
    case option(ToolState.Option)
    /// A value is to be changed, back for −1.
    case value(ToolState.Option, direction: Int)
    case keep
  }

  /// What is at a cell; nil for nothing.
  static func target(atColumn column: Int, row: Int, in size: Size) -> Target? {
    let box = box(in: size).inside
    let options = ToolState.Option.allCases
    guard box.contains(column: column, row: row) else { return nil }
    if row - box.row == options.count + 1 { return .keep }
    guard options.indices.contains(row - box.row) else { return nil }
    let option = options[row - box.row]
    let offset = column - box.column - valueColumn
    guard offset >= 0 else { return .option(option) }
    return .value(option, direction: offset < (box.width - valueColumn) / 2 ? -1 : 1)
  }

  /// Where values begin.
  private static let valueColumn = 13

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let options = ToolState.Option.allCases
    let box = canvas.draw(box(in: canvas.size), title: "Options", note: "esc")
    for (offset, option) in options.enumerated() where offset < box.height {
      let row = box.row + offset
      let words = state.words(for: option)
      let isChosen = option == state.tools.option
      canvas.text(words.name, box.column + 1, row, isChosen ? .strong : .text)
      let value = Rectangle(
        column: box.column + valueColumn, row: row, width: box.width - valueColumn, height: 1)
      if isChosen {
        canvas.fill(value, " ", .selection)
        canvas.put("◄", value.column, row, .selection)
        canvas.put("►", value.endColumn - 1, row, .selection)
      }
      canvas.text(
        words.value, value.column + 2, row, isChosen ? .selection : .text,
        width: value.width - 4)
    }
    guard box.height >= options.count + 2 else { return }
    let enter = canvas.hasUnicode ? "⏎" : "enter"
    canvas.text(
      "\(enter) keeps them for the next time", box.column + 1, box.endRow - 1, .subtle,
      width: box.width - 1)
  }
}

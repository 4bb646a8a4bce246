/// The box in which the explorer's looks are set; the view behind it shows them at once.
enum OptionsBox {
  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let options = ToolState.Option.allCases
    let box = canvas.box(
      title: "Options", note: "esc", width: 44, height: options.count + 2)
    for (offset, option) in options.enumerated() where offset < box.height {
      let row = box.row + offset
      let words = state.words(for: option)
      let isChosen = option == state.tools.option
      canvas.text(words.name, box.column + 1, row, isChosen ? .strong : .text)
      let value = Rectangle(column: box.column + 13, row: row, width: box.width - 13, height: 1)
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

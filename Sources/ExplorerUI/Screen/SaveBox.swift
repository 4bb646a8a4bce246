/// The box that asks what kind of file to save the view as.
enum SaveBox {
  static func box(in size: Size) -> OverlayBox {
    OverlayBox(in: size, width: 32, height: ExportFormat.allCases.count)
  }

  /// The format in a line of the box.
  static func format(inLine line: Int) -> ExportFormat? {
    let formats = ExportFormat.allCases
    return formats.indices.contains(line) ? formats[line] : nil
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let formats = ExportFormat.allCases
    let box = canvas.draw(
      box(in: canvas.size), title: "Save this view as", note: "esc")
    for (offset, format) in formats.enumerated() where offset < box.height {
      let row = box.row + offset
      let key = state.tools.keyMap.key(.character(format.key), of: .tool(.save(format)))
      canvas.text(key.label(hasUnicode: canvas.hasUnicode), box.column, row, .key, width: 5)
      canvas.text(format.name, box.column + 6, row, .text, width: box.width - 6)
      canvas.textEnding(
        at: box.endColumn, "." + format.rawValue, row, .subtle, width: 6)
    }
  }
}

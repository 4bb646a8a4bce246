/// The box that asks what kind of file to save the view as.
enum SaveBox {
  static func draw(on canvas: inout Canvas) {
    let formats = ExportFormat.allCases
    let box = canvas.box(
      title: "Save this view as", note: "esc", width: 32, height: formats.count)
    for (offset, format) in formats.enumerated() where offset < box.height {
      let row = box.row + offset
      canvas.text(String(format.key), box.column, row, .key)
      canvas.text(format.name, box.column + 3, row, .text, width: box.width - 3)
      canvas.textEnding(
        at: box.endColumn, "." + format.rawValue, row, .subtle, width: 6)
    }
  }
}

extension Canvas {
  /// Draws an empty framed box in the middle of the screen over whatever is there.
  ///
  /// - Returns: the inside of it, of the wanted size or what the screen has room for.
  mutating func box(title: String, note: String = "", width: Int, height: Int) -> Rectangle {
    let (outerWidth, outerHeight) = (min(size.width, width + 4), min(size.height, height + 2))
    let frame = Rectangle(
      column: (size.width - outerWidth) / 2, row: (size.height - outerHeight) / 2,
      width: outerWidth, height: outerHeight)
    fill(frame)
    self.frame(frame, title: [TextRun(title, .paneTitle)], note: note, isFocused: true)
    return frame.inner.inset(horizontally: 1, vertically: 0)
  }
}

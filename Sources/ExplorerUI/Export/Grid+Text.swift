extension Grid {
  /// The picture as plain text, one line a row, without spaces at the ends.
  public func text() -> String {
    lines.map { line in
      var line = line[...]
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// The picture as text with the control sequences that colour it, one line a row.
  public func ansi() -> String {
    var text = ""
    for row in 0..<size.height {
      var style = Style.plain
      for column in 0..<size.width {
        let cell = self[column, row]
        if cell.isContinuation { continue }
        if cell.style != style {
          text += "\u{1B}[\(cell.style.renditions.joined(separator: ";"))m"
          style = cell.style
        }
        text.append(cell.character)
      }
      text += style == .plain ? "\n" : "\u{1B}[0m\n"
    }
    return text
  }
}

extension Style {
  /// The parameters of the control sequence that brings the style about, whatever was before.
  fileprivate var renditions: [String] {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += foreground.renditions(base: 30)
    codes += background.renditions(base: 40)
    return codes
  }
}

extension Style.Color {
  fileprivate func renditions(base: Int) -> [String] {
    switch self {
    case .standard: []
    case .palette(let index) where index < 8: [String(base + Int(index))]
    case .palette(let index) where index < 16: [String(base + 52 + Int(index))]
    case .palette(let index): [String(base + 8), "5", String(index)]
    }
  }
}

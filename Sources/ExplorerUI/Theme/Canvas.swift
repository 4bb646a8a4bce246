/// A grid being drawn on: clips everything to its size and brings glyphs and roles down to what
/// the terminal can show.
struct Canvas {
  private(set) var grid: Grid
  let theme: Theme
  let capabilities: TerminalCapabilities

  init(size: Size, capabilities: TerminalCapabilities, theme name: ThemeName = .automatic) {
    theme = Theme(capabilities, name: name)
    grid = Grid(size: size, fill: Cell(style: theme.blank))
    self.capabilities = capabilities
  }

  var size: Size { grid.size }
  var hasUnicode: Bool { capabilities.hasUnicode }

  /// Puts one single-width character, in a role's look or in one of its own.
  mutating func put(_ character: Character, _ column: Int, _ row: Int, _ role: Role) {
    put(character, column, row, style: theme[role])
  }

  mutating func put(_ character: Character, _ column: Int, _ row: Int, style: Style) {
    guard column >= 0, row >= 0, column < size.width, row < size.height else { return }
    grid[column, row] = Cell(shown(character), style: style)
  }

  /// The character as this screen and this theme show it.
  private func shown(_ character: Character) -> Character {
    if !hasUnicode { return Glyphs.ascii(character) }
    return theme.hasLargeMarks ? Glyphs.large(character) : character
  }

  /// Writes text from a column, cut with an ellipsis to a width; returns the column after it.
  @discardableResult
  mutating func text(
    _ text: String, _ column: Int, _ row: Int, _ role: Role, width: Int = .max
  ) -> Int {
    guard row >= 0, row < size.height, column < size.width else { return column }
    let style = theme[role]
    var column = column
    for character in text.truncated(to: min(width, size.width - column)) {
      let cells = character.displayWidth
      if cells == 0 || column < 0 { continue }
      if cells == 2, hasUnicode {
        grid[column, row] = Cell(character, style: style)
        grid[column + 1, row] = Cell(" ", style: style, isContinuation: true)
      } else {
        put(character, column, row, style: style)
        if cells == 2 { put(" ", column + 1, row, style: style) }
      }
      column += cells
    }
    return column
  }

  /// Writes text so that it ends before a column.
  mutating func textEnding(at end: Int, _ text: String, _ row: Int, _ role: Role, width: Int) {
    let text = text.truncated(to: width)
    self.text(text, end - text.displayWidth, row, role)
  }

  /// Fills a rectangle with a character.
  mutating func fill(_ rectangle: Rectangle, _ character: Character = " ", _ role: Role = .text) {
    for row in rectangle.rows {
      for column in rectangle.columns { put(character, column, row, role) }
    }
  }

  /// Gives the cells of a rectangle another role and leaves their characters.
  mutating func restyle(_ rectangle: Rectangle, _ role: Role) {
    for row in rectangle.rows where row >= 0 && row < size.height {
      for column in rectangle.columns where column >= 0 && column < size.width {
        grid[column, row].style = theme[role]
      }
    }
  }

  /// Draws a rounded frame with its title in the border and, at its right end, a note.
  mutating func frame(
    _ rectangle: Rectangle, title: [TextRun], note: String = "", noteRole: Role = .subtle,
    isFocused: Bool
  ) {
    guard rectangle.width >= 2, rectangle.height >= 2 else { return }
    let role: Role = isFocused ? .borderFocused : .border
    let (left, right) = (rectangle.column, rectangle.endColumn - 1)
    let (top, bottom) = (rectangle.row, rectangle.endRow - 1)
    for column in left + 1..<right {
      put("─", column, top, role)
      put("─", column, bottom, role)
    }
    for row in top + 1..<bottom {
      put("│", left, row, role)
      put("│", right, row, role)
    }
    put("╭", left, top, role)
    put("╮", right, top, role)
    put("╰", left, bottom, role)
    put("╯", right, bottom, role)
    let room = rectangle.width - 6
    var column = left + 2
    if room > 0, !title.isEmpty {
      put(" ", column, top, role)
      column = runs(title, column + 1, top, width: room)
      put(" ", column, top, role)
    }
    let noteWidth = note.displayWidth
    if noteWidth > 0, column + noteWidth + 3 < right {
      text(" \(note) ", right - noteWidth - 3, top, noteRole)
    }
  }

  /// Writes runs of text one after the other, cut to a width; returns the column after them.
  @discardableResult
  mutating func runs(_ runs: [TextRun], _ column: Int, _ row: Int, width: Int) -> Int {
    var column = column
    var room = width
    for run in runs where room > 0 {
      let text = run.text.truncated(to: room)
      self.text(text, column, row, run.role)
      let cells = text.displayWidth
      column += cells
      room -= cells
      if text != run.text { break }
    }
    return column
  }
}

/// A piece of a line in one look.
struct TextRun: Sendable {
  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

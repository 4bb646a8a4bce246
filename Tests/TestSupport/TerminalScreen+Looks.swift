extension TerminalScreen {
  /// How the cell of a row and column looks: its colours and attributes as SGR codes in a fixed
  /// order; nil outside of what is written.
  public func look(column: Int, row: Int) -> String? {
    var look = Look()
    var (currentRow, currentColumn) = (0, 0)
    var rest = Substring(styledText)
    while let character = rest.popFirst() {
      switch character {
      case "\u{1B}":
        guard rest.first == "[", let end = rest.firstIndex(where: \.isLetter) else { continue }
        if rest[end] == "m" { look.apply(rest[rest.index(after: rest.startIndex)..<end]) }
        rest = rest[rest.index(after: end)...]
      case "\n":
        guard currentRow < row else { return nil }
        currentRow += 1
        currentColumn = 0
      default:
        if currentRow == row, currentColumn == column { return look.text }
        currentColumn += 1
      }
    }
    return nil
  }
}

/// What selects the look of text in a terminal.
private struct Look {
  private var attributes: Set<Int> = []
  private var foreground: [Int] = []
  private var background: [Int] = []

  var text: String {
    (attributes.sorted() + foreground + background).map(String.init).joined(separator: ";")
  }

  mutating func apply(_ codes: Substring) {
    let separators: Set<Character> = [";", ":"]
    var rest = codes.split(omittingEmptySubsequences: false) { separators.contains($0) }
      .map { Int($0) ?? 0 }[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = Look()
      case 38: foreground = [code] + Self.color(&rest)
      case 48: background = [code] + Self.color(&rest)
      case 30...37, 90...97: foreground = [code]
      case 40...47, 100...107: background = [code]
      case 39: foreground = []
      case 49: background = []
      case 22: attributes.subtract([1, 2])
      case 23...29: attributes.remove(code - 20)
      default: attributes.insert(code)
      }
    }
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> [Int] {
    let count = rest.first == 5 ? 2 : rest.first == 2 ? 4 : 0
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

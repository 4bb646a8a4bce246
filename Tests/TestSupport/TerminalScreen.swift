/// What a terminal shows at a moment.
public struct TerminalScreen: Sendable {
  /// The text, a line a row.
  public let text: String
  /// The text with the sequences that colour it.
  public let styledText: String
  /// The rows.
  public let lines: [String]

  init(text: String, styledText: String) {
    self.text = text
    self.styledText = styledText
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines = rows.dropLast().map(String.init)
  }

  /// Whether some text is shown.
  public func shows(_ text: String) -> Bool { self.text.contains(text) }

  /// The row and column where a text begins; nil when it is not shown.
  public func place(of text: String) -> (column: Int, row: Int)? {
    for (row, line) in lines.enumerated() {
      if let range = line.range(of: text) {
        return (line.distance(from: line.startIndex, to: range.lowerBound), row)
      }
    }
    return nil
  }

  /// Whether the shell waits for a command.
  public var isAtPrompt: Bool {
    lines.last { !$0.isEmpty }?.trimmed == TerminalSession.prompt
  }

  /// Whether anything has a colour, be it of the glyph or behind it.
  public var hasColor: Bool {
    styledText.split(separator: "\u{1B}[").dropFirst().contains { sequence in
      guard let end = sequence.firstIndex(of: "m") else { return false }
      return sequence[..<end].split(whereSeparator: { $0 == ";" || $0 == ":" }).contains { text in
        let code = Int(text) ?? 0
        return (30...38).contains(code) || (40...48).contains(code) || (90...107).contains(code)
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  fileprivate func range(of text: String) -> Range<Index>? {
    guard let first = text.first else { return nil }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].hasPrefix(text) {
        return found..<index(found, offsetBy: text.count)
      }
      start = index(after: found)
    }
    return nil
  }
}

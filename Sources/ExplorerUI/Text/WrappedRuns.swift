extension Character {
  /// A space at which no line is broken.
  static let unbreakableSpace: Character = "\u{A0}"
}

extension [TextRun] {
  /// How many cells the runs take on one line.
  var displayWidth: Int { reduce(0) { $0 + $1.text.displayWidth } }

  /// The words of the runs on as many lines as they need, none wider than `width`; each keeps its
  /// look.
  func wrapped(to width: Int) -> [[TextRun]] {
    guard width > 0 else { return [] }
    var lines: [[TextRun]] = []
    var line: [TextRun] = []
    var used = 0
    for word in words {
      let cells = word.displayWidth
      if line.isEmpty || used + 1 + cells <= width {
        if !line.isEmpty {
          line.append(TextRun(" ", line.last?.role ?? .text))
          used += 1
        }
      } else {
        lines.append(line)
        line = []
        used = 0
      }
      line += word
      used += cells
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { $0.displayWidth > width ? $0.cut(to: width) : $0 }
  }

  /// The pieces between spaces, each of one or more runs.
  private var words: [[TextRun]] {
    var words: [[TextRun]] = []
    var word: [TextRun] = []
    for run in self {
      var text = ""
      func flush() { if !text.isEmpty { word.append(TextRun(text, run.role)) } }
      for character in run.text {
        if character == " " {
          flush()
          if !word.isEmpty { words.append(word) }
          (text, word) = ("", [])
        } else {
          text.append(character == .unbreakableSpace ? " " : character)
        }
      }
      flush()
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private func cut(to width: Int) -> [TextRun] {
    var room = width
    var result: [TextRun] = []
    for run in self where room > 0 {
      let text = run.text.truncated(to: room)
      result.append(TextRun(text, run.role))
      room -= text.displayWidth
    }
    return result
  }
}

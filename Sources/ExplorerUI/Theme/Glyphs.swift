/// The characters that stand in where only ASCII can be shown, one for one, so that both kinds of
/// screen have the same geometry.
enum Glyphs {
  /// The ASCII stand-in of a character; a question mark for one that has none.
  static func ascii(_ character: Character) -> Character {
    if character.isASCII { return character }
    return substitutes[character] ?? "?"
  }

  private static let substitutes: [Character: Character] = [
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "─": "-", "│": "|", "┤": "+", "┼": "+", "┴": "+",
    "├": "+", "┬": "+", "╎": "|", "╌": "-", "┊": ".", "·": "-", "…": "~", "–": "-", "−": "-",
    "×": "x",
    "✓": "+", "✗": "x", "►": ">", "◄": "<", "▲": "^", "▼": "v", "●": "*", "‖": "=", "■": "#",
    "█": "#", "▓": "#", "▒": ":", "░": ".", "▏": "|", "▕": "|", "∞": "i", "≥": ">", "≤": "<",
    "←": "<", "→": ">", "↑": "^", "↓": "v", "━": "=", "╸": "-", "▁": "_", "▀": "'", "▄": ".",
    "▌": "#",
    "α": "a", "µ": "u", "γ": "g", "’": "'",
  ]

  /// Lower blocks from nothing to a full cell, in eighths.
  static let lowerEighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// A braille character from its eight dots, bit n being dot n + 1.
  static func braille(_ dots: UInt8) -> Character {
    brailleTable[Int(dots)]
  }

  private static let brailleTable: [Character] = (0..<256).map { dots in
    Unicode.Scalar(0x2800 + UInt32(dots)).map(Character.init) ?? " "
  }
}

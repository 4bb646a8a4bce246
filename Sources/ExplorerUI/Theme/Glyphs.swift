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
    "←": "<", "→": ">", "↑": "^", "↓": "v", "━": "=", "╸": "-", "╺": "-", "▁": "_", "▀": "'",
    "▄": ".",
    "▌": "#", "⏎": "<",
    "╵": "'", "╷": ",", "╹": "\"", "╻": ";", "┃": "|", "≈": "~", "○": "o",
    "α": "a", "µ": "u", "γ": "g", "Δ": "d", "’": "'", "◆": "*",
  ]

  /// The stand-in of a character where marks are to be seen from afar: thick for thin lines, blocks
  /// for dots.
  static func large(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, scalar.value >= 0x2500 else {
      return character
    }
    if (0x2801...0x28FF).contains(scalar.value) { return quadrants[Int(scalar.value) - 0x2800] }
    return thickLines[character] ?? character
  }

  private static let thickLines: [Character: Character] = [
    "╭": "┏", "╮": "┓", "╰": "┗", "╯": "┛", "─": "━", "│": "┃", "┤": "┫", "┼": "╋", "┴": "┻",
    "├": "┣", "┬": "┳", "╎": "┇", "┊": "┋", "▏": "▎", "╵": "╹", "╷": "╻",
  ]

  /// For each pattern of braille dots the quarters of the cell that have one.
  private static let quadrants: [Character] = (0..<256).map { dots in
    let quarters: [Character] = [
      " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]
    let masks = [0b0000_0011, 0b0001_1000, 0b0100_0100, 0b1010_0000]
    return quarters[masks.indices.reduce(0) { $0 | (dots & masks[$1] != 0 ? 1 << $1 : 0) }]
  }

  /// Lower blocks from nothing to a full cell, in eighths.
  static let lowerEighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// From no ink to a full cell.
  static let shades: [Character] = [" ", "░", "▒", "▓", "█"]
  /// The same in ASCII.
  static let asciiShades: [Character] = [" ", ".", ":", "+", "#"]
  /// A braille character from its eight dots, bit n being dot n + 1.
  static func braille(_ dots: UInt8) -> Character {
    brailleTable[Int(dots)]
  }

  private static let brailleTable: [Character] = (0..<256).map { dots in
    Unicode.Scalar(0x2800 + UInt32(dots)).map(Character.init) ?? " "
  }
}

/// A character that is drawn as a shape and not as text, so that it fills its cell whatever the
/// font; a cell is 8 wide and 16 high.
enum CellShape: Equatable {
  /// Rectangles in the colour of the glyph, a share of it mixed into the background.
  case blocks([Box], opacity: Double)
  /// Round dots, each at the middle of its place.
  case dots([(x: Int, y: Int)])
  /// Lines as the relative commands of an SVG path from the upper left corner, thick or thin.
  case lines(String, isThick: Bool)
  /// An area as such commands.
  case area(String)

  /// A rectangle inside a cell.
  struct Box: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// The shape of a character; nil for one that is text.
  init?(_ character: Character) {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2580...0x259F:
      guard let shape = Self.block(Int(scalar.value)) else { return nil }
      self = shape
    case 0x2800...0x28FF:
      let pattern = Int(scalar.value) - 0x2800
      self = .dots(
        (0..<8).filter { pattern >> $0 & 1 == 1 }.map { dot in
          let row = dot < 6 ? dot % 3 : 3
          let column = dot < 6 ? dot / 3 : dot - 6
          return (x: 2 + 4 * column, y: 2 + 4 * row)
        })
    default:
      guard let shape = Self.lines[character] ?? Self.areas[character] else { return nil }
      self = shape
    }
  }

  private static func block(_ code: Int) -> CellShape? {
    let full = Box(0, 0, 8, 16)
    switch code {
    case 0x2580: return .blocks([Box(0, 0, 8, 8)], opacity: 1)
    case 0x2581...0x2588:
      let height = (code - 0x2580) * 2
      return .blocks([Box(0, 16 - height, 8, height)], opacity: 1)
    case 0x2589...0x258F: return .blocks([Box(0, 0, 0x2590 - code, 16)], opacity: 1)
    case 0x2590: return .blocks([Box(4, 0, 4, 16)], opacity: 1)
    case 0x2591...0x2593: return .blocks([full], opacity: Double(code - 0x2590) / 4)
    case 0x2594: return .blocks([Box(0, 0, 8, 2)], opacity: 1)
    case 0x2595: return .blocks([Box(7, 0, 1, 16)], opacity: 1)
    case 0x2596...0x259F:
      // Upper left, upper right, lower left, lower right, from the lowest bit on.
      let patterns = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14]
      let pattern = patterns[code - 0x2596]
      let boxes = (0..<4).filter { pattern >> $0 & 1 == 1 }
        .map { Box($0 % 2 * 4, $0 / 2 * 8, 4, 8) }
      return .blocks(boxes, opacity: 1)
    default: return nil
    }
  }

  private static let lines: [Character: CellShape] = {
    let thin: [Character: String] = [
      "─": "m0 8h8", "│": "m4 0v16", "┌": "m8 8h-4v8", "┐": "m0 8h4v8", "└": "m4 0v8h4",
      "┘": "m4 0v8h-4", "├": "m4 0v16m0-8h4", "┤": "m4 0v16m0-8h-4", "┬": "m0 8h8m-4 0v8",
      "┴": "m0 8h8m-4 0v-8", "┼": "m0 8h8m-4-8v16", "╭": "m4 16v-4q0-4 4-4",
      "╮": "m4 16v-4q0-4-4-4", "╰": "m4 0v4q0 4 4 4", "╯": "m4 0v4q0 4-4 4", "╴": "m0 8h4",
      "╵": "m4 0v8", "╶": "m4 8h4", "╷": "m4 8v8", "╎": "m4 1v6m0 2v6", "╌": "m1 8h2m2 0h2",
      "┆": "m4 1v3m0 2v3m0 2v3", "┄": "m0 8h2m1 0h2m1 0h2", "┊": "m4 1v2m0 2v2m0 2v2m0 2v2",
      "┈": "m0 8h1m1 0h1m1 0h1m1 0h1", "═": "m0 7h8m-8 3h8", "║": "m3 0v16m2-16v16",
      "╱": "m0 16l8-16", "╲": "m0 0l8 16", "✓": "m1 9l2 3l4-8", "✗": "m1 4l6 8m0-8l-6 8",
      "‖": "m3 4v8m3-8v8", "○": "m1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    ]
    let thick: [Character: String] = [
      "━": "m0 8h8", "┃": "m4 0v16", "╸": "m0 8h4", "╺": "m4 8h4", "╹": "m4 0v8", "╻": "m4 8v8",
      "╋": "m0 8h8m-4-8v16", "┏": "m8 8h-4v8", "┓": "m0 8h4v8", "┗": "m4 0v8h4", "┛": "m4 0v8h-4",
      "┣": "m4 0v16m0-8h4", "┫": "m4 0v16m0-8h-4", "┳": "m0 8h8m-4 0v8", "┻": "m0 8h8m-4 0v-8",
      "┇": "m4 1v3m0 2v3m0 2v3", "┋": "m4 1v2m0 2v2m0 2v2m0 2v2",
    ]
    return thin.mapValues { .lines($0, isThick: false) }
      .merging(thick.mapValues { .lines($0, isThick: true) }) { first, _ in first }
  }()

  private static let areas: [Character: CellShape] = [
    "■": "m.5 4.5h7v7h-7z", "●": "m.8 8a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z",
    "▲": "m0 12h8l-4-8z", "▼": "m0 4h8l-4 8z", "▶": "m.5 4v8l7-4z", "◀": "m7.5 4v8l-7-4z",
    "►": "m.5 4v8l7-4z", "◄": "m7.5 4v8l-7-4z", "◆": "m4 3l4 5l-4 5l-4-5z",
  ].mapValues { .area($0) }

  static func == (left: CellShape, right: CellShape) -> Bool {
    switch (left, right) {
    case (.blocks(let boxes, let opacity), .blocks(let others, let otherOpacity)):
      boxes == others && opacity == otherOpacity
    case (.dots(let dots), .dots(let others)): dots.elementsEqual(others, by: ==)
    case (.lines(let path, let isThick), .lines(let other, let otherIsThick)):
      path == other && isThick == otherIsThick
    case (.area(let path), .area(let other)): path == other
    default: false
    }
  }
}

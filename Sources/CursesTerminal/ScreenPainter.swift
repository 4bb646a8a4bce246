import CNcurses
import ExplorerUI
import Glibc

/// Hands the cells of a grid to curses, those that differ from the last grid only.
struct ScreenPainter {
  private struct Look {
    var attributes: attr_t
    var pair: Int32
  }

  private var pairs: ColorPairs
  private let showsColors: Bool
  private var shown: Grid?
  private var looks: [Style: Look] = [:]
  private var scalars: [Character: [UInt32]] = [:]

  /// Creates a painter for a screen that is empty.
  init(pairs: ColorPairs, showsColors: Bool) {
    self.pairs = pairs
    self.showsColors = showsColors
  }

  /// Forgets what is shown, since the screen has a new size.
  mutating func forget() {
    shown = nil
  }

  /// Puts the cells of a grid into curses' picture of the screen.
  mutating func paint(_ grid: Grid) {
    if shown?.size != grid.size {
      curses_erase()
      shown = nil
    }
    let cells = grid.cells
    let former = shown?.cells
    let width = grid.size.width
    for index in cells.indices {
      let cell = cells[index]
      // The right half comes with the left.
      if cell.isContinuation { continue }
      if let former, former[index] == cell { continue }
      let look = look(cell.style)
      let scalars = scalars(cell.character)
      curses_put(
        Int32(index / width), Int32(index % width), scalars, Int32(scalars.count), look.attributes,
        look.pair)
    }
    shown = grid
  }

  private mutating func look(_ style: Style) -> Look {
    if let known = looks[style] { return known }
    var look = Look(attributes: 0, pair: 0)
    if style.attributes.contains(.bold) { look.attributes |= curses_bold() }
    if style.attributes.contains(.dim) { look.attributes |= curses_dim() }
    if style.attributes.contains(.underline) { look.attributes |= curses_underline() }
    if style.attributes.contains(.reverse) { look.attributes |= curses_reverse() }
    if showsColors {
      look.pair = pairs.pair(foreground: style.foreground, background: style.background)
    }
    looks[style] = look
    return look
  }

  /// What to send for a character; a question mark for one that the locale cannot show in one
  /// cell, or in two.
  private mutating func scalars(_ character: Character) -> [UInt32] {
    if let known = scalars[character] { return known }
    var values = character.unicodeScalars.map(\.value)
    let width = values.first.map(curses_width) ?? -1
    if width < 1 { values = [0x3F] }
    if scalars.count > 10_000 { scalars = [:] }
    scalars[character] = values
    return values
  }
}

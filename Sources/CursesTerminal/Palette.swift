import CNcurses
import ExplorerUI
import Glibc

/// The colours of the terminal.
struct Palette {
  /// How many there are.
  let colors: TerminalCapabilities.Colors
  /// Why there are fewer than charts are best with; nil when there are not.
  let notice: String?
  /// The pairs of them.
  let pairs: ColorPairs

  /// Turns colours on, unless the user wants none (https://no-color.org).
  ///
  /// - Parameter terminalType: the name of the description in use.
  init(terminalType: String) {
    if let wish = getenv("NO_COLOR"), wish.pointee != 0 {
      self.init(.none, notice: "no colours: NO_COLOR is set")
      return
    }
    guard has_colors(), start_color() == curses_ok() else {
      self.init(.none, notice: "no colours: TERM is \(terminalType)")
      return
    }
    switch curses_color_count() {
    case 256...: self.init(.many, notice: nil)
    case 16...: self.init(.sixteen, notice: nil)
    case 8...: self.init(.eight, notice: "8 colours: TERM is \(terminalType)")
    default: self.init(.none, notice: "no colours: TERM is \(terminalType)")
    }
  }

  private init(_ colors: TerminalCapabilities.Colors, notice: String?) {
    self.colors = colors
    self.notice = notice
    guard colors > .none else {
      pairs = ColorPairs(limit: 0) { _, _, _ in false }
      return
    }
    let keepsDefaults = use_default_colors() == curses_ok()
    let standardForeground = keepsDefaults ? -1 : curses_white()
    let standardBackground = keepsDefaults ? -1 : curses_black()
    let count = curses_color_count()
    pairs = ColorPairs(limit: curses_pair_count()) { pair, foreground, background in
      func code(_ color: Style.Color, standard: Int32) -> Int32 {
        switch color {
        case .standard: standard
        case .palette(let index): Int32(index) % count
        }
      }
      return init_extended_pair(
        pair, code(foreground, standard: standardForeground),
        code(background, standard: standardBackground)) == curses_ok()
    }
  }
}

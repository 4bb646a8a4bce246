import CNcurses
import ExplorerUI

/// What the keys are called in curses and in the explorer.
enum KeyCodes {
  /// The key for a code of curses; nil for one that the explorer has no name for.
  static func key(_ code: Int32) -> Key? { named[code] }

  private static let named: [Int32: Key] = {
    var keys: [Int32: Key] = [
      curses_key_up(): .up, curses_key_down(): .down, curses_key_left(): .left,
      curses_key_right(): .right, curses_key_shift_left(): .shiftLeft,
      curses_key_shift_right(): .shiftRight, curses_key_home(): .home, curses_key_end(): .end,
      curses_key_page_up(): .pageUp, curses_key_page_down(): .pageDown,
      curses_key_backspace(): .backspace, curses_key_delete(): .delete,
      curses_key_back_tab(): .backTab, curses_key_enter(): .enter,
    ]
    for number in 1...24 { keys[curses_key_function(Int32(number))] = .function(number) }
    return keys
  }()
}

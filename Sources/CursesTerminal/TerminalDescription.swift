import CNcurses
import Glibc

/// The description of the terminal that curses goes by.
struct TerminalDescription {
  /// The name of the description in use.
  let type: String
  /// Why it is not the one that was asked for; nil when it is.
  let notice: String?
  /// Curses' own record.
  let screen: OpaquePointer

  /// Starts curses with the terminal's description or, if there is none on this machine, with the
  /// best of those that nearly every terminal understands.
  ///
  /// `initscr` would end the program instead.
  init(wanted: String) throws(CursesTerminalError) {
    for type in [wanted, "xterm-256color", "xterm", "ansi", "vt100"] where !type.isEmpty {
      guard let screen = curses_new_terminal(type) else { continue }
      // Without this nothing can be put in its place (`dumb`).
      guard curses_capability("cup") != nil else {
        endwin()
        delscreen(screen)
        continue
      }
      self.type = type
      self.screen = screen
      notice = type == wanted ? nil : Self.notice(wanted: wanted, used: type)
      return
    }
    throw .noDescription(type: wanted)
  }

  private static func notice(wanted: String, used: String) -> String {
    wanted.isEmpty
      ? "TERM is not set: taken for \(used)" : "TERM \(wanted) is unknown: taken for \(used)"
  }

  /// A capability as the terminal receives it.
  func capability(_ name: String) -> [UInt8] {
    curses_capability(name).map { Self.withoutPadding(String(cString: $0)) } ?? []
  }

  /// The text without the pauses (`$<5>`) that only paper terminals needed.
  static func withoutPadding(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: Array("$<".utf8)), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }
}

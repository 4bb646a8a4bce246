import TestSupport
import Testing

extension TerminalSession {
  /// Expects the terminal to be as it was before a program took it.
  ///
  /// - Parameter settings: what `stty -a` said then.
  func expectRestored(settings: String) throws {
    // The number of rows and columns is the window's, not the program's.
    func withoutSize(_ text: String) -> [Substring] {
      text.split(separator: ";").filter { !$0.contains("rows") && !$0.contains("columns") }
    }
    #expect(withoutSize(try output(of: "stty -a")) == withoutSize(settings))
    #expect(try state("alternate_on") == "0")
    #expect(try state("mouse_any_flag") == "0")
    #expect(try state("cursor_flag") == "1")
    #expect(try state("keypad_cursor_flag") == "0")
  }
}

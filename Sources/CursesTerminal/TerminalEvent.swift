import ExplorerUI

/// What the terminal, or the system on its behalf, has to say.
public enum TerminalEvent: Sendable {
  /// A key, the mouse, or a new size.
  case input(InputEvent)
  /// The wake-up pipe was raised.
  case woken
  /// A signal asks the program to end.
  case askedToEnd(signal: Int32)
  /// There is no terminal any more.
  case vanished
}

/// Why the terminal cannot be taken over.
public enum CursesTerminalError: Error, Equatable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// No terminal at all is described on this machine, not even the simplest.
  case noDescription(type: String)
  /// The system refuses what is needed; the code is an `errno`.
  case systemRefused(code: Int32)
}

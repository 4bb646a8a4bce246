import CursesTerminal

extension CursesTerminalError {
  /// One sentence that says why the explorer cannot start.
  var sentence: String {
    switch self {
    case .notATerminal:
      "the explorer needs a terminal on standard input and output; "
        + "without one, --snapshot FILE writes a picture and 'logitscope train' trains"
    case .noDescription(let type):
      "no terminal is described on this machine, neither '\(type)' nor the common ones; "
        + "install them with: apt-get install ncurses-base"
    case .systemRefused(let code): "cannot take over the terminal: \(systemMessage(code))"
    }
  }

  /// The exit code that goes with it.
  var exitCode: Diagnosis.Code {
    switch self {
    case .notATerminal: .usage
    case .noDescription, .systemRefused: .failure
    }
  }
}

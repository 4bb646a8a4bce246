import Glibc

/// Standard output, written at once and without a buffer, so that a stream of lines is a stream.
enum StandardOutput {
  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes text.
  ///
  /// - Throws: ``CommandError/outputFailed(code:)``.
  static func write(_ text: String) throws {
    let code = writeAll(text, to: STDOUT_FILENO)
    guard code == 0 else { throw CommandError.outputFailed(code: code) }
  }
}

/// Standard error.
enum StandardError {
  /// Whether it is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes text; if that fails, there is nobody to tell.
  static func write(_ text: String) {
    _ = writeAll(text, to: STDERR_FILENO)
  }
}

private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return errno }
      written += count
    }
    return 0
  }
}

import Glibc
import Synchronization

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

  /// From now on, waits only shortly for a reader that does not read, since the program is to end.
  static func giveUpWaiting() { hasPatience.store(false, ordering: .releasing) }

  fileprivate static let hasPatience = Atomic(true)
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
  // What a pipe takes at once, so that no write waits after the system has said that there is room.
  let most = 4096
  var text = text
  return text.withUTF8 { bytes in
    var written = 0
    while written < bytes.count {
      guard waitForRoom(descriptor) else { return EAGAIN }
      let count = Glibc.write(
        descriptor, bytes.baseAddress?.advanced(by: written), min(most, bytes.count - written))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return errno }
      written += count
    }
    return 0
  }
}

/// Waits until something can be written; tells whether it can, which is not waited for any longer
/// once the program is to end.
private func waitForRoom(_ descriptor: Int32) -> Bool {
  var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  while poll(&polled, 1, 200) == 0 {
    guard StandardOutput.hasPatience.load(ordering: .acquiring) else { return false }
  }
  return true
}

import Glibc
import Synchronization

/// Keeps what is written to standard error off the screen while curses has it, crash messages
/// included, and prints it once the screen is the shell's again.
enum StandardErrorDiversion {
  /// Sends standard error to a file without a name, if it would reach the screen.
  static func begin() {
    guard isatty(STDERR_FILENO) == 1, aside.load(ordering: .acquiring) < 0 else { return }
    var name = Array("/tmp/logitscope-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { return }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    let screen = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard screen >= 0, dup2(file, STDERR_FILENO) >= 0 else {
      Glibc.close(file)
      return
    }
    terminal.store(screen, ordering: .releasing)
    aside.store(file, ordering: .releasing)
  }

  /// Gives standard error back and prints what has come in meanwhile; callable from a signal
  /// handler.
  static func end() {
    let file = aside.exchange(-1, ordering: .acquiringAndReleasing)
    guard file >= 0 else { return }
    let screen = terminal.exchange(-1, ordering: .acquiringAndReleasing)
    dup2(screen, STDERR_FILENO)
    Glibc.close(screen)
    lseek(file, 0, SEEK_SET)
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      while true {
        let count = read(file, buffer.baseAddress, buffer.count)
        guard count > 0, write(STDERR_FILENO, buffer.baseAddress, count) == count else { break }
      }
    }
    Glibc.close(file)
  }

  private static let aside = Atomic<Int32>(-1)
  private static let terminal = Atomic<Int32>(-1)
}

import Foundation

/// The built program at work, to be watched, signalled and killed.
public final class ProgramProcess {
  private let process: pid_t
  private var status: Int32?

  /// Starts the program, or another one in its place, with what it prints going to a file.
  public init(_ arguments: [String], program: String? = nil, output: String = "/dev/null") throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, output, create, 0o600)
    let path = try program ?? ProgramRun.program.path
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, nil, &words, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    self.process = process
  }

  /// Its number.
  public var identifier: pid_t { process }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      wait()
    }
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end and returns the exit code; for a program ended by a signal, the signal.
  @discardableResult
  public func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    self.status = status
    return status & 0x7f == 0 ? (status >> 8) & 0xff : status & 0x7f
  }
}

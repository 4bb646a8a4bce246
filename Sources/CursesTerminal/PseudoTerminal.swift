import CNcurses
import ExplorerUI
import Glibc

/// This program itself at work on a terminal that nobody looks at, as one process.
public final class PseudoTerminal {
  /// What cannot be had for a pseudo-terminal; the code is an `errno`.
  public struct Failure: Error {
    /// The code.
    public var code: Int32
  }

  /// What was read, and whether the program has ended.
  public struct Reading {
    /// The bytes; none if none came in time.
    public var bytes: [UInt8] = []
    /// Whether nothing will come any more.
    public var hasEnded = false
  }

  private let primary: Int32
  private var process: pid_t = 0
  private var hasBeenWaitedFor = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts this program with arguments, on a terminal of the given size.
  ///
  /// - Throws: ``Failure``.
  public init(arguments: [String], size: Size) throws(Failure) {
    primary = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard primary >= 0 else { throw Failure(code: errno) }
    var window = winsize(
      ws_row: UInt16(clamping: size.height), ws_col: UInt16(clamping: size.width), ws_xpixel: 0,
      ws_ypixel: 0)
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    guard ioctl(primary, pseudo_terminal_lock_request(), &isLocked) == 0,
      ioctl(primary, pseudo_terminal_number_request(), &number) == 0,
      ioctl(primary, UInt(TIOCSWINSZ), &window) == 0
    else {
      let code = errno
      close(primary)
      throw Failure(code: code)
    }
    let code = spawn(arguments, terminal: "/dev/pts/\(number)")
    guard code == 0 else {
      close(primary)
      throw Failure(code: code)
    }
  }

  deinit {
    if !hasBeenWaitedFor {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    close(primary)
  }

  private func spawn(_ arguments: [String], terminal: String) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens is the one that controls it.
    posix_spawnattr_setflags(&attributes, spawn_in_new_session())
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let kept = ["HOME", "PATH", "XDG_CONFIG_HOME"].compactMap { (key: String) in
      getenv(key).map { "\(key)=\(String(cString: $0))" }
    }
    let words = Self.strings([CommandLine.arguments[0]] + arguments)
    let surroundings = Self.strings(["TERM=xterm-256color", "LC_ALL=C.UTF-8"] + kept)
    defer { for word in words + surroundings { free(word) } }
    return posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, surroundings)
  }

  /// Strings as C has them, with a null behind the last, to be freed.
  private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { text in text.withCString { strdup($0) } } + [nil]
  }

  /// Types a text.
  public func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(primary, bytes, bytes.count)
  }

  /// Reads what the program has shown.
  ///
  /// - Parameter duration: how long to wait for the first byte.
  public func read(waiting duration: Duration) -> Reading {
    var polled = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(clamping: Int64(duration / .milliseconds(1)))
    guard poll(&polled, 1, max(0, milliseconds)) > 0 else { return Reading() }
    let count = Glibc.read(primary, &buffer, buffer.count)
    return count > 0 ? Reading(bytes: Array(buffer[..<count])) : Reading(hasEnded: true)
  }

  /// The processor time that the program has taken so far, in seconds; nil when it has ended.
  public func processorSeconds() -> Double? {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      return nil
    }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Waits for the end of the program.
  ///
  /// - Returns: what it showed last.
  public func waitForEnd(within duration: Duration) -> [UInt8] {
    let clock = ContinuousClock()
    let end = clock.now + duration
    var last: [UInt8] = []
    while clock.now < end {
      let reading = read(waiting: end - clock.now)
      last += reading.bytes
      if reading.hasEnded {
        var status: Int32 = 0
        waitpid(process, &status, 0)
        hasBeenWaitedFor = true
        break
      }
    }
    return last
  }
}

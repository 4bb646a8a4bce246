import Glibc
import Synchronization

/// Turns the signals that concern a terminal into bytes of a pipe, to be polled.
final class SignalPipe {
  /// The end to poll and read.
  let descriptor: Int32

  /// What is watched besides those that would end the program.
  private static let notices = [SIGWINCH, SIGCONT, SIGTSTP]
  /// What asks the program to end.
  private static let requestsToEnd = [SIGTERM, SIGHUP, SIGINT]

  private static let writeEnd = Atomic<Int32>(-1)
  private static let isEndRequested = Atomic(false)
  private var formerActions: [Int32: sigaction] = [:]

  /// Begins to watch; at most one pipe may exist at a time.
  init() throws(CursesTerminalError) {
    let pipe = try NonBlockingPipe()
    descriptor = pipe.readEnd
    Self.writeEnd.store(pipe.writeEnd, ordering: .releasing)
    for signal in Self.notices + Self.requestsToEnd { watch(signal) }
  }

  deinit {
    for (signal, var action) in formerActions { sigaction(signal, &action, nil) }
    Glibc.close(Self.writeEnd.exchange(-1, ordering: .acquiringAndReleasing))
    Glibc.close(descriptor)
  }

  /// The signals that have come in since the last call.
  func take() -> [Int32] {
    var signals: [Int32] = []
    var buffer = [UInt8](repeating: 0, count: 64)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return signals }
      signals += buffer.prefix(count).map(Int32.init)
    }
  }

  /// Lets a signal have its default effect once, here and now, on the whole process group.
  func letThrough(_ signal: Int32) {
    var defaultAction = sigaction()
    defaultAction.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &defaultAction, nil)
    kill(0, signal)
    watch(signal)
  }

  private func watch(_ signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { SignalPipe.note($0) }
    var former = sigaction()
    sigaction(signal, nil, &former)
    // What whoever started the program wants ignored (nohup) stays ignored.
    let ignored = unsafeBitCast(SIG_IGN, to: UInt.self)
    let current = unsafeBitCast(former.__sigaction_handler.sa_handler, to: UInt.self)
    if Self.requestsToEnd.contains(signal), current == ignored { return }
    sigaction(signal, &action, nil)
    if formerActions[signal] == nil { formerActions[signal] = former }
  }

  /// Runs in the signal handler.
  private static func note(_ signal: Int32) {
    let savedError = errno
    if signal == SIGTERM || signal == SIGHUP || signal == SIGINT,
      isEndRequested.exchange(true, ordering: .acquiringAndReleasing)
    {
      // Asked twice: whatever keeps the program from obeying, obey now.
      TerminalRecovery.restore()
      Glibc.signal(signal, SIG_DFL)
      raise(signal)
    }
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
    errno = savedError
  }
}

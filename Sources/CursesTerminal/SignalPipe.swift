import Glibc
import Synchronization

/// Turns the signals that concern a terminal into bytes of a pipe, to be polled.
final class SignalPipe {
  /// The end to poll and read.
  let descriptor: Int32

  /// What is watched besides those that would end the program.
  private static let notices = [SIGWINCH, SIGCONT, SIGTSTP]
  private static let writeEnd = Atomic<Int32>(-1)
  /// When the program was first asked to end; 0 before that.
  private static let endRequested = Atomic<Int64>(0)
  private var formerActions: [Int32: sigaction] = [:]

  /// Begins to watch; at most one pipe may exist at a time.
  init() throws(CursesTerminalError) {
    let pipe = try NonBlockingPipe()
    descriptor = pipe.readEnd
    Self.writeEnd.store(pipe.writeEnd, ordering: .releasing)
    let ignored = unsafeBitCast(SIG_IGN, to: UInt.self)
    // What whoever started the program wants ignored (nohup) stays ignored.
    let requests = EndingSignals.inForce.filter { EndingSignals.handler(of: $0) != ignored }
    for signal in Self.notices + requests { watch(signal) }
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
    sigaction(signal, &action, nil)
    if formerActions[signal] == nil { formerActions[signal] = former }
  }

  /// Runs in the signal handler.
  private static func note(_ signal: Int32) {
    let savedError = errno
    if signal != SIGWINCH, signal != SIGCONT, signal != SIGTSTP {
      let now = EndingSignals.now
      let (isFirst, first) = endRequested.compareExchange(
        expected: 0, desired: now, ordering: .acquiringAndReleasing)
      // Asked twice: whatever keeps the program from obeying, obey now.
      if !isFirst, EndingSignals.mustEndAtOnce(after: now - first, signal) {
        TerminalRecovery.force()
        Glibc.signal(signal, SIG_DFL)
        raise(signal)
      }
      DeafnessWatch.note(signal)
    }
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(writeEnd.load(ordering: .acquiring), &byte, 1)
    errno = savedError
  }
}

import Glibc

/// The signals by which others ask the program to end: a key, a terminal that is gone, a system that
/// shuts down, a batch system whose time is up, a timer.
///
/// Left alone, each of them ends a program without a word.
public enum EndingSignals {
  /// What people and shells send on purpose.
  static let deliberate: [Int32] = [SIGINT, SIGTERM]

  private static let others: [Int32] =
    [SIGHUP, SIGXCPU, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT]
    + Array(firstRealTime...lastRealTime)

  /// Those of the real-time signals that glibc leaves to programs.
  private static let (firstRealTime, lastRealTime): (Int32, Int32) = (34, 64)

  /// Two requests within so many nanoseconds are one: a shell passes on the SIGHUP that its jobs
  /// have got as well, and `timeout` signals a program and then its group.
  private static let shortest: Int64 = 500_000_000

  /// The signals that would end the program now: what whoever started it wants ignored (`nohup`)
  /// stays ignored, and what a tool has taken for itself stays its own.
  public static var inForce: [Int32] {
    deliberate + others.filter { handler(of: $0) == unsafeBitCast(SIG_DFL, to: UInt.self) }
  }

  /// Whether the second request to end, so many nanoseconds after the first, is to be obeyed at once,
  /// whatever is not saved then.
  public static func mustEndAtOnce(after nanoseconds: Int64, _ second: Int32) -> Bool {
    deliberate.contains(second) && nanoseconds >= shortest
  }

  /// What a signal does, as a number that can be compared.
  static func handler(of signal: Int32) -> UInt {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
  }

  /// The time of a clock that is never set; callable from a signal handler.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

import Glibc
import LogitEngine

/// What happens on a signal that a crash raises: Swift's reporter of crashes writes its report, asks
/// nothing, and the program ends by the signal.
enum CrashSignals {
  /// What crashes raise, Swift's own traps among them.
  private static let crashes = [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS]

  /// Said in the signal handler, where no string may be made.
  private static let lackOfMemory: StaticString = """
    logitscope: there is not enough memory for this; a smaller network, batch or dataset, or fewer \
    --threads, need less

    """

  private nonisolated(unsafe) static let former: UnsafeMutablePointer<sigaction> = {
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    actions.initialize(repeating: sigaction(), count: 65)
    return actions
  }()

  /// Takes the signals over from Swift's runtime, whose reporter would ask for a key for half a
  /// minute where there is a terminal, and would let the program go on after a signal from outside.
  static func takeOver() {
    for number in crashes {
      var action = sigaction()
      sigaction(number, nil, &former[Int(number)])
      action.__sigaction_handler.sa_sigaction = { CrashSignals.crash($0, $1, $2) }
      action.sa_flags = SA_ONSTACK | SA_SIGINFO
      sigaction(number, &action, nil)
    }
    // Whoever asks for a core dump wants that, and the end of the program.
    signal(SIGQUIT, SIG_DFL)
  }

  /// Runs in the signal handler.
  private static func crash(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
  ) {
    if MemoryExhaustion.isLikely {
      // The reporter of crashes would need memory too.
      _ = write(STDERR_FILENO, lackOfMemory.utf8Start, lackOfMemory.utf8CodeUnitCount)
      _exit(Diagnosis.Code.failure.rawValue)
    }
    let action = former[Int(number)]
    if action.sa_flags & SA_SIGINFO != 0, let report = action.__sigaction_handler.sa_sigaction {
      // The reporter reads keys from standard input: at its end, nobody can be asked.
      let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if nothing >= 0 { dup2(nothing, STDIN_FILENO) }
      report(number, information, context)
    }
    signal(number, SIG_DFL)
    raise(number)
  }
}

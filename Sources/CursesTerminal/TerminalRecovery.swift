import Glibc
import Synchronization

/// Gives the terminal back as it was, whatever ends the program: a return, `exit`, a signal that
/// ends it, or a crash.
///
/// Everything that a signal handler needs is made ready beforehand, since it may neither allocate
/// nor ask curses: the bytes that reset the screen and the settings of the line.
enum TerminalRecovery {
  /// Makes ready; from now on every way out restores the terminal.
  ///
  /// - Parameters:
  ///   - settings: the settings of the terminal line before the program changed them.
  ///   - sequence: what to write to bring the screen back.
  static func arm(settings: termios, sequence: [UInt8]) {
    installOnce
    plan.pointee.settings = settings
    plan.pointee.owner = pthread_self()
    plan.pointee.sequence.deallocate()
    plan.pointee.sequence = .allocate(capacity: sequence.count)
    _ = plan.pointee.sequence.initialize(fromContentsOf: sequence)
    isArmed.store(true, ordering: .releasing)
  }

  /// Says that the terminal has been restored in the regular way.
  static func disarm() {
    isArmed.store(false, ordering: .releasing)
  }

  /// Whether the terminal is the program's; a crash on another thread takes it away.
  static var holdsTerminal: Bool { isArmed.load(ordering: .acquiring) }

  /// Restores the terminal if that is still to be done; callable from a signal handler.
  static func restore() {
    guard isArmed.exchange(false, ordering: .acquiringAndReleasing) else { return }
    if pthread_equal(pthread_self(), plan.pointee.owner) == 0 {
      // A frame that is being written on the other thread must not come after the reset.
      var pause = timespec(tv_sec: 0, tv_nsec: 30_000_000)
      nanosleep(&pause, nil)
    }
    let sequence = plan.pointee.sequence
    _ = write(STDOUT_FILENO, sequence.baseAddress, sequence.count)
    tcflush(STDIN_FILENO, TCIFLUSH)
    tcsetattr(STDIN_FILENO, TCSANOW, &plan.pointee.settings)
    StandardErrorDiversion.end()
  }

  /// Handles the signal of a crash: restores the terminal, lets the handler that was there before,
  /// Swift's reporter of crashes, do its work, and ends the program as the signal would have.
  private static func crash(
    _ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
  ) {
    restore()
    let former = plan.pointee.formerActions[Int(signal)]
    if former.sa_flags & SA_SIGINFO != 0 {
      former.__sigaction_handler.sa_sigaction?(signal, information, context)
    }
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }

  /// The signals that crashes raise, Swift's own traps among them, and the one that asks for a
  /// core dump.
  private static let crashes = [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGQUIT]

  private static let installOnce: Void = {
    installAlternateStack()
    for signal in crashes {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { TerminalRecovery.crash($0, $1, $2) }
      action.sa_flags = SA_ONSTACK | SA_SIGINFO
      sigaction(signal, &action, &plan.pointee.formerActions[Int(signal)])
    }
    atexit { TerminalRecovery.restore() }
  }()

  /// A stack for the handler, which a thread whose own has overflowed cannot lend.
  private static func installAlternateStack() {
    var stack = stack_t()
    stack.ss_size = 65_536
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
    sigaltstack(&stack, nil)
  }

  private struct Plan {
    var settings = termios()
    var owner = pthread_self()
    var sequence = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)
    var formerActions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
  }

  private static let isArmed = Atomic(false)
  private nonisolated(unsafe) static let plan: UnsafeMutablePointer<Plan> = {
    let plan = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    plan.initialize(to: Plan())
    plan.pointee.formerActions.initialize(repeating: sigaction(), count: 65)
    return plan
  }()
}

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

  /// Restores a terminal that may take no output; callable from a signal handler.
  static func force() {
    guard isArmed.exchange(false, ordering: .acquiringAndReleasing) else { return }
    // What the terminal has not taken is in the way of what resets it; another thread may be in the
    // middle of writing a frame, which then comes to its end.
    var takesOutput = false
    for _ in 0..<10 where !takesOutput {
      tcflush(STDOUT_FILENO, TCOFLUSH)
      var pause = timespec(tv_sec: 0, tv_nsec: 30_000_000)
      nanosleep(&pause, nil)
      takesOutput = isReadyForOutput(STDOUT_FILENO)
    }
    let sequence = plan.pointee.sequence
    if takesOutput { _ = write(STDOUT_FILENO, sequence.baseAddress, sequence.count) }
    tcflush(STDIN_FILENO, TCIFLUSH)
    tcsetattr(STDIN_FILENO, TCSANOW, &plan.pointee.settings)
    if takesOutput { StandardErrorDiversion.end() }
  }

  /// Whether something can be written without waiting for whoever reads it.
  static func isReadyForOutput(_ descriptor: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&polled, 1, 50) > 0 && polled.revents & Int16(POLLOUT) != 0
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

  /// The signals that crashes raise, Swift's own traps among them, the one that asks for a core dump,
  /// and what ends a program that writes to a closed pipe or beyond a limit.
  private static let crashes = [
    SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGQUIT, SIGPIPE, SIGXFSZ,
  ]

  private static let installOnce: Void = {
    installAlternateStack()
    let ignored = unsafeBitCast(SIG_IGN, to: UInt.self)
    for signal in crashes where EndingSignals.handler(of: signal) != ignored {
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

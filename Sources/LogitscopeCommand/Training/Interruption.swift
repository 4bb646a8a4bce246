import Glibc
import Synchronization

/// Turns the first ^C or SIGTERM into a polite request; a second one ends the program at once.
///
/// The signals are blocked for every thread started from now on and taken by a thread that waits
/// for nothing else, so that no code runs in a signal handler.
final class Interruption: Sendable {
  private let happened = Atomic(false)
  private let request: @Sendable () -> Void

  /// Begins to watch, for the rest of the program's life.
  init(_ request: @escaping @Sendable () -> Void) {
    self.request = request
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Interruption>.fromOpaque(argument).takeRetainedValue().watch()
        return nil
      }, argument)
    precondition(status == 0, "no thread can be started")
    pthread_detach(thread)
  }

  /// Whether the program was asked to stop.
  var hasHappened: Bool { happened.load(ordering: .acquiring) }

  private func watch() {
    var signals = Self.signals
    var signal: Int32 = 0
    sigwait(&signals, &signal)
    happened.store(true, ordering: .releasing)
    request()
    sigwait(&signals, &signal)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }
}

import CursesTerminal
import Glibc
import Synchronization

/// Turns the first signal that asks the program to end, ^C for instance or the end of a terminal,
/// into a polite request; a second one from a person ends the program at once.
///
/// The signals are blocked for every thread started from now on and taken by a thread that waits
/// for nothing else, so that no code runs in a signal handler.
final class Interruption: Sendable {
  private let happened = Atomic(false)
  private let request = Mutex<(@Sendable () -> Void)?>(nil)
  private let numbers: [Int32]

  /// Begins to watch, for the rest of the program's life; until there is something to save, a signal
  /// ends the program as it would without.
  init() {
    numbers = EndingSignals.inForce
    var signals = Self.set(of: numbers)
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
    guard status == 0 else {
      // Without the thread, the signals have their usual effect.
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      Unmanaged<Interruption>.fromOpaque(argument).release()
      return
    }
    pthread_detach(thread)
  }

  /// Begins to watch and to pass the request on.
  convenience init(_ request: @escaping @Sendable () -> Void) {
    self.init()
    begin(request)
  }

  /// From now on there is something to save.
  func begin(_ request: @escaping @Sendable () -> Void) {
    self.request.withLock { $0 = request }
  }

  /// Whether the program was asked to stop.
  var hasHappened: Bool { happened.load(ordering: .acquiring) }

  private func watch() {
    let first = next()
    guard let request = request.withLock({ $0 }) else { return end(by: first) }
    let begin = EndingSignals.now
    happened.store(true, ordering: .releasing)
    StandardOutput.giveUpWaiting()
    request()
    var signal = first
    repeat {
      signal = next()
    } while !EndingSignals.mustEndAtOnce(
      after: EndingSignals.now - begin, signal)
    end(by: signal)
  }

  private func next() -> Int32 {
    var signals = Self.set(of: numbers)
    var signal: Int32 = 0
    while sigwait(&signals, &signal) != 0 {}
    return signal
  }

  private func end(by signal: Int32) {
    Glibc.signal(signal, SIG_DFL)
    var signals = Self.set(of: [signal])
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    return signals
  }
}

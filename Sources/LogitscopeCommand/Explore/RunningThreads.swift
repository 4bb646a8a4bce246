import Glibc
import Synchronization

/// Starts threads and knows when all of them have ended.
final class RunningThreads: Sendable {
  private let count = Atomic(0)

  /// Networks and losses keep their arrays on the heap, but a thread's usual stack depends on the
  /// limits of the shell.
  private static let stackSize = 16 << 20

  /// Runs a job on a thread of its own.
  func start(_ body: @escaping @Sendable () -> Void) {
    final class Job {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    count.add(1, ordering: .relaxed)
    let job = Job { [self] in
      body()
      count.subtract(1, ordering: .releasing)
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // Signals are for the explorer's thread, whose sleep they interrupt.
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    for crash in [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE] { sigdelset(&all, crash) }
    pthread_sigmask(SIG_SETMASK, &all, &former)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(job).toOpaque())
    pthread_sigmask(SIG_SETMASK, &former, nil)
    pthread_attr_destroy(&attributes)
    precondition(failure == 0, "the system refused to start a thread")
  }

  /// Waits until every thread has ended.
  ///
  /// - Returns: whether all have within the time.
  func waitForEnd(within duration: Duration) -> Bool {
    let deadline = ContinuousClock.now + duration
    while count.load(ordering: .acquiring) > 0 {
      if ContinuousClock.now >= deadline { return false }
      usleep(2000)
    }
    return true
  }
}

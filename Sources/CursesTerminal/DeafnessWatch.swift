import Glibc
import Synchronization

/// Ends the program when it was asked to and the thread of the terminal does not hear it.
enum DeafnessWatch {
  /// So many milliseconds are enough for a thread that listens.
  private static let patience: Int32 = 500
  private static let writeEnd = Atomic<Int32>(-1)
  private static let isClosed = Atomic(false)

  /// Passes on that a signal asks for the end; callable from a signal handler.
  static func note(_ signal: Int32) {
    let end = writeEnd.load(ordering: .acquiring)
    guard end >= 0 else { return }
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(end, &byte, 1)
  }

  /// Says that the terminal has been given back, and that its thread sees to the rest.
  static func end() { isClosed.store(true, ordering: .releasing) }

  /// Begins to watch, on a thread that takes no signals; where no thread or pipe can be had, there
  /// is no such watch.
  static func begin(_ save: @escaping @Sendable () -> ForcedEnding?) {
    guard writeEnd.load(ordering: .acquiring) < 0, let pipe = try? NonBlockingPipe() else { return }
    writeEnd.store(pipe.writeEnd, ordering: .releasing)
    final class Job {
      let (readEnd, save): (Int32, @Sendable () -> ForcedEnding?)
      init(_ readEnd: Int32, _ save: @escaping @Sendable () -> ForcedEnding?) {
        (self.readEnd, self.save) = (readEnd, save)
      }
    }
    var all = sigset_t()
    var former = sigset_t()
    sigfillset(&all)
    for crash in [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP, SIGFPE] { sigdelset(&all, crash) }
    pthread_sigmask(SIG_SETMASK, &all, &former)
    var thread = pthread_t()
    let job = Unmanaged.passRetained(Job(pipe.readEnd, save))
    let failure = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let job = Unmanaged<Job>.fromOpaque(argument).takeRetainedValue()
        DeafnessWatch.watch(job.readEnd, job.save)
        return nil
      }, job.toOpaque())
    pthread_sigmask(SIG_SETMASK, &former, nil)
    if failure == 0 { pthread_detach(thread) } else { job.release() }
  }

  private static func watch(_ readEnd: Int32, _ save: () -> ForcedEnding?) {
    var polled = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&polled, 1, -1) <= 0 || read(readEnd, &byte, 1) != 1 {}
    usleep(UInt32(patience) * 1000)
    guard !isClosed.load(ordering: .acquiring) else { return }
    let ending = save()
    TerminalRecovery.force()
    guard let ending else { return endBySignal(Int32(byte)) }
    if TerminalRecovery.isReadyForOutput(STDERR_FILENO) {
      _ = ending.text.utf8.withContiguousStorageIfAvailable {
        write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
    }
    _exit(ending.exitCode)
  }

  private static func endBySignal(_ signal: Int32) {
    Glibc.signal(signal, SIG_DFL)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, signal)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
    raise(signal)
  }
}

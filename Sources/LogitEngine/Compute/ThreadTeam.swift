import CKernels
import COneDNN
import Glibc
import Synchronization

/// Threads that live as long as the team and do one job after another together.
///
/// The caller is rank 0. Every thread's oneDNN is single-threaded: a shard is the unit of
/// parallelism, and OpenMP's thread count, a setting of each thread, would otherwise start a team
/// of its own under each shard.
final class ThreadTeam: Sendable {
  /// How many threads there are, the caller included.
  let count: Int
  /// Where the threads of the running job wait for each other.
  let barrier: SpinBarrier

  private let shared: Shared
  private let threads: [pthread_t]

  /// What the threads share.
  ///
  /// The job is written before the ticket is raised and read after.
  private final class Shared: @unchecked Sendable {
    let ticket = Atomic<Int>(0)
    let finished: SpinBarrier
    var job: ((Int) -> Void)?
    var isClosing = false
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    let sleepers = Atomic<Int>(0)

    init(count: Int) {
      finished = SpinBarrier(count: count)
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
    }

    deinit {
      pthread_cond_destroy(condition)
      pthread_mutex_destroy(mutex)
      condition.deallocate()
      mutex.deallocate()
    }

    func publish() {
      ticket.add(1, ordering: .sequentiallyConsistent)
      guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
      pthread_mutex_lock(mutex)
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }

    /// Spins for a while, as the next step usually follows at once, then sleeps.
    func awaitTicket(after last: Int) {
      for _ in 0..<20_000 {
        if ticket.load(ordering: .acquiring) != last { return }
        logitscope_spin_pause()
      }
      pthread_mutex_lock(mutex)
      sleepers.add(1, ordering: .sequentiallyConsistent)
      while ticket.load(ordering: .sequentiallyConsistent) == last {
        pthread_cond_wait(condition, mutex)
      }
      sleepers.subtract(1, ordering: .sequentiallyConsistent)
      pthread_mutex_unlock(mutex)
    }

    func work(rank: Int) {
      omp_set_num_threads(1)
      var last = 0
      while true {
        awaitTicket(after: last)
        last += 1
        if isClosing { return }
        job?(rank)
        finished.wait()
      }
    }
  }

  /// Starts the threads.
  ///
  /// - Precondition: `count ≥ 1`.
  init(count: Int) {
    precondition(count >= 1, "a team needs a thread")
    self.count = count
    barrier = SpinBarrier(count: count)
    let shared = Shared(count: count)
    self.shared = shared
    threads = (1..<max(count, 1)).compactMap { Self.startThread(rank: $0, shared) }
    precondition(threads.count == count - 1, "the system refused to start a thread")
  }

  deinit {
    shared.isClosing = true
    shared.publish()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Does a job on every thread at once and returns when all have finished.
  ///
  /// Not reentrant, and to be called by one thread at a time.
  func run(_ job: (_ rank: Int) -> Void) {
    withoutActuallyEscaping(job) { run(Job(body: $0)) }
  }

  /// A job that is made once and done many times, with nothing allocated each time.
  struct Job {
    let body: (_ rank: Int) -> Void
  }

  /// Does a job on every thread at once and returns when all have finished.
  ///
  /// Not reentrant, and to be called by one thread at a time.
  func run(_ job: Job) {
    omp_set_num_threads(1)
    guard count > 1 else { return job.body(0) }
    shared.job = job.body
    shared.publish()
    job.body(0)
    shared.finished.wait()
    shared.job = nil
  }

  /// Does a job on every thread at once and returns the results in the order of the ranks.
  func map<Result>(_ job: (_ rank: Int) -> Result) -> [Result] {
    let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
    results.initialize(repeating: nil)
    defer {
      results.deinitialize()
      results.deallocate()
    }
    run { rank in results[rank] = job(rank) }
    return results.compactMap { $0 }
  }

  /// The part of `count` things that falls to a rank: contiguous, in the order of the ranks.
  func part(of count: Int, rank: Int) -> Range<Int> {
    count * rank / self.count..<count * (rank + 1) / self.count
  }

  private static func startThread(rank: Int, _ shared: Shared) -> pthread_t? {
    final class Start {
      let rank: Int
      let shared: Shared
      init(rank: Int, shared: Shared) {
        self.rank = rank
        self.shared = shared
      }
    }
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(rank: rank, shared: shared))
    let failure = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.shared.work(rank: start.rank)
        return nil
      }, start.toOpaque())
    guard failure == 0 else {
      start.release()
      return nil
    }
    return thread
  }
}

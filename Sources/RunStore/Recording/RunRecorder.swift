import Dispatch
import LogitEngine
import Synchronization

/// Records the events of a run without ever making the trainer wait.
///
/// Events go into a bounded queue, which a thread of its own empties into the store. If the disk is
/// slower than the training, the logits of intermediate evaluations are left out, never a scalar.
/// If it fails, recording ends, and says so once; the training does not notice.
public final class RunRecorder: Sendable {
  /// The run that is being recorded.
  public let runID: Int64

  private let store: RunStore
  private var path: String { store.path }
  private let thread = DispatchQueue(label: "logitscope.recorder")
  private let state: Mutex<State>
  private let onFailure: @Sendable (RunStoreError) -> Void

  /// Scalars wait at most this long for company.
  private static let interval = 0.5
  /// A store that is locked by somebody else is tried again for so many seconds.
  private static let lockPatience = 60.0

  /// Writing checkpoints takes at most this share of the recorder's time.
  private static let checkpointShare = 0.02
  /// But no checkpoint waits for longer than so many seconds.
  private static let checkpointPatience = 60.0

  private struct State {
    var queue = RecordingQueue()
    var resumption: Resumption?
    var isFlushComing = false
    var isTimerRunning = false
    var failure: RunStoreError?
    var isOver = false
    var isHurrying = false
    var isWriting = false
    var storeBytes = 0
  }

  /// What the recorder's thread alone uses.
  private final class Worker {
    var writer: RunWriter?
    var lock: RunLocks.Held?
    var lockedSince: ContinuousClock.Instant?
    /// When the next checkpoint may be written.
    var checkpointDue = ContinuousClock.now

    init(writer: RunWriter, lock: RunLocks.Held?) {
      self.writer = writer
      self.lock = lock
    }
  }

  private nonisolated(unsafe) let worker: Worker

  init(
    writer: RunWriter, runID: Int64, store: RunStore, lock: RunLocks.Held?, queue: RecordingQueue,
    resumption: Resumption? = nil, onFailure: @escaping @Sendable (RunStoreError) -> Void
  ) {
    self.store = store
    self.runID = runID
    self.onFailure = onFailure
    state = Mutex(State(queue: queue, resumption: resumption))
    worker = Worker(writer: writer, lock: lock)
  }

  /// Why recording ended early; nil while all is well.
  public var failure: RunStoreError? { state.withLock { $0.failure } }

  /// Records an event; takes no longer than it takes to put it into the queue.
  public func record(_ event: TrainingEvent) {
    if case .progress = event {
      enqueue(event, hurry: false)
    } else {
      enqueue(event, hurry: true)
    }
  }

  /// From now on, writes everything as soon as it comes, checkpoints too: the program is to end.
  public func hurry() {
    let isNews = state.withLock { state in
      defer { state.isHurrying = true }
      return !state.isHurrying && !state.isOver
    }
    if isNews { thread.async { self.flush() } }
  }

  /// Whether everything that has come is in the store, or has failed to get there.
  public var isWritten: Bool { state.withLock { $0.queue.items.isEmpty && !$0.isWriting } }

  /// How many bytes the store takes by now, all runs in it counted.
  public var storeBytes: Int { state.withLock { $0.storeBytes } }

  /// The name that the run has by now; nil if that cannot be found out.
  public var currentName: String? { store.name(ofRun: runID) }

  /// Ends the recording, once everything is in the store or has failed to get there; events that
  /// come later are not recorded.
  public func finish() {
    drain()
    thread.sync {
      checkPlace()
      close()
    }
    state.withLock { $0.isOver = true }
  }

  /// Ends the recording where the store is not where it was.
  private func checkPlace() {
    guard worker.writer != nil else { return }
    do {
      try store.checkPlace()
    } catch {
      giveUp(RunStoreError(error, path: path))
    }
  }

  /// Waits until everything is in the store, or recording has failed.
  func drain() {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(2 * StoreOpening.patience)
    while true {
      thread.sync { flush(isLast: true) }
      let isDone = state.withLock { $0.queue.items.isEmpty }
      if isDone { break }
      if clock.now > deadline { thread.sync { giveUp(.locked(path: path)) } }
    }
  }

  private func enqueue(_ event: TrainingEvent, hurry: Bool) {
    let delay: Double? = state.withLock { state in
      guard !state.isOver else { return nil }
      if state.resumption != nil {
        guard let adapted = state.resumption?.adapted(event) else { return nil }
        state.queue.add(adapted)
      } else {
        state.queue.add(event)
      }
      if hurry, !state.isFlushComing {
        state.isFlushComing = true
        return 0
      }
      guard !state.isFlushComing, !state.isTimerRunning else { return nil }
      state.isTimerRunning = true
      return Self.interval
    }
    switch delay {
    case nil: break
    case 0: thread.async { self.flush() }
    case let delay?:
      thread.asyncAfter(deadline: .now() + delay) { [weak self] in self?.flushByTimer() }
    }
  }

  private func flushByTimer() {
    state.withLock { $0.isTimerRunning = false }
    flush()
  }

  private func flush(isLast: Bool = false) {
    let isEarly = !isLast && ContinuousClock.now < worker.checkpointDue
    let (items, mustComeBack) = state.withLock { state in
      state.isFlushComing = false
      let isTooSoon = isEarly && !state.isHurrying
      let items = state.queue.takeAll(butCheckpoint: isTooSoon)
      let mustComeBack = !state.queue.items.isEmpty && !state.isTimerRunning
      if mustComeBack { state.isTimerRunning = true }
      state.isWriting = !items.isEmpty
      return (items, mustComeBack)
    }
    defer { state.withLock { $0.isWriting = false } }
    if mustComeBack {
      thread.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.flushByTimer() }
    }
    guard !items.isEmpty else { return }
    do {
      let begin = ContinuousClock.now
      try worker.writer?.write(items)
      worker.lockedSince = nil
      let bytes = worker.writer?.storeBytes ?? 0
      state.withLock { $0.storeBytes = bytes }
      if items.contains(where: \.isCheckpoint) {
        let end = ContinuousClock.now
        worker.checkpointDue =
          end + min((end - begin) / Self.checkpointShare, .seconds(Self.checkpointPatience))
      }
    } catch let error as RunStoreError {
      failed(error, items)
    } catch {
      giveUp(.failed(path: path, reason: String(describing: error)))
    }
  }

  private func failed(_ error: RunStoreError, _ items: [RecordingQueue.Item]) {
    let now = ContinuousClock.now
    guard case .locked = error, now - (worker.lockedSince ?? now) < .seconds(Self.lockPatience)
    else { return giveUp(error) }
    worker.lockedSince = worker.lockedSince ?? now
    state.withLock { state in
      state.queue.putBack(items)
      state.isTimerRunning = true
    }
    thread.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.flushByTimer() }
  }

  /// Lets go of the store, and of the lock that says that the run is being recorded.
  private func close() {
    worker.writer = nil
    worker.lock = nil
  }

  private func giveUp(_ error: RunStoreError) {
    let isFirst = state.withLock { state in
      defer { state.failure = state.failure ?? error }
      state.isOver = true
      _ = state.queue.takeAll()
      return state.failure == nil
    }
    close()
    if isFirst { onFailure(error) }
  }
}

import LogitEngine
import RunStore

/// Runs trainers on threads of their own, one after the other; used by the explorer's thread.
final class ExploreRunner {
  /// A run that is ready to begin.
  struct Preparation: Sendable {
    var dataset: Dataset
    var configuration: TrainingConfiguration
    var initialClass: Int
    var stepsPerSecondLimit: Double?
    var pauseStep: Int?

    /// How many steps the run has.
    var totalSteps: Int {
      configuration.epochs * (dataset.training.count / configuration.batchSize)
    }
  }

  /// Begins to record a run, the first or one after it; nil when nobody asked for it.
  typealias Record =
    @Sendable (
      RunDescription, Dataset, _ isFirst: Bool,
      _ onFailure: @escaping @Sendable (RunStoreError) -> Void
    ) throws -> Recording?

  /// Trains losses side by side, apart from the run.
  let comparison: LiveComparison

  /// Saves what is recorded when the program is to end at once.
  let saver: RunSaver

  /// Whether any run has been recorded, which is to be on the disk in the end.
  private(set) var isRecording: Bool

  private let mailbox: ExploreMailbox
  private let record: Record
  private var control = TrainingControl()
  private let running = RunningThreads()
  /// The pace outlives a run: the next begins with it.
  private var stepsPerSecondLimit: Double?

  /// Creates a runner that runs nothing yet.
  ///
  /// - Parameter store: the store that runs are recorded in, as it was named; nil for the usual one.
  init(
    mailbox: ExploreMailbox, isRecording: Bool = false, store: String? = nil,
    record: @escaping Record
  ) {
    self.mailbox = mailbox
    saver = RunSaver(store: store)
    self.isRecording = isRecording
    self.record = record
    comparison = LiveComparison(mailbox: mailbox)
  }

  /// Loads the dataset and begins the first run, on a thread that this call does not wait for.
  func start(_ prepare: @escaping @Sendable () throws -> Preparation) {
    let (mailbox, record, control, run) = (mailbox, record, control, mailbox.beginRun())
    let saver = saver
    saver.begins(control)
    running.start {
      do {
        let first = try prepare()
        mailbox.post(.loaded(first.dataset, initialClass: first.initialClass), run: run)
        if let limit = first.stepsPerSecondLimit { control.send(.setStepsPerSecondLimit(limit)) }
        if let step = first.pauseStep { control.send(.pauseAt(step: step)) }
        try Self.train(first.dataset, first.configuration, control, mailbox, run, saver) {
          try record($0, first.dataset, true, $1)
        }
      } catch {
        mailbox.post(.failed(error), run: run)
      }
    }
  }

  /// Stops the run under way and begins another, without waiting for either.
  func restart(_ dataset: Dataset, _ configuration: TrainingConfiguration) {
    control.send(.stop)
    control = TrainingControl()
    if let stepsPerSecondLimit { control.send(.setStepsPerSecondLimit(stepsPerSecondLimit)) }
    let (mailbox, record, control, run) = (mailbox, record, control, mailbox.beginRun())
    let saver = saver
    saver.begins(control)
    running.start {
      do {
        try Self.train(dataset, configuration, control, mailbox, run, saver) {
          try record($0, dataset, false, $1)
        }
      } catch {
        mailbox.post(.failed(error), run: run)
      }
    }
  }

  /// Stops the run under way and goes on with a recorded one, without waiting for either.
  func goOn(with continuation: Continuation) {
    control.send(.stop)
    control = TrainingControl()
    if let stepsPerSecondLimit { control.send(.setStepsPerSecondLimit(stepsPerSecondLimit)) }
    isRecording = true
    let (mailbox, control, run) = (mailbox, control, mailbox.beginRun())
    let saver = saver
    saver.begins(control)
    running.start {
      do {
        try Self.train(
          continuation.dataset, continuation.configuration, control, mailbox, run, saver,
          from: continuation.checkpoint, record: continuation.record)
      } catch {
        mailbox.post(.failed(error), run: run)
      }
    }
  }

  /// Hands a command to the run under way.
  func send(_ command: TrainingCommand) {
    control.send(command)
  }

  /// Notes the pace in force.
  func note(_ status: RunStatus) { setPace(status.stepsPerSecondLimit) }

  /// Sets the pace of the next run; nil for full speed.
  func setPace(_ limit: Double?) { stepsPerSecondLimit = limit }

  /// Stops the run and the comparison under way and waits for every thread to end.
  ///
  /// - Returns: whether all have ended within the time.
  func stop(within duration: Duration) -> Bool {
    control.send(.stop)
    let hasEnded = comparison.stop(within: duration)
    return running.waitForEnd(within: duration) && hasEnded
  }

  private static func train(
    _ dataset: Dataset, _ configuration: TrainingConfiguration, _ control: TrainingControl,
    _ mailbox: ExploreMailbox, _ run: Int, _ saver: RunSaver, from checkpoint: Checkpoint? = nil,
    record: (RunDescription, @escaping @Sendable (RunStoreError) -> Void) throws -> Recording?
  ) throws {
    let trainer = try Trainer(
      dataset: dataset, configuration: configuration, control: control, checkpoint: checkpoint)
    let recording = try record(trainer.runDescription) { error in
      saver.fails(error)
      mailbox.post(
        .notice("not recorded any further: \(error.sentence); training goes on"), run: run)
    }
    if let recording { saver.records(recording, of: control) }
    var growth = StoreGrowth()
    trainer.run { event in
      recording?.record(event)
      mailbox.post(.training(event), run: run)
      if let bytes = recording?.storeBytes, growth.isNews(bytes) {
        mailbox.post(.source(.recorded(storeBytes: bytes)), run: run)
      }
    }
    recording?.finish()
    if let failure = trainer.failure { throw failure }
  }
}

/// Which sizes of a growing store are worth showing.
private struct StoreGrowth {
  private var shown = 0

  /// Whether a size looks different from the one that was shown last.
  mutating func isNews(_ bytes: Int) -> Bool {
    guard bytes > 0, bytes < shown || bytes - shown >= max(10_000, shown / 100) else {
      return false
    }
    shown = bytes
    return true
  }
}

import Synchronization

/// Trains one run after another, several at a time, each on one thread of its own.
///
/// Two runs on a thread each take less time than one after the other on two threads, and what comes
/// of them does not depend on how many run at once.
public final class ComparisonRunner: Sendable {
  private let dataset: Dataset
  private let workers: Int
  private let state = Mutex(State())

  private struct State {
    var isStopped = false
    var failure: TrainingError?
    var next = 0
    var running: [Int: TrainingControl] = [:]
  }

  /// Creates a runner.
  ///
  /// - Parameter workers: how many runs go on at once.
  public init(dataset: Dataset, workers: Int) {
    self.dataset = dataset
    self.workers = max(1, workers)
  }

  /// Runs every configuration, on one thread whatever it says, until told to stop; takes them in
  /// their order.
  ///
  /// - Parameter report: receives every event of every run with the index of its configuration, on
  ///   the thread that trains it, and so from several at once.
  /// - Throws: ``TrainingError`` if a configuration does not fit the dataset or its examples can
  ///   no longer be read; the others are then stopped.
  public func run(
    _ configurations: [TrainingConfiguration],
    report: @Sendable (_ index: Int, _ event: TrainingEvent) -> Void
  ) throws(TrainingError) {
    guard !configurations.isEmpty else { return }
    state.withLock { $0.next = 0 }
    let team = ThreadTeam(count: min(workers, configurations.count))
    team.run { _ in
      while let (index, control) = self.begin(of: configurations.count) {
        var configuration = configurations[index]
        configuration.threads = 1
        do throws(TrainingError) {
          let trainer = try Trainer(
            dataset: self.dataset, configuration: configuration, control: control)
          trainer.run { report(index, $0) }
          if let failure = trainer.failure { throw failure }
        } catch {
          self.stop(because: error)
        }
        self.state.withLock { $0.running[index] = nil }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// Stops the runs under way at their next step and begins no other.
  public func stop() { stop(because: nil) }

  private func begin(of count: Int) -> (index: Int, control: TrainingControl)? {
    state.withLock { state in
      guard !state.isStopped, state.next < count else { return nil }
      let control = TrainingControl()
      state.running[state.next] = control
      defer { state.next += 1 }
      return (state.next, control)
    }
  }

  private func stop(because failure: TrainingError?) {
    state.withLock { state in
      state.isStopped = true
      if state.failure == nil { state.failure = failure }
      for control in state.running.values { control.send(.stop) }
    }
  }
}

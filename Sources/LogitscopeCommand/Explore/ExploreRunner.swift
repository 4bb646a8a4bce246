import LogitEngine

/// Runs trainers on threads of their own, one after the other; used by the explorer's thread.
final class ExploreRunner {
  /// A run that is ready to begin.
  struct Preparation: Sendable {
    var dataset: Dataset
    var configuration: TrainingConfiguration
    var initialClass: Int
    var stepsPerSecondLimit: Double?
  }

  private let mailbox: ExploreMailbox
  private var control = TrainingControl()
  private let running = RunningThreads()
  /// The pace outlives a run: the next begins with it.
  private var stepsPerSecondLimit: Double?

  /// Creates a runner that runs nothing yet.
  init(mailbox: ExploreMailbox) {
    self.mailbox = mailbox
  }

  /// Loads the dataset and begins the first run, on a thread that this call does not wait for.
  func start(_ prepare: @escaping @Sendable () throws -> Preparation) {
    let (mailbox, control, run) = (mailbox, control, mailbox.beginRun())
    running.start {
      do {
        let first = try prepare()
        mailbox.post(.loaded(first.dataset, initialClass: first.initialClass), run: run)
        if let limit = first.stepsPerSecondLimit { control.send(.setStepsPerSecondLimit(limit)) }
        try Self.train(first.dataset, first.configuration, control, mailbox, run)
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
    let (mailbox, control, run) = (mailbox, control, mailbox.beginRun())
    running.start {
      do {
        try Self.train(dataset, configuration, control, mailbox, run)
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
  func note(_ status: RunStatus) {
    stepsPerSecondLimit = status.stepsPerSecondLimit
  }

  /// Stops the run under way and waits for every thread to end.
  ///
  /// - Returns: whether all have ended within the time.
  func stop(within duration: Duration) -> Bool {
    control.send(.stop)
    return running.waitForEnd(within: duration)
  }

  private static func train(
    _ dataset: Dataset, _ configuration: TrainingConfiguration, _ control: TrainingControl,
    _ mailbox: ExploreMailbox, _ run: Int
  ) throws {
    let trainer = try Trainer(dataset: dataset, configuration: configuration, control: control)
    trainer.run { mailbox.post(.training($0), run: run) }
  }
}

import LogitEngine

/// Trains several losses side by side on a thread of its own; used by the explorer's thread.
final class LiveComparison {
  private let mailbox: ExploreMailbox
  private let running = RunningThreads()
  private var control = TrainingControl()

  /// Creates a runner that trains nothing yet.
  init(mailbox: ExploreMailbox) {
    self.mailbox = mailbox
  }

  /// Gives the comparison under way up and begins another, without waiting for either.
  func start(
    _ dataset: Dataset, _ configurations: [TrainingConfiguration], stepsPerSecondLimit: Double?
  ) {
    control.send(.stop)
    control = TrainingControl()
    control.send(.setStepsPerSecondLimit(stepsPerSecondLimit))
    let (mailbox, control, comparison) = (mailbox, control, mailbox.beginComparison())
    running.start {
      var trainers: [Trainer] = []
      var places: [Int] = []
      for (place, configuration) in configurations.enumerated() {
        do {
          trainers.append(try Trainer(dataset: dataset, configuration: configuration))
          places.append(place)
        } catch {
          mailbox.post(.comparisonFailed(place, error), comparison: comparison)
        }
      }
      TrainerRotation(trainers, control: control).run { [places] turn, event in
        mailbox.post(.compared(places[turn], event), comparison: comparison)
      }
      for (place, trainer) in zip(places, trainers) {
        guard let failure = trainer.failure else { continue }
        mailbox.post(.comparisonFailed(place, failure), comparison: comparison)
      }
    }
  }

  /// Hands a command to the comparison under way.
  func send(_ command: TrainingCommand) {
    control.send(command)
  }

  /// Gives the comparison under way up and waits for its thread to end.
  ///
  /// - Returns: whether it has within the time.
  func stop(within duration: Duration) -> Bool {
    control.send(.stop)
    return running.waitForEnd(within: duration)
  }
}

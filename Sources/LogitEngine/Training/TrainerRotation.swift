/// Trains several networks in turn on one thread, so that all of them advance evenly.
///
/// After every round all have taken as many steps, or have come to their end. Each trainer takes
/// exactly the steps it would take alone. Make and run it on one thread.
public final class TrainerRotation {
  private let trainers: [Trainer]
  private let control: TrainingControl
  private let clock = ContinuousClock()

  private var isPaused = false
  private var isStopped = false
  private var stepsPerSecondLimit: Double?
  /// How many steps a round has.
  private var stepsPerTurn = 1
  private var pace: Pace

  /// When the next round is due under a limit of steps a second.
  private struct Pace {
    var origin: ContinuousClock.Instant
    var steps = 0
  }

  /// A turn takes about so long, so that all are seen to move.
  private static let turn = Duration.milliseconds(40)

  /// Creates a rotation.
  ///
  /// - Parameters:
  ///   - trainers: the trainers, none of them begun, each with a control of its own.
  ///   - control: the line for commands to all of them; those it obeys are to pause, to resume, to
  ///     stop and to limit the steps a second that each takes.
  public init(_ trainers: [Trainer], control: TrainingControl) {
    self.trainers = trainers
    self.control = control
    pace = Pace(origin: clock.now)
  }

  /// Runs until every trainer is at its end, or until told to stop; to be called once.
  ///
  /// - Parameter report: receives every event with the place of its trainer, on the calling
  ///   thread, between steps.
  public func run(report: (_ place: Int, TrainingEvent) -> Void) {
    var underWay = Array(trainers.indices)
    while !underWay.isEmpty {
      obey()
      if isStopped { return }
      if isPaused {
        control.wait()
      } else if let delay = secondsUntilDue() {
        control.wait(seconds: delay)
      } else {
        let begin = clock.now
        let count = underWay.count
        underWay.removeAll { place in
          trainers[place].advance(by: stepsPerTurn) { report(place, $0) }
        }
        pace.steps += stepsPerTurn
        settle(turn: (clock.now - begin) / count)
      }
    }
  }

  /// Makes turns longer or shorter, up to what the pace asks for.
  private func settle(turn: Duration) {
    if turn < Self.turn / 2 { stepsPerTurn *= 2 }
    if turn > Self.turn * 2 { stepsPerTurn = max(1, stepsPerTurn / 2) }
    if let limit = stepsPerSecondLimit, limit > 0 {
      stepsPerTurn = min(stepsPerTurn, max(1, Int(min(limit / 20, 1e9))))
    }
    stepsPerTurn = min(stepsPerTurn, 1 << 20)
  }

  private func obey() {
    let commands = control.take()
    guard !commands.isEmpty else { return }
    for command in commands {
      switch command {
      case .pause: isPaused = true
      case .resume: isPaused = false
      case .stop: isStopped = true
      case .setStepsPerSecondLimit(let limit): stepsPerSecondLimit = limit
      case .pauseAt, .step, .checkpoint, .setLearningRate, .setLoss: break
      }
    }
    pace = Pace(origin: clock.now)
  }

  /// The seconds until a round may begin under the limit; nil when one is due.
  private func secondsUntilDue() -> Double? {
    guard let limit = stepsPerSecondLimit, limit > 0 else { return nil }
    let now = (clock.now - pace.origin) / .seconds(1)
    let due = Double(pace.steps) / limit
    // What was too slow for the limit goes on from here; it does not race to catch up.
    if now - due > 0.25 { pace = Pace(origin: clock.now) }
    return now < due ? due - now : nil
  }
}

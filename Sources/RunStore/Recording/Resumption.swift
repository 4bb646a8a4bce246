import LogitEngine

/// What becomes of the events of a run that goes on, so that the record reads as if it had never
/// been interrupted.
///
/// A trainer that goes on from a checkpoint greets with its status, a checkpoint and an evaluation,
/// all of which the record has, and its clock begins at zero.
struct Resumption: Sendable {
  /// Whether the record has an evaluation of the checkpoint's step, or needs none.
  let isEvaluated: Bool
  /// The seconds that the run had taken up to the checkpoint.
  let secondsBefore: Double
  private var hasGreeted = false

  init(isEvaluated: Bool, secondsBefore: Double) {
    self.isEvaluated = isEvaluated
    self.secondsBefore = secondsBefore
  }

  /// The event as it is to be recorded; nil if it is not.
  mutating func adapted(_ event: TrainingEvent) -> TrainingEvent? {
    switch event {
    case .started: return event
    case .evaluated where !hasGreeted:
      hasGreeted = true
      return isEvaluated ? nil : event
    case .changed, .checkpointed: return hasGreeted ? event : nil
    case .evaluated: return event
    case .progress(var progress):
      progress.secondsElapsed += secondsBefore
      return .progress(progress)
    case .ended(var summary):
      summary.seconds += secondsBefore
      return .ended(summary)
    }
  }
}

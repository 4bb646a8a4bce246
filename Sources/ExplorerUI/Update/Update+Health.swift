import LogitEngine

/// What can be wrong with a run, each told once.
enum HealthProblem: Hashable, Sendable {
  /// The loss has exploded, or is no number.
  case loss
  /// The logits of a class are all equal.
  case logits
}

extension ExplorerState {
  /// Looks at the losses of some steps.
  mutating func checkHealth(_ progress: TrainingProgress) {
    health.add(losses: progress.losses, lastStep: progress.moment.step)
    guard let sentence = health.lossSentence else { return }
    tell(.loss, sentence)
  }

  /// Looks at the logits that are shown, but for those of a network that has not been trained.
  mutating func checkHealth(_ snapshot: LogitSnapshot) {
    guard origin != .training || shownMoment.step > 0 else { return }
    health.add(snapshot)
    guard let sentence = health.logitSentence else {
      toldHealth.remove(.logits)
      return
    }
    tell(.logits, sentence)
  }

  private mutating func tell(_ problem: HealthProblem, _ sentence: String) {
    guard toldHealth.insert(problem).inserted else { return }
    _ = show(notice: sentence)
  }
}

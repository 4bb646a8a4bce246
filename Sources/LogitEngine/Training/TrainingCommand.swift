/// What a front end can ask of a running trainer; it obeys between two steps.
public enum TrainingCommand: Hashable, Sendable {
  /// Stop taking steps until told otherwise.
  case pause
  /// Pause when so many steps have been taken, and evaluate there; nothing if they have been.
  case pauseAt(step: Int)
  /// Go on after a pause.
  case resume
  /// Take one step, evaluate, and stay paused.
  case step
  /// Report a checkpoint.
  case checkpoint
  /// End the run after the step under way.
  case stop
  /// Use another learning rate from the next step on.
  case setLearningRate(Double)
  /// Use another loss from the next step on, parameters and momentum kept.
  case setLoss(Loss)
  /// Take at most so many steps a second; nil for as many as the machine can.
  case setStepsPerSecondLimit(Double?)
}

import LogitEngine

/// What the explorer asks of the program concerning recorded runs, by their numbers.
public enum RunEffect: Hashable, Sendable {
  /// List the runs of the store; `InputEvent.listed` or `.runsFailed` is the answer.
  case list
  /// Show a run in place of what is shown.
  case open(Int64)
  /// Fetch the last evaluation of a run; `InputEvent.pinned` is the answer.
  case pin(Int64)
  /// Stop the training, if there is one, and go on with a run: from its latest checkpoint, or in a
  /// new record from the last one at or before a step.
  case resume(Int64, step: Int?)
  /// Stop the training, if there is one, and train the network of a checkpoint, the last one at or
  /// before a step, with another loss.
  case fork(Int64, step: Int?, Loss)
  /// Delete a run, and list those that are left.
  case delete(Int64)
  /// Show the training again in place of a recorded run.
  case returnToTraining
}

import LogitEngine

/// What the explorer asks of the program around it.
public enum ExplorerEffect: Hashable, Sendable {
  /// Hand a command to the running trainer.
  case send(TrainingCommand)
  /// Stop the running trainer, if there is one, and start another with this configuration; every
  /// event of the old one that comes before the new one's `.started` is ignored.
  case restart(TrainingConfiguration)
  /// Stop the comparison under way, if there is one, and train these side by side, each with at most
  /// so many steps a second; no event of the old one may come any more.
  case compare([TrainingConfiguration], stepsPerSecondLimit: Double?)
  /// Hand a command to the losses that are trained side by side.
  case sendToComparison(TrainingCommand)
  /// Bring the logits of these evaluations of a recorded run, in place of any asked for before;
  /// `InputEvent.fetched` is the answer.
  case fetchEvaluations([Int])
  /// Measure the speed of inference on a thread of its own; `InputEvent.speed` with this number
  /// brings each result.
  case measureSpeed(SpeedSpecification, number: Int)
  /// Give the measurement of the speed up.
  case cancelSpeed
  /// Look on a thread of its own for logits with a small loss that violate separation;
  /// `InputEvent.searched` brings what it has found.
  case searchViolation(Loss)
  /// Save the view as a file in the current folder; `InputEvent.notice` says how it went.
  case save(ExportFormat)
  /// Write the settings to the configuration file; `InputEvent.notice` says how it went.
  case saveSettings(ExplorerSettings)
  /// Put a text into the clipboard of the terminal.
  case copy(String)
  /// Do something with recorded runs.
  case runs(RunEffect)
  /// Do something with datasets.
  case datasets(DatasetEffect)
  /// Leave the program.
  case quit
  /// Give the terminal back to the shell until the user returns.
  case suspend
  /// Draw every cell anew.
  case repaint
}

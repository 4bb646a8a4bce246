import Glibc
import LogitEngine

/// What came of a headless run: how it ended, what of it is saved, and what failed.
struct TrainingOutcome {
  /// The file that the run was kept in; nil for none.
  let path: String?
  /// The store that was named; nil for the usual one.
  let store: String?
  /// What the run came to.
  var summary: TrainingSummary?
  /// The first thing that kept a checkpoint from being written.
  var savingFailure: (any Error)?
  /// The first thing that kept an event from being printed.
  var outputFailure: (any Error)?

  /// Creates the outcome of a run that has not begun.
  init(path: String?, store: String?) {
    self.path = path
    self.store = store
  }

  /// Throws what there is to say of the run's end; returns when all went well.
  ///
  /// - Parameters:
  ///   - recording: the recording, which is over; nil when there was none.
  ///   - isInterrupted: whether the run was asked to stop.
  func settle(_ recording: Recording?, isInterrupted: Bool) throws {
    if let savingFailure { throw savingFailure }
    let isSaved = path != nil || recording != nil
    if isInterrupted || (hasLostReader && isSaved), let summary, summary.wasStopped {
      let step = summary.moment.step
      if let failure = recording?.failure {
        throw CommandError.interruptedUnrecorded(step: step, savedIn: path, failure)
      }
      guard path == nil, let recording else {
        throw CommandError.interrupted(step: step, savedIn: path)
      }
      throw CommandError.interruptedRecording(
        step: step, name: recording.currentName, store: store)
    }
    if let outputFailure { throw outputFailure }
    if let failure = recording?.failure { throw CommandError.notRecorded(failure) }
  }

  /// Whether whoever read what was printed has gone away.
  private var hasLostReader: Bool {
    guard case CommandError.outputFailed(EPIPE)? = outputFailure else { return false }
    return true
  }
}

import CursesTerminal
import Glibc
import LogitEngine
import RunStore
import Synchronization

/// Saves what is recorded when the explorer is to end at once; to be used from any thread.
final class RunSaver: Sendable {
  private struct State {
    var control: TrainingControl?
    var recording: Recording?
    var failure: RunStoreError?
  }

  private let state = Mutex(State())
  private let store: String?

  /// Creates a saver for runs that are recorded in a store; nil for the usual one.
  init(store: String?) { self.store = store }

  /// How long saving may take.
  private static let patience = Duration.milliseconds(1800)

  /// Takes over the line to a trainer that begins.
  func begins(_ control: TrainingControl) {
    state.withLock { state in
      state.control = control
      state.recording = nil
    }
  }

  /// Takes over the recording of the run that has begun.
  func records(_ recording: Recording, of control: TrainingControl) {
    state.withLock { state in
      if state.control === control { state.recording = recording }
    }
  }

  /// Notes that a run is not recorded, or not to its end.
  func fails(_ error: RunStoreError) {
    state.withLock { $0.failure = $0.failure ?? error }
  }

  /// The first thing that kept a run from being recorded; nil if all were.
  var failure: RunStoreError? { state.withLock { $0.failure } }

  /// Stops the run and waits until it is on the disk, for two seconds at most.
  ///
  /// - Returns: how the program is to end; nil where nothing is recorded, or all was before.
  func save() -> Diagnosis? {
    let (control, recording) = state.withLock { ($0.control, $0.recording) }
    guard let recording, !recording.isFinished || !recording.isOfWholeRun else { return nil }
    recording.hurry()
    control?.send(.stop)
    let deadline = ContinuousClock.now + Self.patience
    while !recording.isFinished, ContinuousClock.now < deadline { usleep(2000) }
    // The trainer may be in the middle of a long step; what it has told is saved.
    while !recording.isWritten, ContinuousClock.now < deadline { usleep(2000) }
    if let failure = recording.failure ?? failure { return Diagnosis(failure) }
    guard recording.isWritten, let step = recording.lastCheckpoint else { return nil }
    return Diagnosis(
      CommandError.interruptedRecording(
        step: step, name: recording.isFinished ? recording.currentName : recording.name,
        store: store))
  }

  /// The same for a program whose terminal does not answer.
  @Sendable func forcedEnding() -> ForcedEnding? {
    save().map { ForcedEnding(text: $0.complaint, exitCode: $0.exitCode.rawValue) }
  }
}

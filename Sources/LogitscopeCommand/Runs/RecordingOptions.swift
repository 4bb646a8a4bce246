import ArgumentParser
import Glibc
import LogitEngine
import RunStore

/// The options that record a run.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record the run under this name, to be looked at, replayed and exported later.",
      valueName: "name"))
  var record: String?

  @Option(help: ArgumentHelp("A note on the recorded run.", valueName: "text"))
  var note: String?

  @OptionGroup var location: StoreOptions

  /// When a recorded run gets a checkpoint unless somebody says otherwise.
  static let checkpointing = CheckpointCadence.shareOfTime(0.01)

  /// Refuses options that would do nothing.
  ///
  /// - Parameter mayResume: whether the store may be named for runs that are there.
  /// - Throws: `ValidationError`.
  func check(mayResume: Bool = false) throws {
    guard record != nil || note == nil else { throw ValidationError("--note goes with --record") }
    guard record != nil || mayResume || location.store == nil else {
      throw ValidationError("--store goes with --record or --resume")
    }
  }

  /// Begins to record; nil when nobody asked for it, or when the store does not allow it, which is
  /// said on standard error, or by `onFailure`, and does not keep anybody from training.
  ///
  /// - Parameter resumed: the run to go on with, which is recorded further unless a new record was
  ///   asked for.
  /// - Throws: ``RunStoreError`` where the name is at fault, or the run to go on with cannot be
  ///   recorded further.
  func begin(
    _ description: RunDescription, of dataset: Dataset, goingOnWith resumed: ResumedRun? = nil,
    onFailure: @escaping @Sendable (RunStoreError) -> Void = Recording.report
  ) throws -> Recording? {
    // A limit on the size of files is a full disk like any other, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
    if case .recorded(let run, let checkpoint) = resumed, record == nil || record == run.name {
      let recording = Recording(name: run.name)
      recording.recorder = try location.open(for: .writing).resume(
        run, from: checkpoint, description: description, onFailure: onFailure)
      return recording
    }
    guard let name = record else { return nil }
    let recording = Recording(name: name)
    do {
      recording.recorder = try location.open(for: .writing).record(
        name: name, note: note ?? "", fingerprint: dataset.fingerprint, description: description,
        onFailure: onFailure)
    } catch let error as RunStoreError where error.exitCode != .usage {
      onFailure(error)
      recording.failure = error
    }
    return recording
  }
}

/// A recording under way, or one that failed.
final class Recording {
  /// The name of the run.
  let name: String
  fileprivate var recorder: RunRecorder?
  fileprivate var failure: RunStoreError?

  /// Takes over what has begun, if it has.
  init(name: String, _ recorder: RunRecorder? = nil) {
    self.name = name
    self.recorder = recorder
  }

  /// Records an event.
  func record(_ event: TrainingEvent) { recorder?.record(event) }

  /// Waits until everything is on the disk; tells why it is not, if so.
  func finish() -> RunStoreError? {
    recorder?.finish()
    return failure ?? recorder?.failure
  }

  /// Says, while the training goes on, that recording has ended.
  @Sendable static func report(_ error: RunStoreError) {
    let reason = error.sentence.onOneLine
    StandardError.write(
      "logitscope: the run is not recorded any further: \(reason); training goes on\n")
  }
}

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

  func validate() throws {
    guard record != nil || (note == nil && location.store == nil) else {
      throw ValidationError("--note and --store go with --record")
    }
  }

  /// Begins to record; nil when nobody asked for it, or when the store does not allow it, which is
  /// said on standard error, or by `onFailure`, and does not keep anybody from training.
  ///
  /// - Throws: ``RunStoreError`` where the name is at fault.
  func begin(
    _ description: RunDescription, of dataset: Dataset,
    onFailure: @escaping @Sendable (RunStoreError) -> Void = Recording.report
  ) throws -> Recording? {
    guard let name = record else { return nil }
    // A limit on the size of files is a full disk like any other, not a reason to die.
    signal(SIGXFSZ, SIG_IGN)
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

  fileprivate init(name: String) {
    self.name = name
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
    StandardError.write(
      "logitscope: the run is not recorded any further: \(error.sentence); training goes on\n")
  }
}

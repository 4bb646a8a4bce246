import ArgumentParser
import Glibc
import LogitEngine
import RunStore
import Synchronization

/// The options that record a run.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record the run under this name, to be looked at, replayed and exported later.",
      valueName: "name"))
  var record: String?

  @Option(help: ArgumentHelp("A note on the recorded run.", valueName: "text"))
  var note: String?

  @Flag(
    name: .customLong("record-if-possible"),
    help:
      "Train on, unrecorded, when the store cannot be used; without it, that ends the run at once.")
  var recordsIfPossible = false

  @Option(
    help: ArgumentHelp(
      "Keep the store to this size: beyond it, evaluations give up their logits, spread evenly over "
        + "the run.", valueName: "size"),
    transform: ByteSize.read)
  var storeLimit: Int?

  @OptionGroup var location: StoreOptions

  /// When a recorded run gets a checkpoint unless somebody says otherwise.
  static let checkpointing = CheckpointCadence.shareOfTime(0.01)

  /// Refuses options that would do nothing.
  ///
  /// - Parameter mayResume: whether the store may be named for runs that are there.
  /// - Throws: `ValidationError`.
  func check(mayResume: Bool = false) throws {
    guard record != nil || note == nil else { throw ValidationError("--note goes with --record") }
    guard record != nil || !recordsIfPossible else {
      throw ValidationError("--record-if-possible goes with --record")
    }
    guard record != nil || mayResume || storeLimit == nil else {
      throw ValidationError("--store-limit goes with --record or --resume")
    }
    guard record != nil || mayResume || location.store == nil else {
      throw ValidationError("--store goes with --record or --resume")
    }
  }

  /// Begins to record; nil when nobody asked for it.
  ///
  /// With `--record-if-possible`, a store that cannot be used is said on standard error, or by
  /// `onFailure`, and does not keep anybody from training.
  ///
  /// - Parameter resumed: the run to go on with, which is recorded further unless a new record was
  ///   asked for.
  /// - Throws: ``RunStoreError``.
  func begin(
    _ description: RunDescription, of dataset: Dataset, goingOnWith resumed: ResumedRun? = nil,
    onFailure: @escaping @Sendable (RunStoreError) -> Void = Recording.report,
    onNotice: @escaping @Sendable (String) -> Void = Recording.notify
  ) throws -> Recording? {
    let budget = storeLimit.map { limit in
      StoreBudget(limit: limit) {
        onNotice(
          "the store has reached the \(ByteSize.text(limit)) of --store-limit: from here on, "
            + "evaluations give up their logits, spread evenly over the run")
      }
    }
    guard record != nil || resumed?.recordedRun != nil else { return nil }
    // Whoever reads what is printed and goes away ends the run, but not before it is saved.
    signal(SIGPIPE, SIG_IGN)
    if case .recorded(let run, let checkpoint) = resumed, record == nil || record == run.name {
      return Recording(
        name: run.name,
        try location.open(for: .writing).resume(
          run, from: checkpoint, description: description, budget: budget, onFailure: onFailure))
    }
    guard let name = record else { return nil }
    do {
      return Recording(
        name: name,
        try location.open(for: .writing).record(
          name: name, note: note ?? "", fingerprint: dataset.fingerprint, description: description,
          budget: budget, onFailure: onFailure))
    } catch let error as RunStoreError where recordsIfPossible && error.exitCode != .usage {
      onFailure(error)
      return Recording(name: name, failure: error)
    }
  }
}

/// A recording under way, or one that failed.
final class Recording: Sendable {
  /// The name that the run was given.
  let name: String
  private let recorder: RunRecorder?
  private let failureAtStart: RunStoreError?
  private let progress = Mutex(Progress())

  private struct Progress {
    var lastCheckpoint: Int?
    var summary: TrainingSummary?
    var isFinished = false
  }

  /// Takes over what has begun, or why it could not begin.
  init(name: String, _ recorder: RunRecorder? = nil, failure: RunStoreError? = nil) {
    self.name = name
    self.recorder = recorder
    failureAtStart = failure
  }

  /// Records an event.
  func record(_ event: TrainingEvent) {
    recorder?.record(event)
    progress.withLock { progress in
      switch event {
      case .checkpointed(let checkpoint): progress.lastCheckpoint = checkpoint.moment.step
      case .ended(let summary): progress.summary = summary
      case .started, .progress, .evaluated, .changed: break
      }
    }
  }

  /// Puts everything onto the disk as soon as it comes from now on, since the program is to end.
  func hurry() { recorder?.hurry() }

  /// Waits until everything is on the disk; tells why it is not, if so.
  @discardableResult func finish() -> RunStoreError? {
    recorder?.finish()
    progress.withLock { $0.isFinished = true }
    return failure
  }

  /// Why the run is not recorded, or not to its end; nil while all is well.
  var failure: RunStoreError? { failureAtStart ?? recorder?.failure }

  /// Whether nothing more is going to be recorded.
  var isFinished: Bool { progress.withLock { $0.isFinished } }

  /// Whether the run took all its steps.
  var isOfWholeRun: Bool { progress.withLock { $0.summary.map { !$0.wasStopped } ?? false } }

  /// The step to go on from; nil when there is none.
  var lastCheckpoint: Int? { progress.withLock { $0.lastCheckpoint } }

  /// Whether everything that has come is on the disk.
  var isWritten: Bool { recorder?.isWritten ?? true }

  /// How many bytes the store takes by now.
  var storeBytes: Int { recorder?.storeBytes ?? 0 }

  /// The name that the run has by now: somebody may have given it another.
  var currentName: String { recorder?.currentName ?? name }

  /// Says something about the recording while the training goes on.
  @Sendable static func notify(_ sentence: String) {
    StandardError.write("logitscope: \(sentence)\n")
  }

  /// Says, while the training goes on, that recording has ended.
  @Sendable static func report(_ error: RunStoreError) {
    let reason = error.sentence.onOneLine
    StandardError.write(
      "logitscope: the run is not recorded any further: \(reason); training goes on\n")
  }
}

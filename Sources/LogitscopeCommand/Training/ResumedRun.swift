import Glibc
import LogitEngine
import RunStore

/// A run to go on with.
enum ResumedRun {
  /// Kept in a file.
  case file(path: String, Checkpoint)
  /// Recorded in a store.
  case recorded(RecordedRun, Checkpoint)

  /// Finds the run that was named: by the path of a file that is there, else by its name or number
  /// in a store.
  ///
  /// - Throws: ``CheckpointError``, ``DataError``, ``RunStoreError`` or ``CommandError``.
  init(_ name: String, in location: StoreOptions) throws {
    if access(name, F_OK) == 0 {
      self = .file(path: name, try Checkpoint(contentsOf: name))
      return
    }
    do {
      let store = try location.open(for: .reading)
      self = try Self.recorded(store.run(name), in: store)
    } catch let error as RunStoreError where name.contains("/") {
      switch error {
      case .missing, .noRun: throw DataError.unreadable(path: name, code: ENOENT)
      default: throw error
      }
    }
  }

  private static func recorded(_ run: RecordedRun, in store: RunStore) throws -> ResumedRun {
    guard run.status != .running else { throw RunStoreError.stillRecording(name: run.name) }
    guard let checkpoint = try store.checkpoint(of: run) else {
      throw RunStoreError.noCheckpoint(name: run.name)
    }
    return .recorded(run, checkpoint)
  }

  /// All that the trainer needs to go on.
  var checkpoint: Checkpoint {
    switch self {
    case .file(_, let checkpoint), .recorded(_, let checkpoint): checkpoint
    }
  }

  /// What the run had been given so far.
  var configuration: TrainingConfiguration {
    switch self {
    case .file(_, let checkpoint): checkpoint.configuration
    // It may have been made longer since its last checkpoint.
    case .recorded(let run, _): run.description.configuration
    }
  }

  /// The file; nil for a recorded run.
  var path: String? {
    if case .file(let path, _) = self { path } else { nil }
  }

  /// The recorded run; nil for a file.
  var recordedRun: RecordedRun? {
    if case .recorded(let run, _) = self { run } else { nil }
  }

  /// Finds out whether the dataset is the one of the run.
  ///
  /// - Throws: `TrainingError`, or ``CommandError``.
  func check(_ dataset: Dataset) throws {
    try checkpoint.check(dataset)
    guard let run = recordedRun, run.datasetFingerprint != dataset.fingerprint else { return }
    throw CommandError.badData(
      "the test set '\(dataset.name)' is not the one that the run '\(run.name)' was recorded with: "
        + "its contents differ")
  }

  /// Finds out whether a recorded run has steps left under a configuration.
  ///
  /// - Throws: ``CommandError``.
  func checkRest(under configuration: TrainingConfiguration) throws {
    guard let run = recordedRun, run.status == .finished else { return }
    let totalSteps = configuration.epochs * run.description.stepsPerEpoch
    guard checkpoint.moment.step >= totalSteps else { return }
    let more =
      configuration.schedule.dependsOnRunLength
      ? "" : "; --epochs above \(configuration.epochs.grouped) gives it more"
    throw CommandError.usage(
      "the run '\(run.name)' has taken all its \(totalSteps.grouped) steps" + more)
  }
}

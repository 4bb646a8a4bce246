import LogitEngine
import RunStore

/// A recorded run that is ready to be gone on with.
struct Continuation: Sendable {
  /// The dataset it was trained on.
  var dataset: Dataset
  /// What it is to be trained with.
  var configuration: TrainingConfiguration
  /// What to go on from.
  var checkpoint: Checkpoint
  /// Begins to record it.
  var record: Record

  /// Begins to record a run, or goes on recording one.
  typealias Record =
    @Sendable (RunDescription, @escaping @Sendable (RunStoreError) -> Void) throws -> Recording?

  /// How a recorded run is gone on with.
  enum Kind: Sendable {
    /// In the same record, or, from the last checkpoint at or before a step, in a new one.
    case resume(step: Int?)
    /// In a new record, from the last checkpoint at or before a step, with another loss.
    case fork(step: Int?, Loss)
  }

  /// Reads what is needed.
  ///
  /// - Parameters:
  ///   - id: the number of the run.
  ///   - loaded: a dataset that is there already, which will do if it is the run's.
  /// - Throws: ``RunStoreError``, ``CommandError``, `CheckpointError` or `DataError`.
  init(of id: Int64, _ kind: Kind, in location: StoreOptions, loaded: Dataset?) throws {
    let store = try location.open(for: .writing)
    let run = try store.run(String(id))
    guard run.status != .running else { throw RunStoreError.stillRecording(name: run.name) }
    let (step, loss): (Int?, Loss?) =
      switch kind {
      case .resume(let step): (step, nil)
      case .fork(let step, let loss): (step, loss)
      }
    guard var checkpoint = try store.checkpoint(of: run, atOrBefore: step ?? .max) else {
      throw RunStoreError.noCheckpoint(name: run.name)
    }
    dataset = try Self.dataset(of: run, checkpoint, loaded)
    configuration = run.description.configuration
    let stepsPerEpoch = run.description.stepsPerEpoch
    let isAtEnd = checkpoint.moment.step >= configuration.epochs * stepsPerEpoch
    if let loss {
      // A network that has been trained to the end is trained for as long again.
      if isAtEnd { configuration.epochs += run.description.configuration.epochs }
      configuration.loss = loss
      checkpoint = checkpoint.forked(under: configuration)
    } else if isAtEnd, run.status == .finished {
      throw CommandError.usage(
        "the run '\(run.name)' has taken all its steps; F trains its network further")
    }
    if configuration.checkpointing == .never {
      configuration.checkpointing = RecordingOptions.checkpointing
    }
    self.checkpoint = checkpoint
    guard loss != nil || step != nil else {
      record = { [checkpoint] description, onFailure in
        let recorder = try store.resume(
          run, from: checkpoint, description: description, onFailure: onFailure)
        return Recording(name: run.name, recorder)
      }
      return
    }
    let name = loss.map { "\(run.name)-\($0.kind.name)" } ?? run.name
    let note = "goes on from step \(checkpoint.moment.step) of '\(run.name)'"
    record = { [fingerprint = run.datasetFingerprint] description, onFailure in
      let name = try store.freeName(name)
      let recorder = try store.record(
        name: name, note: note, fingerprint: fingerprint, description: description,
        onFailure: onFailure)
      return Recording(name: name, recorder)
    }
  }

  private static func dataset(
    of run: RecordedRun, _ checkpoint: Checkpoint, _ loaded: Dataset?
  ) throws -> Dataset {
    if let loaded, loaded.fingerprint == run.datasetFingerprint { return loaded }
    let dataset = try DatasetOptions.parse([]).load(goingOnWith: run.description.datasetName)
    try ResumedRun.recorded(run, checkpoint).check(dataset)
    return dataset
  }
}

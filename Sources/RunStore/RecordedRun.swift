import LogitEngine

/// A run in a store, without its scalars and logits.
public struct RecordedRun: Sendable, Identifiable {
  /// How the recording of a run stands.
  public enum Status: String, CaseIterable, Sendable {
    /// A process that is alive records it.
    case running
    /// It came to its last step.
    case finished
    /// A command ended it before its last step.
    case stopped
    /// Its process ended without a word; it is whole up to its last snapshot.
    case interrupted
  }

  /// What an ended run came to.
  public struct Totals: Hashable, Sendable {
    /// Seconds from start to end, evaluation included, pauses left out.
    public var seconds: Double
    /// Training throughput over the whole run, evaluation left out.
    public var examplesPerSecond: Double
    /// The mean time of a training step, evaluation left out.
    public var millisecondsPerStep: Double
  }

  /// The number of the run, never used again by another.
  public let id: Int64
  /// The name, unique in its store.
  public var name: String
  /// What somebody had to say about it.
  public var note: String
  /// When it began, in seconds since 1970.
  public var created: Double
  /// How its recording stands.
  public var status: Status
  /// What stayed the same during the run.
  public var description: RunDescription
  /// The fingerprint of the dataset.
  public var datasetFingerprint: String
  /// How far it came.
  public var lastMoment: TrainingMoment
  /// How many evaluations there are.
  public var evaluationCount: Int
  /// How many of them have their logits.
  public var snapshotCount: Int
  /// How many of them lost their logits because the disk was slower than the training.
  public var thinnedCount: Int
  /// How many checkpoints there are.
  public var checkpointCount: Int
  /// What the run came to; nil unless it ended.
  public var totals: Totals?
  /// The last evaluation; nil before the first.
  public var lastEvaluation: RecordedEvaluation?
}

/// An evaluation without its logits.
public struct RecordedEvaluation: Sendable {
  /// When it was made.
  public var moment: TrainingMoment
  /// The mean training loss over the steps since the previous evaluation; nil before any step.
  public var trainingLoss: Double?
  /// Every metric, exactly as it was computed during the run.
  public var report: EvaluationReport
}

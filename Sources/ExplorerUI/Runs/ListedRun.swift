import LogitEngine

/// A recorded run as the explorer lists it.
public struct ListedRun: Hashable, Sendable, Identifiable {
  /// How its recording stands, in a word, for instance `finished`.
  public var status: String
  /// Whether a process that is alive records it.
  public var isLive: Bool
  /// The number of the run in its store.
  public var id: Int64
  /// The name under which it was recorded.
  public var name: String
  /// The name of the dataset.
  public var dataset: String
  /// The name of the loss it began with.
  public var loss: String
  /// When it began, in words.
  public var began: String
  /// How many steps were taken.
  public var step: Int
  /// How many steps it has in all.
  public var totalSteps: Int
  /// The mean AUPRC of the last evaluation; nil where it is undefined.
  public var meanAveragePrecision: Double?
  /// Whether it has a checkpoint to go on from.
  public var hasCheckpoint: Bool

  /// Creates an entry of the list.
  public init(
    id: Int64, name: String, dataset: String, loss: String, began: String, status: String,
    isLive: Bool, step: Int, totalSteps: Int, meanAveragePrecision: Double?, hasCheckpoint: Bool
  ) {
    self.id = id
    self.name = name
    self.dataset = dataset
    self.loss = loss
    self.began = began
    self.status = status
    self.isLive = isLive
    self.step = step
    self.totalSteps = totalSteps
    self.meanAveragePrecision = meanAveragePrecision
    self.hasCheckpoint = hasCheckpoint
  }
}

/// The last evaluation of a recorded run, which others are measured against.
public struct PinnedBaseline: Sendable {
  /// The number of the run in its store.
  public var id: Int64
  /// The name under which it was recorded.
  public var name: String
  /// The loss in force at its end.
  public var loss: Loss
  /// Its metrics.
  public var report: EvaluationReport
  /// Its logits, as far as they are stored.
  public var snapshot: LogitSnapshot?

  /// Creates a baseline.
  public init(
    id: Int64, name: String, loss: Loss, report: EvaluationReport, snapshot: LogitSnapshot?
  ) {
    self.id = id
    self.name = name
    self.loss = loss
    self.report = report
    self.snapshot = snapshot
  }
}

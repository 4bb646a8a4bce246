import LogitEngine

/// A recorded run as the explorer takes it in at once: everything but the logits.
public struct ReplayedRun: Sendable {
  /// What was reported, but for start and end.
  public enum Event: Sendable {
    /// Some steps were taken.
    case progress(TrainingProgress)
    /// The network was evaluated; without an index there are no logits, and the moment cannot be
    /// shown.
    case evaluated(
      index: Int?, moment: TrainingMoment, trainingLoss: Double?, report: EvaluationReport)
    /// A command changed something.
    case changed(RunStatus)
  }

  /// The number of the run in its store.
  public var id: Int64
  /// The name under which it was recorded.
  public var name: String
  /// What stays the same during the run.
  public var description: RunDescription
  /// What was reported, in order.
  public var events: [Event]
  /// How the run ended; nil unless it did.
  public var summary: TrainingSummary?
  /// Whether it is still being recorded, and what comes will be told.
  public var isFollowed: Bool

  /// Creates a run.
  public init(
    id: Int64 = 0, name: String, description: RunDescription, events: [Event],
    summary: TrainingSummary?, isFollowed: Bool = false
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.events = events
    self.summary = summary
    self.isFollowed = isFollowed
  }

  /// What has been recorded since of a run that is followed.
  public struct Extension: Sendable {
    /// What was reported, in order.
    public var events: [Event]
    /// How the run ended; nil unless it did.
    public var summary: TrainingSummary?
    /// Whether more may come.
    public var isFollowed: Bool
    /// What was assumed in reading it, a sentence each.
    public var notes: [String]

    /// Creates an extension.
    public init(
      events: [Event], summary: TrainingSummary?, isFollowed: Bool, notes: [String] = []
    ) {
      self.notes = notes
      self.events = events
      self.summary = summary
      self.isFollowed = isFollowed
    }
  }
}

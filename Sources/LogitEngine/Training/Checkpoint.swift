/// All that a run needs to go on, bit for bit, as if it had never stopped.
///
/// What else is random in a run, the order of an epoch and the noise of a step, is a function of
/// the seed and the step.
public struct Checkpoint: Sendable {
  /// The name of the dataset.
  public internal(set) var datasetName: String
  /// A checksum of the training set.
  public internal(set) var datasetFingerprint: UInt64
  /// The layer sizes in words, for instance `mlp 784-256-256-10`.
  public internal(set) var networkName: String
  /// The configuration the run began with.
  public internal(set) var configuration: TrainingConfiguration
  /// The loss in force.
  public internal(set) var loss: Loss
  /// The base learning rate in force.
  public internal(set) var learningRate: Double
  /// When the checkpoint was made.
  public internal(set) var moment: TrainingMoment
  /// The training losses since the last evaluation, whose mean the next one reports.
  var recentLosses: RecentLosses
  /// Every parameter of the network.
  public internal(set) var parameters: [Float]
  /// Every running statistic of the network.
  var statistics: [Float]
  /// What the optimizer carries from step to step.
  var optimizerBuffers: [[Float]]
}

/// The training losses since the last evaluation.
struct RecentLosses: Hashable, Sendable {
  /// Their sum.
  var sum = 0.0
  /// How many they are.
  var count = 0

  /// Their mean; nil where there is none.
  var mean: Double? { count == 0 ? nil : sum / Double(count) }

  /// Adds the loss of a step.
  mutating func add(_ loss: Double) {
    sum += loss
    count += 1
  }
}

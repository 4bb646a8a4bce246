/// What came of training with one loss and one seed.
public struct ComparedRun: Hashable, Sendable {
  /// The loss, with the parameters it had.
  public var loss: Loss
  /// The seed of initial parameters, order of batches and noise.
  public var seed: UInt64
  /// The base learning rate.
  public var learningRate: Double
  /// The measures of the last evaluation; one that is undefined is missing.
  public var values: [ComparisonMeasure: Double]
  /// How long the run took, in seconds.
  public var seconds: Double

  /// Creates a result from its values.
  public init(
    loss: Loss, seed: UInt64, learningRate: Double, values: [ComparisonMeasure: Double],
    seconds: Double
  ) {
    self.loss = loss
    self.seed = seed
    self.learningRate = learningRate
    self.values = values
    self.seconds = seconds
  }

  /// Takes the measures of a run's last evaluation; nil if the run was stopped before its end.
  public init?(_ summary: TrainingSummary, of configuration: TrainingConfiguration) {
    guard !summary.wasStopped, let report = summary.lastEvaluation?.report else { return nil }
    var values: [ComparisonMeasure: Double] = [:]
    for measure in ComparisonMeasure.allCases { values[measure] = measure.value(in: report) }
    self.init(
      loss: configuration.loss, seed: configuration.seed,
      learningRate: configuration.learningRate, values: values, seconds: summary.seconds)
  }
}

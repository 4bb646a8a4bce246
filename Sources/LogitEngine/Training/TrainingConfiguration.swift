/// Everything that determines a training run on a given dataset.
public struct TrainingConfiguration: Hashable, Sendable {
  /// The network.
  public var network: NetworkSpecification
  /// The loss to drive down.
  public var loss: Loss
  /// How many times to go through the training set.
  public var epochs: Int
  /// Examples a step; the last, smaller batch of an epoch is dropped.
  public var batchSize: Int
  /// The step size of the optimizer, which the schedule starts from.
  public var learningRate: Double
  /// The momentum coefficient of stochastic gradient descent, 0 for none.
  public var momentum: Double
  /// The rule by which the parameters follow their gradient.
  public var optimizer: OptimizerSpecification
  /// How the learning rate changes in the course of the run.
  public var schedule: LearningRateSchedule
  /// The norm that the gradient of a step is brought down to where it is larger; nil for any.
  public var clipNorm: Double?
  /// Seeds the initial parameters, the shuffling and the noise draws.
  public var seed: UInt64
  /// How many threads share a step; part of what makes a run reproducible bit for bit.
  public var threads: Int
  /// When to evaluate on the test set.
  public var evaluation: EvaluationCadence
  /// When to report a checkpoint.
  public var checkpointing: CheckpointCadence
  /// What is done to the dataset's inputs on their way into the network.
  public var inputs: InputPreparation

  /// Creates a configuration; the defaults are those of the command line.
  public init(
    network: NetworkSpecification, loss: Loss, epochs: Int = 10, batchSize: Int = 128,
    learningRate: Double = 0.05, momentum: Double = 0.9, seed: UInt64 = 0, threads: Int = 1,
    evaluation: EvaluationCadence = .everyEpoch,
    optimizer: OptimizerSpecification = .momentumDescent(),
    schedule: LearningRateSchedule = LearningRateSchedule(), clipNorm: Double? = nil,
    checkpointing: CheckpointCadence = .never, inputs: InputPreparation = InputPreparation()
  ) {
    self.network = network
    self.loss = loss
    self.epochs = epochs
    self.batchSize = batchSize
    self.learningRate = learningRate
    self.momentum = momentum
    self.seed = seed
    self.threads = threads
    self.evaluation = evaluation
    self.optimizer = optimizer
    self.schedule = schedule
    self.clipNorm = clipNorm
    self.checkpointing = checkpointing
    self.inputs = inputs
  }
}

/// When a trainer evaluates; it always does before the first step and after the last.
public enum EvaluationCadence: Hashable, Sendable {
  /// After each epoch.
  case everyEpoch
  /// After every so many steps.
  case steps(Int)
  /// As often as the clock allows while evaluating takes at most this share of the time.
  case shareOfTime(Double)
}

/// When a trainer reports a checkpoint, besides when told to; unless never, also at its beginning
/// and when the run ends or is stopped.
public enum CheckpointCadence: Hashable, Sendable {
  /// Never.
  case never
  /// After each epoch.
  case everyEpoch
  /// After every so many steps.
  case steps(Int)
  /// After each epoch that takes a second, and every ten seconds of a long one, as long as reporting
  /// them takes at most this share of the time.
  case shareOfTime(Double)
}

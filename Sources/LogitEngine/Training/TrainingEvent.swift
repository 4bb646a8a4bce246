/// What a trainer tells whoever watches it; every source of logits yields these same events.
public enum TrainingEvent: Sendable {
  /// The run begins.
  case started(RunDescription)
  /// Some steps were taken.
  case progress(TrainingProgress)
  /// The network was evaluated on the test set.
  case evaluated(Evaluation)
  /// The run was paused, resumed, or a command changed its loss or learning rate.
  case changed(RunStatus)
  /// All that the run needs to go on later, for whoever wants to keep it.
  case checkpointed(Checkpoint)
  /// The run is over; nothing follows.
  case ended(TrainingSummary)
}

/// What stays the same during a run.
public struct RunDescription: Sendable {
  /// The name of the dataset, for instance `fashion-mnist`.
  public var datasetName: String
  /// The names of the classes, k of them.
  public var classNames: [String]
  /// How many training examples there are.
  public var trainingCount: Int
  /// How many test examples there are: the evaluated set.
  public var testCount: Int
  /// The network's layer sizes in words, for instance `mlp 784-256-256-10`.
  public var networkName: String
  /// The configuration the run began with.
  public var configuration: TrainingConfiguration
  /// How many steps an epoch has.
  public var stepsPerEpoch: Int
  /// How many steps the run has in all.
  public var totalSteps: Int
  /// How many parameters the network has.
  public var parameterCount: Int
  /// The step the run goes on from, 0 unless it goes on from a checkpoint.
  public var firstStep: Int
  /// What of its files the dataset was made of, and what was assumed; nothing for a recorded run.
  public var origin: DatasetOrigin

  /// Creates a description.
  public init(
    datasetName: String, classNames: [String], trainingCount: Int, testCount: Int,
    networkName: String, configuration: TrainingConfiguration, stepsPerEpoch: Int,
    totalSteps: Int, parameterCount: Int, firstStep: Int = 0,
    origin: DatasetOrigin = DatasetOrigin()
  ) {
    self.datasetName = datasetName
    self.classNames = classNames
    self.trainingCount = trainingCount
    self.testCount = testCount
    self.networkName = networkName
    self.configuration = configuration
    self.stepsPerEpoch = stepsPerEpoch
    self.totalSteps = totalSteps
    self.parameterCount = parameterCount
    self.firstStep = firstStep
    self.origin = origin
  }
}

/// A moment of a run: how far it has come.
public struct TrainingMoment: Hashable, Sendable {
  /// Steps taken since the run began, before a checkpoint it goes on from included.
  public var step: Int
  /// Epochs completed, with the fraction of the one under way.
  public var epoch: Double

  /// Creates a moment.
  public init(step: Int, epoch: Double) {
    self.step = step
    self.epoch = epoch
  }
}

/// The steps since the last such report.
public struct TrainingProgress: Sendable {
  /// The moment after the last of these steps.
  public var moment: TrainingMoment
  /// The training loss of each step since the last report, in order; its last is `moment.step`'s.
  public var losses: [Float]
  /// Training throughput since the last report, evaluation left out.
  public var examplesPerSecond: Double
  /// Seconds since the run began, pauses left out.
  public var secondsElapsed: Double
  /// An estimate of the seconds to the end of the run, when there is one.
  public var secondsRemaining: Double?
  /// The learning rate of the last of these steps, as the schedule has it.
  public var learningRate: Double?

  /// Creates a progress report.
  public init(
    moment: TrainingMoment, losses: [Float], examplesPerSecond: Double, secondsElapsed: Double,
    secondsRemaining: Double?, learningRate: Double? = nil
  ) {
    self.moment = moment
    self.losses = losses
    self.examplesPerSecond = examplesPerSecond
    self.secondsElapsed = secondsElapsed
    self.secondsRemaining = secondsRemaining
    self.learningRate = learningRate
  }
}

/// An evaluation: the logits of the evaluation set at one moment, and every metric of them.
public struct Evaluation: Sendable {
  /// When it was made.
  public var moment: TrainingMoment
  /// The mean training loss over the steps since the previous evaluation; nil before any step.
  public var trainingLoss: Double?
  /// The logits, shared and immutable.
  public var snapshot: LogitSnapshot
  /// The metrics of those logits.
  public var report: EvaluationReport

  /// Creates an evaluation.
  public init(
    moment: TrainingMoment, trainingLoss: Double?, snapshot: LogitSnapshot,
    report: EvaluationReport
  ) {
    self.moment = moment
    self.trainingLoss = trainingLoss
    self.snapshot = snapshot
    self.report = report
  }
}

/// What commands can change during a run.
public struct RunStatus: Hashable, Sendable {
  /// When the change took effect.
  public var moment: TrainingMoment
  /// Whether the run is paused.
  public var isPaused: Bool
  /// The loss in force.
  public var loss: Loss
  /// The base learning rate in force, which the schedule starts from.
  public var learningRate: Double
  /// The most steps a second the run may take; nil for as many as the machine can.
  public var stepsPerSecondLimit: Double?

  /// Creates a status.
  public init(
    moment: TrainingMoment, isPaused: Bool, loss: Loss, learningRate: Double,
    stepsPerSecondLimit: Double?
  ) {
    self.moment = moment
    self.isPaused = isPaused
    self.loss = loss
    self.learningRate = learningRate
    self.stepsPerSecondLimit = stepsPerSecondLimit
  }
}

/// How a run ended.
public struct TrainingSummary: Sendable {
  /// The last evaluation, made after the last step; nil when a stopped run had none.
  public var lastEvaluation: Evaluation?
  /// The last moment.
  public var moment: TrainingMoment
  /// Whether a command stopped the run before its last step.
  public var wasStopped: Bool
  /// Seconds from start to end, evaluation included, pauses left out.
  public var seconds: Double
  /// Training throughput over the whole run, evaluation left out.
  public var examplesPerSecond: Double
  /// The mean time of a training step, evaluation left out.
  public var millisecondsPerStep: Double

  /// Creates a summary.
  public init(
    lastEvaluation: Evaluation?, moment: TrainingMoment, wasStopped: Bool, seconds: Double,
    examplesPerSecond: Double, millisecondsPerStep: Double
  ) {
    self.lastEvaluation = lastEvaluation
    self.moment = moment
    self.wasStopped = wasStopped
    self.seconds = seconds
    self.examplesPerSecond = examplesPerSecond
    self.millisecondsPerStep = millisecondsPerStep
  }
}

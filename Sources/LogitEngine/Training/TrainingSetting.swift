/// One setting of a run, by the name it has on the command line.
///
/// A setting added to ``TrainingConfiguration`` is one case here and one line in each direction of
/// `TrainingConfiguration+Settings.swift`; checkpoints then carry it and compare it.
public enum TrainingSetting: String, CaseIterable, Sendable {
  /// The kind of network.
  case model
  /// The sizes of the hidden layers.
  case hidden
  /// The channels of each convolutional block.
  case channels
  /// Whether batches are normalised.
  case batchNormalization = "batch-normalization"
  /// The probability that a value is left out.
  case dropout
  /// Where the last bias starts.
  case outputBias = "output-bias"
  /// What the factors of products are rounded to.
  case precision
  /// Whether inputs are normalised.
  case normalize
  /// How inputs are changed at random.
  case augment
  /// The loss.
  case loss
  /// γ of the max-margin losses.
  case margin
  /// α of self-normalization.
  case alpha
  /// φ of the focal loss.
  case focus
  /// t of the losses that draw noise; none for a loss's own default.
  case noiseSamples = "noise-samples"
  /// Whether noise-contrastive estimation takes the expectation over its noise.
  case expectedNoise = "expected"
  /// How many times to go through the training set.
  case epochs
  /// Examples a step.
  case batchSize = "batch-size"
  /// The optimizer.
  case optimizer
  /// The base learning rate.
  case learningRate = "learning-rate"
  /// The momentum coefficient.
  case momentum
  /// Whether momentum looks ahead.
  case nesterov
  /// The weight decay.
  case weightDecay = "weight-decay"
  /// The course of the learning rate.
  case schedule
  /// The steps over which the learning rate rises first.
  case warmUp = "warm-up"
  /// The epochs between two drops of the learning rate.
  case stepEvery = "step-every"
  /// What a drop multiplies the learning rate by.
  case stepFactor = "step-factor"
  /// The limit of the gradient's norm.
  case clipNorm = "clip-norm"
  /// The seed.
  case seed
  /// How many threads share a step.
  case threads
  /// When to evaluate.
  case evaluation = "evaluate-every"
  /// When to report a checkpoint.
  case checkpointing = "checkpoint-every"

  /// Whether the setting is one of the network's own.
  public var isOfNetwork: Bool {
    switch self {
    case .model, .hidden, .channels, .batchNormalization, .dropout, .outputBias: true
    default: false
    }
  }

  /// Whether a run of that schedule may be gone on with under another value.
  ///
  /// What decides about the parameters may not change, or the run would not be the one that was
  /// interrupted. Its length decides where the learning rate falls with the length.
  func mayChange(under schedule: LearningRateSchedule) -> Bool {
    switch self {
    case .epochs: !schedule.dependsOnRunLength
    case .evaluation, .checkpointing: true
    default: false
    }
  }
}

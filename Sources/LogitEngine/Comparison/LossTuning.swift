/// The search for a loss's parameters and learning rate on a validation set: first the learning
/// rate with the parameters as they are, then the parameter with that learning rate.
public struct LossTuning: Sendable {
  /// What was tried, and what came of it.
  public struct Trial: Hashable, Sendable {
    /// The loss with the parameters tried.
    public var loss: Loss
    /// The learning rate tried.
    public var learningRate: Double
    /// Mean average precision of the bare logit on the validation set; nil where it is undefined.
    public var averagePrecision: Double?

    /// Creates a trial.
    public init(loss: Loss, learningRate: Double, averagePrecision: Double?) {
      self.loss = loss
      self.learningRate = learningRate
      self.averagePrecision = averagePrecision
    }
  }

  /// What was tried so far.
  public private(set) var trials: [Trial]
  private let base: TrainingConfiguration

  /// The learning rates tried, as multiples of the one that the search starts from.
  private static let rateFactors = [0.2, 0.4, 1, 2]

  /// Begins a search, or goes on with one.
  ///
  /// - Parameter base: the configuration to start from, with the loss.
  public init(_ base: TrainingConfiguration, trials: [Trial] = []) {
    self.base = base
    self.trials = trials
  }

  /// The loss that is tuned.
  public var kind: LossKind { base.loss.kind }

  /// What is to be trained next, at once; nothing when the search is over.
  public var candidates: [TrainingConfiguration] {
    let rates = Self.rateFactors.map { with(base.loss, base.learningRate * $0) }
    let untried = rates.filter(isUntried)
    guard untried.isEmpty else { return untried }
    guard let best = Self.best(of: trials.filter { $0.loss == base.loss }) else { return [] }
    return variants.map { with($0, best.learningRate) }.filter(isUntried)
  }

  /// Takes down what came of a candidate.
  public mutating func add(_ candidate: TrainingConfiguration, averagePrecision: Double?) {
    trials.append(
      Trial(
        loss: candidate.loss, learningRate: candidate.learningRate,
        averagePrecision: averagePrecision))
  }

  /// The trial that did best, the first of equals; nil where none is defined.
  public var best: Trial? { Self.best(of: trials) }

  /// The configuration with what did best; as it began where nothing is defined.
  public var configuration: TrainingConfiguration {
    best.map { with($0.loss, $0.learningRate) } ?? base
  }

  /// How many trials a search takes.
  public var length: Int { Self.rateFactors.count + variants.count }

  private static func best(of trials: [Trial]) -> Trial? {
    var best: Trial?
    for trial in trials {
      guard let value = trial.averagePrecision else { continue }
      if best?.averagePrecision.map({ value > $0 }) ?? true { best = trial }
    }
    return best
  }

  /// The loss with other values of each parameter that it takes.
  private var variants: [Loss] {
    var variants: [Loss] = []
    func vary<Value: Equatable>(
      _ parameter: LossParameterName, _ path: WritableKeyPath<LossParameters, Value>,
      _ values: [Value]
    ) {
      guard kind.parameters.contains(parameter) else { return }
      for value in values where value != base.loss.parameters[keyPath: path] {
        var loss = base.loss
        loss.parameters[keyPath: path] = value
        variants.append(loss)
      }
    }
    vary(.margin, \.margin, [0.3, 1, 3, 10])
    vary(.alpha, \.normalizationWeight, [0.01, 0.03, 0.1, 0.3])
    vary(.focus, \.focus, [0.5, 1, 2, 4])
    // The loss's own default is tried already.
    vary(.noiseSamples, \.noiseSamples, [3, 10, 30].filter { $0 != kind.defaultNoiseSamples })
    return variants
  }

  private func with(_ loss: Loss, _ learningRate: Double) -> TrainingConfiguration {
    var configuration = base
    configuration.loss = loss
    configuration.learningRate = learningRate
    return configuration
  }

  private func isUntried(_ candidate: TrainingConfiguration) -> Bool {
    !trials.contains {
      $0.loss == candidate.loss && $0.learningRate == candidate.learningRate
    }
  }
}

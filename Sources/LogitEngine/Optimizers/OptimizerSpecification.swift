/// Which optimizer a run uses, and how; the momentum of `sgd` is the configuration's own.
public enum OptimizerSpecification: Hashable, Sendable {
  /// Stochastic gradient descent with the configuration's momentum; the decay is an L2 penalty.
  case momentumDescent(isNesterov: Bool = false, weightDecay: Double = 0)
  /// Adam with β 0.9 and 0.999; the decay is an L2 penalty.
  case adam(weightDecay: Double = 0)
  /// Adam whose weight decay is decoupled from the gradient.
  case adamW(weightDecay: Double = 0.01)

  /// The kinds of optimizer, by their names on the command line.
  public enum Kind: String, CaseIterable, Sendable {
    /// Stochastic gradient descent.
    case momentumDescent = "sgd"
    /// Adam.
    case adam
    /// AdamW.
    case adamW = "adamw"
  }

  /// An optimizer of some kind with its defaults.
  public init(_ kind: Kind) {
    self =
      switch kind {
      case .momentumDescent: .momentumDescent()
      case .adam: .adam()
      case .adamW: .adamW()
      }
  }

  /// The kind.
  public var kind: Kind {
    switch self {
    case .momentumDescent: .momentumDescent
    case .adam: .adam
    case .adamW: .adamW
    }
  }

  /// Whether momentum looks ahead as Nesterov's does; nil where there is none.
  public var isNesterov: Bool? {
    guard case .momentumDescent(let isNesterov, _) = self else { return nil }
    return isNesterov
  }

  /// The weight decay, for every parameter, biases included.
  public var weightDecay: Double {
    get {
      switch self {
      case .momentumDescent(_, let decay), .adam(let decay), .adamW(let decay): decay
      }
    }
    set {
      self =
        switch self {
        case .momentumDescent(let isNesterov, _):
          .momentumDescent(isNesterov: isNesterov, weightDecay: newValue)
        case .adam: .adam(weightDecay: newValue)
        case .adamW: .adamW(weightDecay: newValue)
        }
    }
  }

  /// Makes the optimizer, at rest.
  func makeOptimizer(parameterCount: Int, momentum: Double) -> any Optimizer {
    switch self {
    case .momentumDescent(let isNesterov, let weightDecay):
      MomentumDescent(
        parameterCount: parameterCount, momentum: momentum, isNesterov: isNesterov,
        weightDecay: weightDecay)
    case .adam(let weightDecay):
      Adam(parameterCount: parameterCount, weightDecay: weightDecay)
    case .adamW(let weightDecay):
      Adam(parameterCount: parameterCount, weightDecay: weightDecay, isDecayDecoupled: true)
    }
  }
}

import ArgumentParser
import LogitEngine

extension OptimizerSpecification.Kind: ExpressibleByArgument {}
extension LearningRateSchedule.Kind: ExpressibleByArgument {}

/// The options that say how the parameters follow their gradient.
struct OptimizerOptions: ParsableArguments {
  @Option(help: "The optimizer (default: sgd).")
  var optimizer: OptimizerSpecification.Kind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The step size (default: 0.05 for sgd, 0.001 for adam and adamw).", valueName: "rate"),
    transform: OptionValue.number(above: 0, upTo: 1000))
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("sgd: the momentum coefficient (default: 0.9).", valueName: "m"),
    transform: OptionValue.belowOne)
  var momentum: Double?

  @Flag(help: "sgd: look ahead as Nesterov's momentum does.")
  var nesterov = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The decay of all parameters, an L2 penalty for sgd and adam (default: 0; adamw: 0.01).",
      valueName: "λ"),
    transform: OptionValue.number(above: 0, orEqual: true))
  var weightDecay: Double?

  @Option(help: "The course of the learning rate (default: constant).")
  var schedule: LearningRateSchedule.Kind?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Let the learning rate rise over the first so many steps (default: 0).", valueName: "steps"),
    transform: OptionValue.integer(0...1_000_000_000))
  var warmUp: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "step: let the learning rate drop every so many epochs (default: 5).", valueName: "epochs"),
    transform: OptionValue.integer(1...1_000_000))
  var stepEvery: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "step: what a drop multiplies the learning rate by (default: 0.1).", valueName: "factor"),
    transform: OptionValue.number(above: 0, upTo: 1))
  var stepFactor: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Scale the gradient of a step down to this norm where it is larger.", valueName: "norm"),
    transform: OptionValue.number(above: 0, upTo: 1e9))
  var clipNorm: Double?

  private static func defaultRate(_ kind: OptimizerSpecification.Kind) -> Double {
    kind == .momentumDescent ? 0.05 : 0.001
  }

  /// Puts what was given in place of what a configuration has.
  ///
  /// - Parameter stepsPerEpoch: how many steps an epoch of the run has; nil while not known.
  /// - Throws: ``CommandError/usage(_:)`` for options that do not go together.
  func apply(to configuration: inout TrainingConfiguration, stepsPerEpoch: Int?) throws {
    try applyOptimizer(to: &configuration)
    try applySchedule(to: &configuration, stepsPerEpoch: stepsPerEpoch)
    if let clipNorm { configuration.clipNorm = clipNorm }
  }

  private func applyOptimizer(to configuration: inout TrainingConfiguration) throws {
    if let optimizer, optimizer != configuration.optimizer.kind {
      configuration.optimizer = OptimizerSpecification(optimizer)
      configuration.learningRate = Self.defaultRate(optimizer)
    }
    let kind = configuration.optimizer.kind
    for (option, isGiven) in [("--momentum", momentum != nil), ("--nesterov", nesterov)]
    where isGiven && kind != .momentumDescent {
      throw CommandError.usage(
        "\(option) does not apply to --optimizer \(kind.rawValue), only to sgd")
    }
    if let learningRate { configuration.learningRate = learningRate }
    if let momentum { configuration.momentum = momentum }
    if nesterov {
      guard configuration.momentum > 0 else {
        throw CommandError.usage("--nesterov needs a --momentum above 0")
      }
      configuration.optimizer = .momentumDescent(
        isNesterov: true, weightDecay: configuration.optimizer.weightDecay)
    }
    if let weightDecay { configuration.optimizer.weightDecay = weightDecay }
  }

  private func applySchedule(
    to configuration: inout TrainingConfiguration, stepsPerEpoch: Int?
  ) throws {
    if let schedule, schedule != configuration.schedule.kind {
      configuration.schedule.course =
        switch schedule {
        case .constant: .constant
        case .step: .step()
        case .cosine: .cosine
        }
    }
    let kind = configuration.schedule.kind
    if let step = configuration.schedule.step {
      configuration.schedule.course = .step(
        everyEpochs: stepEvery ?? step.everyEpochs, factor: stepFactor ?? step.factor)
    } else {
      for (option, isGiven) in [
        ("--step-every", stepEvery != nil), ("--step-factor", stepFactor != nil),
      ] where isGiven {
        throw CommandError.usage(
          "\(option) does not apply to --schedule \(kind.rawValue), only to step")
      }
    }
    guard let warmUp else { return }
    configuration.schedule.warmUpSteps = warmUp
    guard let stepsPerEpoch else { return }
    let steps = configuration.epochs * stepsPerEpoch
    guard warmUp <= steps else {
      throw CommandError.usage(
        "--warm-up \(warmUp) is above the \(steps.grouped) steps of the whole run")
    }
  }
}

extension TrainingConfiguration {
  /// How the parameters follow their gradient, in words.
  var optimizerText: String {
    var words = ["\(optimizer.kind.rawValue), learning rate \(learningRate)"]
    if optimizer.kind == .momentumDescent {
      words.append("\(optimizer.isNesterov == true ? "Nesterov " : "")momentum \(momentum)")
    }
    if optimizer.weightDecay > 0 { words.append("weight decay \(optimizer.weightDecay)") }
    switch schedule.course {
    case .constant: break
    case .step(let epochs, let factor):
      words.append("times \(factor) every \(epochs == 1 ? "epoch" : "\(epochs) epochs")")
    case .cosine: words.append("cosine schedule")
    }
    if schedule.warmUpSteps > 0 { words.append("warm-up \(schedule.warmUpSteps.grouped) steps") }
    if let clipNorm { words.append("gradient clipped to \(clipNorm)") }
    return words.joined(separator: ", ")
  }

  /// How the parameters follow their gradient, as members of a JSON object.
  var optimizerMembers: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("optimizer", .string(optimizer.kind.rawValue)),
      .init("learning_rate", .number(learningRate)),
    ]
    if let isNesterov = optimizer.isNesterov {
      members.append(.init("momentum", .number(momentum)))
      members.append(.init("nesterov", .bool(isNesterov)))
    }
    members.append(.init("weight_decay", .number(optimizer.weightDecay)))
    members.append(.init("schedule", .string(schedule.kind.rawValue)))
    if let step = schedule.step {
      members.append(.init("step_every", .integer(step.everyEpochs)))
      members.append(.init("step_factor", .number(step.factor)))
    }
    members.append(.init("warm_up", .integer(schedule.warmUpSteps)))
    members.append(.init("clip_norm", .optional(clipNorm)))
    return members
  }
}

extension TrainingConfiguration {
  /// The value of a setting in words that can be read back exactly; nil where it does not apply.
  public func value(of setting: TrainingSetting) -> String? {
    switch setting {
    case .model: network.architecture.rawValue
    case .hidden: Self.words(network.hiddenSizes)
    case .channels: Self.words(network.channels)
    case .batchNormalization: "\(network.isNormalized)"
    case .dropout: "\(network.dropout)"
    case .outputBias: network.outputBias.rawValue
    case .precision: network.precision.rawValue
    case .normalize: "\(inputs.isNormalized)"
    case .augment: inputs.augmentations.isEmpty ? nil : inputs.augmentationText
    case .loss: loss.kind.name
    case .margin: "\(loss.parameters.margin)"
    case .alpha: "\(loss.parameters.normalizationWeight)"
    case .focus: "\(loss.parameters.focus)"
    case .noiseSamples: loss.parameters.noiseSamples.map { "\($0)" }
    case .expectedNoise: "\(loss.parameters.usesExpectedNoise)"
    case .epochs: "\(epochs)"
    case .batchSize: "\(batchSize)"
    case .optimizer: optimizer.kind.rawValue
    case .learningRate: "\(learningRate)"
    case .momentum: "\(momentum)"
    case .nesterov: optimizer.isNesterov.map { "\($0)" }
    case .weightDecay: "\(optimizer.weightDecay)"
    case .schedule: schedule.kind.rawValue
    case .warmUp: "\(schedule.warmUpSteps)"
    case .stepEvery: schedule.step.map { "\($0.everyEpochs)" }
    case .stepFactor: schedule.step.map { "\($0.factor)" }
    case .clipNorm: clipNorm.map { "\($0)" }
    case .seed: "\(seed)"
    case .threads: "\(threads)"
    case .evaluation: evaluation.words
    case .checkpointing: checkpointing.words
    }
  }

  private static func words(_ sizes: [Int]) -> String? {
    sizes.isEmpty ? nil : sizes.map { String($0) }.joined(separator: ",")
  }

  /// Reads a configuration back from the values of its settings; nil if one is missing or makes no
  /// sense.
  public init?(_ value: (TrainingSetting) -> String?) {
    func read<Value>(_ setting: TrainingSetting, _ convert: (String) -> Value?) -> Value? {
      value(setting).flatMap(convert)
    }
    func finite(_ text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
    func whole(_ range: ClosedRange<Int>) -> (String) -> Int? {
      { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }
    func sizes(_ setting: TrainingSetting) -> [Int]? {
      guard let words = value(setting) else { return [] }
      let parts = words.split(separator: ",", omittingEmptySubsequences: false)
      let sizes = parts.compactMap { whole(1...Limit.layerSize)(String($0)) }
      return sizes.count == parts.count && sizes.count <= Limit.layers ? sizes : nil
    }
    guard let architecture = read(.model, NetworkSpecification.Architecture.init(rawValue:)),
      let hiddenSizes = sizes(.hidden), let channels = sizes(.channels),
      (architecture == .cnn) != channels.isEmpty, architecture != .linear || hiddenSizes.isEmpty,
      let isNormalized = read(.batchNormalization, Bool.init),
      let dropout = read(.dropout, finite), (0..<1).contains(dropout),
      let outputBias = read(.outputBias, NetworkSpecification.OutputBias.init(rawValue:)),
      // Runs recorded before there was a choice have none.
      let precision = Precision(rawValue: value(.precision) ?? Precision.float32.rawValue),
      let normalizesInputs = read(.normalize, Bool.init),
      let augmentations = Augmentation.set(value(.augment) ?? ""),
      let kind = read(.loss, LossKind.init(named:)), let margin = read(.margin, finite),
      let alpha = read(.alpha, finite),
      // What was written before there was a focus has none.
      let focus = value(.focus) == nil ? LossParameters().focus : read(.focus, finite),
      value(.noiseSamples) == nil || read(.noiseSamples, whole(1...Limit.noiseSamples)) != nil,
      let usesExpectedNoise = read(.expectedNoise, Bool.init),
      let epochs = read(.epochs, whole(1...Limit.epochs)),
      let batchSize = read(.batchSize, whole(1...Limit.batchSize)),
      let optimizerKind = read(.optimizer, OptimizerSpecification.Kind.init(rawValue:)),
      let learningRate = read(.learningRate, finite), let momentum = read(.momentum, finite),
      let weightDecay = read(.weightDecay, finite),
      let scheduleKind = read(.schedule, LearningRateSchedule.Kind.init(rawValue:)),
      let warmUpSteps = read(.warmUp, whole(0...Limit.steps)),
      let seed = read(.seed, UInt64.init),
      let threads = read(.threads, whole(1...Limit.threads)),
      let evaluation = read(.evaluation, EvaluationCadence.init(words:)),
      let checkpointing = read(.checkpointing, CheckpointCadence.init(words:))
    else { return nil }

    var optimizer = OptimizerSpecification(optimizerKind)
    if optimizerKind == .momentumDescent {
      guard let isNesterov = read(.nesterov, Bool.init) else { return nil }
      optimizer = .momentumDescent(isNesterov: isNesterov)
    }
    optimizer.weightDecay = weightDecay

    let course: LearningRateSchedule.Course
    switch scheduleKind {
    case .constant: course = .constant
    case .cosine: course = .cosine
    case .step:
      guard let epochs = read(.stepEvery, whole(1...Limit.epochs)),
        let factor = read(.stepFactor, finite)
      else { return nil }
      course = .step(everyEpochs: epochs, factor: factor)
    }

    self.init(
      network: NetworkSpecification(
        architecture: architecture, hiddenSizes: hiddenSizes, channels: channels,
        isNormalized: isNormalized, dropout: dropout, outputBias: outputBias,
        precision: precision),
      loss: Loss(
        kind,
        parameters: LossParameters(
          margin: margin, normalizationWeight: alpha, focus: focus,
          noiseSamples: read(.noiseSamples, whole(1...Limit.noiseSamples)),
          usesExpectedNoise: usesExpectedNoise)),
      epochs: epochs, batchSize: batchSize, learningRate: learningRate,
      momentum: momentum, seed: seed, threads: threads,
      evaluation: evaluation, optimizer: optimizer,
      schedule: LearningRateSchedule(course, warmUpSteps: warmUpSteps),
      clipNorm: read(.clipNorm, finite), checkpointing: checkpointing,
      inputs: InputPreparation(isNormalized: normalizesInputs, augmentations: augmentations))
  }
}

/// The largest values that are read back, which keep a forged file from asking for the moon.
private enum Limit {
  static let noiseSamples = 10_000
  static let epochs = 1_000_000
  static let batchSize = 1_000_000
  static let steps = 1_000_000_000
  static let threads = 1024
  static let layerSize = 65_536
  static let layers = 16
}

extension EvaluationCadence {
  fileprivate var words: String {
    switch self {
    case .everyEpoch: "epoch"
    case .steps(let count): "\(count)"
    case .shareOfTime(let share): "share \(share)"
    }
  }

  fileprivate init?(words: String) {
    if words == "epoch" {
      self = .everyEpoch
    } else if let count = Int(words), count > 0 {
      self = .steps(count)
    } else if words.hasPrefix("share "), let share = Double(words.dropFirst(6)),
      share.isFinite, share >= 0
    {
      self = .shareOfTime(share)
    } else {
      return nil
    }
  }
}

extension CheckpointCadence {
  fileprivate var words: String {
    switch self {
    case .never: "never"
    case .everyEpoch: "epoch"
    case .steps(let count): "\(count)"
    case .shareOfTime(let share): "share \(share)"
    }
  }

  fileprivate init?(words: String) {
    switch words {
    case "never": self = .never
    case "epoch": self = .everyEpoch
    default:
      if let count = Int(words), count > 0 {
        self = .steps(count)
      } else if words.hasPrefix("share "), let share = Double(words.dropFirst(6)), share > 0,
        share.isFinite
      {
        self = .shareOfTime(share)
      } else {
        return nil
      }
    }
  }
}

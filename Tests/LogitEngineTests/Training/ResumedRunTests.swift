import TestSupport
import Testing

@testable import LogitEngine

/// A run that goes on from a checkpoint must be the run it would have been, bit for bit.
@Suite struct ResumedRunTests {
  private let dataset = Dataset(
    name: "random", training: randomExamples(count: 90, featureCount: 12, classCount: 3, seed: 1),
    test: randomExamples(count: 40, featureCount: 12, classCount: 3, seed: 2),
    classNames: ["a", "b", "c"])

  private func configuration(_ loss: LossKind = LossKind.all[5]) -> TrainingConfiguration {
    TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp, hiddenSizes: [8]), loss: Loss(loss),
      epochs: 4, batchSize: 16, seed: 5, threads: 2, evaluation: .steps(3),
      checkpointing: .steps(1))
  }

  /// What a run leaves: its checkpoints by step, and what it said of each evaluation.
  private struct Trace {
    var checkpoints: [Int: Checkpoint] = [:]
    var evaluations: [Int: String] = [:]
    var losses: [Float] = []
    var firstStep = -1
  }

  private func run(
    _ configuration: TrainingConfiguration, from checkpoint: Checkpoint? = nil,
    on dataset: Dataset? = nil, control: TrainingControl = TrainingControl(),
    also: (TrainingEvent) -> Void = { _ in }
  ) throws -> Trace {
    var trace = Trace()
    try Trainer(
      dataset: dataset ?? self.dataset, configuration: configuration, control: control,
      checkpoint: checkpoint
    ).run { event in
      also(event)
      switch event {
      case .started(let run): trace.firstStep = run.firstStep
      case .progress(let progress): trace.losses += progress.losses
      case .evaluated(let evaluation):
        trace.evaluations[evaluation.moment.step] =
          "\(String(describing: evaluation.trainingLoss)) \(evaluation.snapshot.logits)"
      case .checkpointed(let checkpoint):
        trace.checkpoints[checkpoint.moment.step] = checkpoint
      case .changed, .ended: break
      }
    }
    return trace
  }

  /// Sends a checkpoint through a file.
  private func stored(_ checkpoint: Checkpoint) throws -> Checkpoint {
    let folder = try TemporaryFolder()
    try checkpoint.write(to: folder.path("run"))
    return try Checkpoint(contentsOf: folder.path("run"))
  }

  private func bytes(_ checkpoint: Checkpoint?) throws -> [[UInt32]] {
    let checkpoint = try #require(checkpoint)
    return ([checkpoint.parameters, checkpoint.statistics] + checkpoint.optimizerBuffers).map {
      $0.map(\.bitPattern)
    } + [checkpoint.description.map { UInt32($0) }]
  }

  private func expectSameEnd(
    _ configuration: TrainingConfiguration, _ label: String, steps: [Int] = [0, 4, 7, 19],
    on dataset: Dataset? = nil
  ) throws {
    let whole = try run(configuration, on: dataset)
    #expect(whole.losses.count == 20, "\(label)")
    #expect(whole.checkpoints.count == 21, "\(label)")
    for step in steps {
      let checkpoint = try stored(try #require(whole.checkpoints[step]))
      let rest = try run(configuration, from: checkpoint, on: dataset)
      #expect(rest.firstStep == step)
      #expect(rest.losses.map(\.bitPattern) == whole.losses.dropFirst(step).map(\.bitPattern))
      for later in step...20 {
        let (theirs, ours) = (whole.checkpoints[later], rest.checkpoints[later])
        #expect(try bytes(ours) == bytes(theirs), "\(label) from \(step) at \(later)")
        if later > step {
          #expect(rest.evaluations[later] == whole.evaluations[later], "\(label) at \(later)")
        }
      }
    }
  }

  @Test(arguments: LossKind.everyKind) func withEveryLoss(_ loss: LossKind) throws {
    try expectSameEnd(configuration(loss), loss.name)
  }

  private static let optimizers: [OptimizerSpecification] = [
    .momentumDescent(), .momentumDescent(isNesterov: true, weightDecay: 0.01),
    .adam(weightDecay: 0.02), .adamW(),
  ]

  @Test(arguments: optimizers, [nil, 0.1])
  func withEveryOptimizer(_ optimizer: OptimizerSpecification, _ clipNorm: Double?) throws {
    for course in [LearningRateSchedule.Course.constant, .step(everyEpochs: 1), .cosine] {
      var configuration = configuration()
      configuration.optimizer = optimizer
      configuration.clipNorm = clipNorm
      configuration.schedule = LearningRateSchedule(course, warmUpSteps: 6)
      try expectSameEnd(configuration, "\(optimizer) \(course)", steps: [7])
    }
  }

  @Test func withoutMomentum() throws {
    var configuration = configuration()
    configuration.momentum = 0
    try expectSameEnd(configuration, "no momentum", steps: [7])
  }

  @Test func withDropoutAndRunningStatistics() throws {
    var configuration = configuration()
    configuration.network = NetworkSpecification(
      architecture: .mlp, hiddenSizes: [8, 6], isNormalized: true, dropout: 0.3)
    let trace = try run(configuration)
    #expect(trace.checkpoints[20]?.statistics.isEmpty == false)
    try expectSameEnd(configuration, "normalised", steps: [7])
  }

  @Test(
    .enabled(if: Precision.bfloat16.isSupported), arguments: [nil, [4]] as [[Int]?], [false, true])
  func inBFloat16(_ channels: [Int]?, _ isNormalized: Bool) throws {
    let shape = ImageShape(height: 4, width: 5)
    let pictures = Dataset(
      name: "random", training: randomExamples(count: 90, shape: shape, classCount: 3, seed: 1),
      test: randomExamples(count: 40, shape: shape, classCount: 3, seed: 2),
      classNames: ["a", "b", "c"])
    var configuration = configuration()
    configuration.network = NetworkSpecification(
      architecture: channels == nil ? .mlp : .cnn, hiddenSizes: [8], channels: channels ?? [],
      isNormalized: isNormalized, precision: .bfloat16)
    try expectSameEnd(configuration, configuration.network.architecture.rawValue, on: pictures)
  }

  @Test func keepsWhatCommandsHaveChanged() throws {
    let control = TrainingControl()
    let other = Loss(LossKind.all[3], parameters: LossParameters(noiseSamples: 4))
    let whole = try run(configuration(), control: control) { event in
      guard case .checkpointed(let checkpoint) = event, checkpoint.moment.step == 6 else { return }
      control.send(.setLoss(other))
      control.send(.setLearningRate(0.2))
    }
    let checkpoint = try stored(try #require(whole.checkpoints[11]))
    #expect(checkpoint.loss == other && checkpoint.learningRate == 0.2)
    #expect(checkpoint.configuration == configuration())
    var statuses: [RunStatus] = []
    let rest = try run(configuration(), from: checkpoint) { event in
      if case .changed(let status) = event { statuses.append(status) }
    }
    #expect(statuses.map(\.loss) == [other] && statuses.map(\.learningRate) == [0.2])
    #expect(statuses.first?.moment.step == 11)
    #expect(try bytes(rest.checkpoints[20]) == bytes(whole.checkpoints[20]))
  }

  @Test func canBeMadeLonger() throws {
    var longer = configuration()
    longer.epochs = 6
    let whole = try run(longer)
    let end = try #require(try run(configuration()).checkpoints[20])
    let rest = try run(longer, from: end)
    #expect(try bytes(rest.checkpoints[30]) == bytes(whole.checkpoints[30]))
  }

  @Test func reportsACheckpointOnCommandAndNoneUnasked() throws {
    var configuration = configuration()
    configuration.checkpointing = .never
    #expect(try run(configuration).checkpoints.isEmpty)
    let control = TrainingControl()
    let trace = try run(configuration, control: control) { event in
      guard case .evaluated(let evaluation) = event, evaluation.moment.step == 3 else { return }
      control.send(.checkpoint)
    }
    #expect(Array(trace.checkpoints.keys) == [3])
  }

  @Test func reportsACheckpointEachEpochAndWhenStopped() throws {
    var configuration = configuration()
    configuration.checkpointing = .everyEpoch
    #expect(try run(configuration).checkpoints.keys.sorted() == [0, 5, 10, 15, 20])
    let control = TrainingControl()
    let stopped = try run(configuration, control: control) { event in
      guard case .evaluated(let evaluation) = event, evaluation.moment.step == 6 else { return }
      control.send(.stop)
    }
    #expect(stopped.checkpoints.keys.sorted() == [0, 5, 6])
    configuration.checkpointing = .steps(8)
    #expect(try run(configuration).checkpoints.keys.sorted() == [0, 8, 16, 20])
  }

  private func mismatch(
    of checkpoint: Checkpoint, with configuration: TrainingConfiguration,
    on dataset: Dataset? = nil
  ) -> CheckpointMismatch? {
    do {
      _ = try Trainer(
        dataset: dataset ?? self.dataset, configuration: configuration, checkpoint: checkpoint)
      return nil
    } catch {
      guard case .checkpoint(let mismatch) = error else { return nil }
      return mismatch
    }
  }

  @Test func refusesWhatIsNotTheRunThatWasInterrupted() throws {
    let original = configuration()
    let checkpoint = try #require(try run(original).checkpoints[12])
    #expect(mismatch(of: checkpoint, with: original) == nil)

    var other = original
    other.batchSize = 17
    #expect(
      mismatch(of: checkpoint, with: other)
        == .setting(.batchSize, checkpoint: "16", requested: "17"))
    other = original
    other.network.hiddenSizes = [9]
    #expect(
      mismatch(of: checkpoint, with: other)
        == .setting(.hidden, checkpoint: "8", requested: "9"))
    other = original
    other.network.precision = .bfloat16
    #expect(
      mismatch(of: checkpoint, with: other)
        == .setting(.precision, checkpoint: "float32", requested: "bfloat16"))
    other = original
    other.optimizer = .adam()
    #expect(
      mismatch(of: checkpoint, with: other)
        == .setting(.optimizer, checkpoint: "sgd", requested: "adam"))
    other = original
    other.clipNorm = 2
    #expect(
      mismatch(of: checkpoint, with: other)
        == .setting(.clipNorm, checkpoint: nil, requested: "2.0"))
    other = original
    other.epochs = 2
    #expect(mismatch(of: checkpoint, with: other) == .end(step: 12, totalSteps: 10))
    other = original
    other.epochs = 9
    other.evaluation = .everyEpoch
    other.checkpointing = .never
    #expect(mismatch(of: checkpoint, with: other) == nil)

    let changed = Dataset(
      name: "random", training: randomExamples(count: 90, featureCount: 12, classCount: 3, seed: 3),
      test: dataset.test, classNames: dataset.classNames)
    #expect(
      mismatch(of: checkpoint, with: original, on: changed)
        == .dataset(checkpoint: "random", requested: "random"))

    var forged = checkpoint
    forged.parameters.removeLast()
    #expect(
      mismatch(of: forged, with: original)
        == .network(checkpoint: "mlp 12-8-3", requested: "mlp 12-8-3"))
  }

  @Test func refusesToStretchACosine() throws {
    var original = configuration()
    original.schedule = LearningRateSchedule(.cosine)
    let checkpoint = try #require(try run(original).checkpoints[12])
    var longer = original
    longer.epochs = 5
    #expect(
      mismatch(of: checkpoint, with: longer)
        == .setting(.epochs, checkpoint: "4", requested: "5"))
  }
}

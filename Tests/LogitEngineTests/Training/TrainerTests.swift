import Synchronization
import Testing

@testable import LogitEngine

@Suite struct TrainerTests {
  private func dataset() -> Dataset {
    Dataset(
      name: "random", training: randomExamples(count: 90, featureCount: 12, classCount: 3, seed: 1),
      test: randomExamples(count: 40, featureCount: 12, classCount: 3, seed: 2),
      classNames: ["a", "b", "c"])
  }

  private func configuration(
    _ loss: String = "batch-cross-entropy", epochs: Int = 3, threads: Int = 2, seed: UInt64 = 5
  ) throws -> TrainingConfiguration {
    TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp, hiddenSizes: [8]),
      loss: Loss(try #require(LossKind(named: loss))), epochs: epochs, batchSize: 16, seed: seed,
      threads: threads)
  }

  /// Everything a run reports, the clock's figures left out.
  private func trace(_ configuration: TrainingConfiguration) throws -> [String] {
    var trace: [String] = []
    var losses: [Float] = []
    try Trainer(dataset: dataset(), configuration: configuration).run { event in
      switch event {
      case .progress(let progress): losses += progress.losses
      case .evaluated(let evaluation):
        trace.append("\(evaluation.moment) \(evaluation.snapshot.logits)")
      case .started, .changed, .checkpointed, .ended: break
      }
    }
    return trace + ["\(losses)"]
  }

  @Test(arguments: LossKind.everyKind, [1, 2, 3])
  func isTheSameBitForBitForASeedAndAThreadCount(_ kind: LossKind, _ threads: Int) throws {
    let first = try trace(configuration(kind.name, threads: threads))
    #expect(first == (try trace(configuration(kind.name, threads: threads))))
    #expect(first != (try trace(configuration(kind.name, threads: threads, seed: 6))))
  }

  @Test func reportsEveryStepAndEvaluatesEachEpoch() throws {
    var steps = 0
    var evaluations: [Int] = []
    var summary: TrainingSummary?
    try Trainer(dataset: dataset(), configuration: configuration()).run { event in
      switch event {
      case .started(let run):
        #expect(run.stepsPerEpoch == 5)
        #expect(run.totalSteps == 15)
        #expect(run.networkName == "mlp 12-8-3")
        #expect(run.parameterCount == 13 * 8 + 9 * 3)
      case .progress(let progress):
        steps += progress.losses.count
        #expect(progress.moment.step == steps)
      case .evaluated(let evaluation): evaluations.append(evaluation.moment.step)
      case .changed, .checkpointed: Issue.record("nothing was commanded")
      case .ended(let end): summary = end
      }
    }
    #expect(steps == 15)
    #expect(evaluations == [0, 5, 10, 15])
    let end = try #require(summary)
    #expect(end.moment.step == 15 && !end.wasStopped)
    #expect(end.lastEvaluation?.moment.step == 15)
    #expect(end.seconds > 0 && end.examplesPerSecond > 0 && end.millisecondsPerStep > 0)
  }

  @Test func driveTheLossDown() throws {
    for kind in LossKind.everyKind {
      var losses: [Float] = []
      let configuration = try configuration(kind.name, epochs: 60)
      try Trainer(dataset: dataset(), configuration: configuration).run { event in
        if case .progress(let progress) = event { losses += progress.losses }
      }
      let first = losses.prefix(10).reduce(0, +)
      let last = losses.suffix(10).reduce(0, +)
      #expect(last < 0.8 * first, "\(kind.name): \(first) → \(last)")
    }
  }

  @Test func obeysCommandsBetweenSteps() throws {
    let control = TrainingControl()
    control.send(.pause)
    control.send(.step)
    control.send(.step)
    let loss = Loss(try #require(LossKind(named: "cross-entropy")))
    var statuses: [RunStatus] = []
    var summary: TrainingSummary?
    let trainer = try Trainer(
      dataset: dataset(), configuration: configuration(epochs: 1000), control: control)
    trainer.run { event in
      switch event {
      case .changed(let status):
        statuses.append(status)
      case .evaluated(let evaluation) where evaluation.moment.step == 2:
        control.send(.setLoss(loss))
        control.send(.setLearningRate(0.25))
        control.send(.setStepsPerSecondLimit(1e6))
        control.send(.resume)
      case .evaluated(let evaluation) where evaluation.moment.step == 5: control.send(.stop)
      case .ended(let end): summary = end
      default: break
      }
    }
    #expect(statuses.map(\.isPaused) == [true, false, false])
    #expect(statuses[1].moment.step == 2)
    #expect(statuses[1].loss == loss)
    #expect(statuses[1].learningRate == 0.25)
    #expect(statuses[1].stepsPerSecondLimit == 1e6)
    #expect(summary?.wasStopped == true)
    #expect(summary?.moment.step == 5)
  }

  @Test func refusesABatchLargerThanTheTrainingSet() throws {
    var configuration = try configuration()
    configuration.batchSize = 91
    #expect(throws: TrainingError.batchTooLarge(batchSize: 91, trainingCount: 90)) {
      try Trainer(dataset: dataset(), configuration: configuration)
    }
  }

  @Test func refusesNoiseOfAClassWithoutExamples() throws {
    let training = randomExamples(count: 90, featureCount: 12, classCount: 3, seed: 1)
    let dataset = Dataset(
      name: "gap", training: training, test: training, classNames: ["a", "b", "c", "d"])
    let kind = try #require(LossKind(named: "nce"))
    #expect(throws: TrainingError.classWithoutExamples(3, loss: kind)) {
      try Trainer(dataset: dataset, configuration: configuration("nce"))
    }
  }
}

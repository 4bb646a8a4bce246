import Synchronization
import Testing

@testable import LogitEngine

@Suite struct ComparisonRunnerTests {
  private let dataset: Dataset = {
    let shape = ImageShape(height: 3, width: 3)
    return Dataset(
      name: "d", training: randomExamples(count: 60, shape: shape, classCount: 4, seed: 1),
      test: randomExamples(count: 30, shape: shape, classCount: 4, seed: 2),
      classNames: ["a", "b", "c", "d"])
  }()

  private func configurations(epochs: Int = 2) -> [TrainingConfiguration] {
    LossKind.all.enumerated().map { index, kind in
      TrainingConfiguration(
        network: NetworkSpecification(architecture: .mlp, hiddenSizes: [5]), loss: Loss(kind),
        epochs: epochs, batchSize: 10, seed: UInt64(index % 2), threads: 4,
        evaluation: .steps(1_000_000_000))
    }
  }

  private func results(
    _ configurations: [TrainingConfiguration], workers: Int
  ) throws -> [Int: ComparedRun] {
    let runner = ComparisonRunner(dataset: dataset, workers: workers)
    let results = Mutex<[Int: ComparedRun]>([:])
    try runner.run(configurations) { index, event in
      guard case .ended(let summary) = event else { return }
      results.withLock {
        $0[index] = ComparedRun(summary, of: configurations[index])
        $0[index]?.seconds = 0
      }
    }
    return results.withLock { $0 }
  }

  @Test func resultsAreThoseOfSingleThreadedTrainersHoweverManyRunAtOnce() throws {
    let configurations = configurations()
    let alone = try results(configurations, workers: 1)
    #expect(alone.count == configurations.count)
    #expect(try results(configurations, workers: 3) == alone)
    #expect(try results(configurations, workers: 50) == alone)
    for (index, var configuration) in configurations.enumerated() {
      configuration.threads = 1
      var summary: TrainingSummary?
      try Trainer(dataset: dataset, configuration: configuration).run { event in
        if case .ended(let end) = event { summary = end }
      }
      let report = try #require(summary?.lastEvaluation?.report)
      #expect(alone[index]?.values[.averagePrecision] == report.meanAveragePrecision)
      #expect(
        alone[index]?.values[.violatingPairFraction] == report.separation.violatingPairFraction)
      #expect(alone[index]?.values.count == ComparisonMeasure.allCases.count)
      #expect(alone[index]?.loss == configuration.loss)
      #expect(alone[index]?.seed == configuration.seed)
    }
  }

  @Test func stopsWhatRunsAndBeginsNothingElse() throws {
    let runner = ComparisonRunner(dataset: dataset, workers: 2)
    let configurations = configurations(epochs: 100_000)
    let ended = Mutex<[Bool]>([])
    try runner.run(configurations) { _, event in
      if case .progress = event { runner.stop() }
      if case .ended(let summary) = event {
        ended.withLock { $0.append(summary.wasStopped) }
        #expect(ComparedRun(summary, of: configurations[0]) == nil)
      }
    }
    let stopped = ended.withLock { $0 }
    #expect((1...2).contains(stopped.count) && stopped.allSatisfy { $0 })
  }

  @Test func saysWhatDoesNotFit() throws {
    var configurations = configurations()
    configurations[3].batchSize = 61
    #expect(throws: TrainingError.batchTooLarge(batchSize: 61, trainingCount: 60)) {
      _ = try results(configurations, workers: 2)
    }
    #expect(try results([], workers: 2).isEmpty)
  }
}

import Testing

@testable import LogitEngine

/// That benchmarks run and count rightly; how long anything takes is not tested.
@Suite struct BenchmarkTests {
  private let dataset: Dataset = {
    let shape = ImageShape(height: 6, width: 6)
    let examples = randomExamples(count: 40, shape: shape, classCount: 3, seed: 1)
    return Dataset(name: "d", training: examples, test: examples, classNames: ["a", "b", "c"])
  }()

  private func operations(
    _ architecture: NetworkSpecification.Architecture, classCount: Int = 10,
    _ loss: Loss = Loss(LossKind.all[0])
  ) -> Int {
    NetworkSpecification(architecture: architecture).operationsPerExample(
      shape: ImageShape(height: 28, width: 28), classCount: classCount, loss: loss)
  }

  @Test func countsTheOperationsOfAStep() throws {
    // Two passes through the first layer, three through the others, two operations each.
    let body = 4 * 784 * 256 + 6 * 256 * 256
    #expect(operations(.mlp) == body + 6 * 256 * 10)
    #expect(operations(.linear) == 4 * 784 * 10)
    let first = 4 * 9 * 32 * 784 + 6 * 9 * 32 * 32 * 784
    let second = 6 * 9 * (32 * 64 + 64 * 64) * 196
    #expect(operations(.cnn) == first + second + 6 * (64 * 49 * 256 + 256 * 10))
    // Of a hundred thousand logits, nce computes the true one and those it samples.
    let kind = try #require(LossKind(named: "nce"))
    let nce = Loss(kind, parameters: LossParameters(noiseSamples: 7))
    #expect(operations(.mlp, classCount: 100_000, nce) == body + 6 * 256 * 8)
    #expect(operations(.mlp, classCount: 100_000) == body + 6 * 256 * 100_000)
    #expect(operations(.mlp, nce) == body + 6 * 256 * 10)
  }

  @Test func timesAreSummarized() {
    var clock = 0
    let odd = Timing(repeats: 3, warmUps: 2) { clock += 1 }
    #expect(clock == 5)
    #expect(odd.milliseconds.count == 3)
    #expect(odd.median == odd.milliseconds.sorted()[1])
    #expect(odd.minimum == odd.milliseconds.min())
    let even = Timing(repeats: 4, warmUps: 0) {}
    let sorted = even.milliseconds.sorted()
    #expect(even.median == (sorted[1] + sorted[2]) / 2)
    var order: [Int] = []
    _ = Timing(repeats: 2, warmUps: 1) {
      order.append(0)
    } _: {
      order.append(1)
    }
    #expect(order == [1, 0, 1, 0, 1])
  }

  @Test(
    arguments: NetworkSpecification.Architecture.allCases,
    Precision.allCases.filter(\.isSupported))
  func trains(_ architecture: NetworkSpecification.Architecture, _ precision: Precision) throws {
    let configuration = TrainingConfiguration(
      network: NetworkSpecification(
        architecture: architecture, hiddenSizes: [8], channels: [4], precision: precision),
      loss: Loss(LossKind.all[0]), batchSize: 10, threads: 3,
      inputs: InputPreparation(isNormalized: true, augmentations: [.shift]))
    let result = try TrainingBenchmark(
      dataset: dataset, configuration: configuration, steps: 3, repeats: 2)
    #expect(result.step.milliseconds.count == 2 && result.step.minimum > 0)
    #expect(result.stepsPerRepeat == 3 && result.threads == 3 && result.batchSize == 10)
    #expect(result.rate.measure == (architecture == .cnn ? .convolution : .product))
    #expect(result.rate.gigaflopsPerSecond > 0 && result.rate.gigaflopsPerSecond.isFinite)
    #expect(
      result.operationsPerStep
        == 10
        * configuration.network.operationsPerExample(
          shape: dataset.training.shape, classCount: 3, loss: configuration.loss))
    let floor = Double(result.operationsPerStep) / result.rate.gigaflopsPerSecond / 1e6
    #expect(abs(result.floorMilliseconds - floor) <= 1e-9 * floor)
    #expect(abs(result.fractionOfFloor * result.step.median - floor) <= 1e-9 * floor)
    #expect(abs(result.examplesPerSecond * result.step.median - 10_000) < 1e-6)
  }

  @Test func findsHowManyStepsFillARepeat() throws {
    let configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[0]),
      batchSize: 10)
    let result = try TrainingBenchmark(
      dataset: dataset, configuration: configuration, repeats: 1)
    #expect(result.stepsPerRepeat > 1)
    #expect(throws: TrainingError.batchTooLarge(batchSize: 41, trainingCount: 40)) {
      var configuration = configuration
      configuration.batchSize = 41
      _ = try TrainingBenchmark(dataset: dataset, configuration: configuration, repeats: 1)
    }
  }

  @Test(arguments: LossKind.everyKind, [1, 3])
  func lossesGiveWhatTheyGiveInTraining(_ kind: LossKind, _ threads: Int) throws {
    let benchmark = LossBenchmark(exampleCount: 7, classCount: 5, threads: threads)
    let timing = benchmark.measure(Loss(kind), repeats: 2)
    #expect(timing.milliseconds.count == 2 && timing.minimum > 0)
    #expect(benchmark.threads == threads)
    #expect(benchmark.gradientSum.isFinite)
    // Every loss but a satisfied margin leaves a gradient behind.
    #expect(benchmark.gradientMagnitude > 0)
    let copy = benchmark.measureCopy(repeats: 3)
    #expect(copy.milliseconds.count == 3)
    #expect(benchmark.holdsCopy)
  }

  @Test func moreThreadsThanRowsAreNoUse() {
    #expect(LossBenchmark(exampleCount: 2, classCount: 3, threads: 5).threads == 2)
  }

  @Test func metricsRun() {
    let result = MetricsBenchmark(exampleCount: 30, classCount: 4, threads: 2, repeats: 2)
    #expect(result.report.milliseconds.count == 2 && result.report.minimum > 0)
  }
}

extension LossBenchmark {
  fileprivate var gradients: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: gradient, count: exampleCount * classCount)
  }
  fileprivate var gradientSum: Float { gradients.reduce(0, +) }
  fileprivate var gradientMagnitude: Float { gradients.reduce(0) { $0 + abs($1) } }
  fileprivate var holdsCopy: Bool {
    gradients.elementsEqual(UnsafeBufferPointer(start: logits, count: gradients.count))
  }
}

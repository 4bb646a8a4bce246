import Foundation
import LogitEngine

@testable import RunStore

/// Made-up runs: events of every kind, with numbers that are easy to get wrong.
enum Samples {
  static let classCount = 3
  static let labels: [Int32] = [0, 2, 1, 1, 0, 2, 0]

  /// A configuration in which nothing has its default value.
  static let configuration = TrainingConfiguration(
    network: NetworkSpecification(
      architecture: .cnn, hiddenSizes: [17, 5], channels: [3], isNormalized: true, dropout: 0.2,
      outputBias: .prior, precision: .bfloat16),
    loss: Loss(
      all[3],
      parameters: LossParameters(
        margin: 0.1, normalizationWeight: 0.3, focus: 2.5, noiseSamples: 7, usesExpectedNoise: true)
    ),
    epochs: 4, batchSize: 2, learningRate: 0.1 + 0.2, momentum: 0.85, seed: .max, threads: 3,
    evaluation: .steps(12), optimizer: .momentumDescent(isNesterov: true, weightDecay: 1e-4),
    schedule: LearningRateSchedule(.step(everyEpochs: 3, factor: 0.3), warmUpSteps: 7),
    clipNorm: 1.5, checkpointing: .everyEpoch,
    inputs: InputPreparation(isNormalized: true, augmentations: [.flip]))

  private static var all: [LossKind] { LossKind.all }

  static func description(
    classCount: Int = classCount, testCount: Int = labels.count,
    configuration: TrainingConfiguration = configuration
  ) -> RunDescription {
    RunDescription(
      datasetName: "a \"dataset\" – ü", classNames: (0..<classCount).map { "class \($0)" },
      trainingCount: 100, testCount: testCount, networkName: "mlp 4-17-5-3",
      configuration: configuration, stepsPerEpoch: 10, totalSteps: 40, parameterCount: 123,
      firstStep: 1)
  }

  static func evaluation(
    step: Int, logits: [Float]? = nil, labels: [Int32] = labels, classCount: Int = classCount,
    trainingLoss: Double? = 0.1
  ) -> Evaluation {
    var generator = SystemRandomNumberGenerator()
    let values =
      logits
      ?? (0..<labels.count * classCount).map { _ in Float.random(in: -9...9, using: &generator) }
    let snapshot = LogitSnapshot(logits: values, labels: labels, classCount: classCount)
    return Evaluation(
      moment: moment(step), trainingLoss: trainingLoss, snapshot: snapshot,
      report: EvaluationReport(snapshot))
  }

  static func moment(_ step: Int) -> TrainingMoment {
    TrainingMoment(step: step, epoch: Double(step) / 10)
  }

  static func progress(_ steps: ClosedRange<Int>, secondsRemaining: Double? = 1.5)
    -> TrainingProgress
  {
    TrainingProgress(
      moment: moment(steps.upperBound), losses: steps.map { 1 / Float($0) },
      examplesPerSecond: 12_345.678, secondsElapsed: Double(steps.upperBound) / 7,
      secondsRemaining: secondsRemaining)
  }

  /// A run with events of every kind; with infinities and NaN among the logits and losses.
  static func events() -> [TrainingEvent] {
    var wild = [Float](repeating: 0.1, count: labels.count * classCount)
    wild[1] = .nan
    wild[2] = .infinity
    wild[3] = -.infinity
    wild[4] = -0.0
    wild[5] = .leastNonzeroMagnitude
    let last = evaluation(step: 8, trainingLoss: -.infinity)
    return [
      .started(description()),
      .evaluated(evaluation(step: 0, trainingLoss: nil)),
      .progress(progress(1...3)),
      .progress(
        TrainingProgress(
          moment: moment(5), losses: [.nan, .infinity], examplesPerSecond: .infinity,
          secondsElapsed: 0.1, secondsRemaining: nil, learningRate: 1e-5)),
      .evaluated(evaluation(step: 5, logits: wild, trainingLoss: .nan)),
      .changed(
        RunStatus(
          moment: moment(5), isPaused: true, loss: Loss(all[6]), learningRate: 0.1 + 0.7,
          stepsPerSecondLimit: 2.5)),
      .changed(
        RunStatus(
          moment: moment(5), isPaused: false,
          loss: Loss(all[1], parameters: LossParameters(margin: 1.1)), learningRate: 1e-30,
          stepsPerSecondLimit: nil)),
      .progress(progress(6...8, secondsRemaining: nil)),
      .evaluated(last),
      .ended(
        TrainingSummary(
          lastEvaluation: last, moment: moment(8), wasStopped: true, seconds: 1.1,
          examplesPerSecond: 3.3, millisecondsPerStep: 0.7)),
    ]
  }
}

extension RunStore {
  /// Records events from first to last.
  @discardableResult
  func record(_ events: [TrainingEvent], name: String) throws -> RecordedRun {
    guard case .started(let description) = events[0] else { throw CocoaError(.featureUnsupported) }
    let recorder = try record(
      name: name, note: "", fingerprint: "f00d", description: description,
      queue: RecordingQueue(maximumSnapshots: 1000)
    ) { _ in }
    for event in events { recorder.record(event) }
    recorder.finish()
    if let failure = recorder.failure { throw failure }
    return try run(name)
  }
}

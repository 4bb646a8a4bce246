import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// What is recorded comes back as it was, bit for bit.
struct RoundTripTests {
  private let folder: TemporaryFolder
  private let store: RunStore

  init() throws {
    folder = try TemporaryFolder()
    store = try RunStore(path: folder.path("runs.sqlite"), access: .writing)
  }

  private func replayed(_ run: RecordedRun, upTo step: Int = .max) throws -> [String] {
    var events: [String] = []
    try RunSource(run, in: store).replay(upTo: step) { events.append("\($0)") }
    return events
  }

  @Test func everyEventComesBackInOrder() throws {
    let events = Samples.events()
    let run = try store.record(events, name: "all")
    #expect(try replayed(run) == events.map { "\($0)" })
  }

  @Test func aReplayEndsAtItsStep() throws {
    let events = Samples.events()
    let run = try store.record(events, name: "all")
    #expect(try replayed(run, upTo: 4) == events[0...2].map { "\($0)" })
    #expect(try replayed(run, upTo: 5) == events[0...6].map { "\($0)" })
    #expect(try replayed(run, upTo: 7) == events[0...6].map { "\($0)" })
    #expect(try replayed(run, upTo: 8) == events.map { "\($0)" })
  }

  @Test func anyEvaluationIsReadAlone() throws {
    let evaluations = (0..<40).map { Samples.evaluation(step: $0 * 3) }
    let run = try store.record(
      [.started(Samples.description())] + evaluations.map(TrainingEvent.evaluated), name: "many")
    let source = try RunSource(run, in: store)
    #expect(source.evaluations.map(\.moment) == evaluations.map(\.moment))
    for index in [39, 0, 17, 17, 38] {
      let found = try source.evaluation(at: index)
      #expect("\(found)" == "\(evaluations[index])")
    }
    #expect(source.evaluationIndex(atOrBefore: -1) == nil)
    #expect(source.evaluationIndex(atOrBefore: 0) == 0)
    #expect(source.evaluationIndex(atOrBefore: 50) == 16)
    #expect(source.evaluationIndex(atOrBefore: 1000) == 39)
  }

  /// Storing must move AUPRC by less than 10⁻⁴; nothing moves at all, NaN keeps even its payload.
  @Test func logitsKeepEveryBit() throws {
    let (count, classCount) = (2000, 10)
    var generator = SeededGenerator(seed: 1)
    let labels = (0..<count).map { _ in Int32.random(in: 0..<10, using: &generator) }
    let bits = (0..<count * classCount).map { _ in UInt32.random(in: 0...(.max), using: &generator)
    }
    let real = (0..<count * classCount).map { _ in Float.random(in: -12...5, using: &generator) }
    let wild = bits.map(Float.init(bitPattern:))
    let evaluations = [real, wild].enumerated().map { index, logits in
      Samples.evaluation(step: index, logits: logits, labels: labels, classCount: classCount)
    }
    let description = Samples.description(classCount: classCount, testCount: count)
    let run = try store.record(
      [.started(description)] + evaluations.map(TrainingEvent.evaluated), name: "bits")
    let source = try RunSource(run, in: store)
    #expect(try source.evaluation(at: 1).snapshot.logits.map(\.bitPattern) == bits)
    let found = try source.evaluation(at: 0)
    #expect(found.snapshot.logits == real)
    #expect(found.snapshot.labels == labels)
    #expect(EvaluationReport(found.snapshot) == evaluations[0].report)
    #expect(found.report == evaluations[0].report)
  }

  @Test func theListShowsWhatARunIs() throws {
    let events = Samples.events()
    let run = try store.record(events, name: "one")
    try store.record([events[0], events[1]], name: "two")
    let listing = try store.runs()
    #expect(listing.runs.map(\.name) == ["two", "one"])
    #expect(listing.damaged.isEmpty)
    #expect(run.status == .stopped)
    #expect(listing.runs[0].status == .interrupted)
    #expect(run.evaluationCount == 3)
    #expect(run.snapshotCount == 3)
    #expect(run.thinnedCount == 0)
    #expect(run.lastMoment == Samples.moment(8))
    #expect(run.datasetFingerprint == "f00d")
    #expect("\(run.description)" == "\(Samples.description())")
    #expect(run.description.configuration == Samples.configuration)
    #expect(run.totals == .init(seconds: 1.1, examplesPerSecond: 3.3, millisecondsPerStep: 0.7))
    let last = try #require(run.lastEvaluation)
    guard case .evaluated(let evaluation) = events[8] else { return }
    #expect(last.report == evaluation.report)
    #expect(last.trainingLoss == -.infinity)
  }

  @Test(
    arguments: zip(
      [EvaluationCadence.everyEpoch, .steps(3), .shareOfTime(0.125), .everyEpoch],
      [CheckpointCadence.everyEpoch, .steps(3), .shareOfTime(0.125), .never]))
  func everyCadenceComesBack(cadence: EvaluationCadence, checkpointing: CheckpointCadence) throws {
    for kind in LossKind.everyKind {
      var configuration = TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: Loss(kind))
      configuration.evaluation = cadence
      configuration.checkpointing = checkpointing
      let text = try StoredJSON.text(SettingsCoding(configuration))
      #expect(
        try StoredJSON.value(SettingsCoding.self, from: text).configuration == configuration)
    }
  }

  /// A field that nobody thought to store would come back with its default value.
  @Test func theSampleLeavesNothingAtItsDefault() {
    let sample = Samples.configuration
    let plain = TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp), loss: Loss(LossKind.all[0]))
    for (one, other) in [
      (sample as Any, plain as Any), (sample.network, plain.network),
      (sample.loss.parameters, plain.loss.parameters), (sample.schedule, plain.schedule),
      (sample.inputs, plain.inputs),
    ] {
      for (mine, theirs) in zip(
        Mirror(reflecting: one).children, Mirror(reflecting: other).children)
      { #expect("\(mine.value)" != "\(theirs.value)", "\(mine.label ?? "")") }
    }
  }

  private func recordTinyRun(_ name: String, checkpointing: CheckpointCadence) throws -> (
    dataset: Dataset, source: RunSource, logits: [[Float]]
  ) {
    let images = (0..<40).map { UInt8($0 * 6) }
    let examples = Examples(
      pixels: images, labels: (0..<10).map { $0 % 2 }, shape: ImageShape(height: 2, width: 2))
    let dataset = Dataset(
      name: "tiny", training: examples, test: examples, classNames: ["even", "odd"])
    let configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[0]),
      epochs: 4, batchSize: 5, checkpointing: checkpointing)
    let trainer = try Trainer(dataset: dataset, configuration: configuration)
    let recorder = try store.record(
      name: name, fingerprint: dataset.fingerprint, description: trainer.runDescription
    ) { _ in }
    var logits: [[Float]] = []
    trainer.run { event in
      recorder.record(event)
      if case .evaluated(let evaluation) = event { logits.append(evaluation.snapshot.logits) }
      recorder.drain()
    }
    recorder.finish()
    return (dataset, try RunSource(try store.run(name), in: store), logits)
  }

  @Test func aRunGoesOnFromItsCheckpoint() throws {
    let (dataset, source, logits) = try recordTinyRun("whole", checkpointing: .everyEpoch)
    #expect(try store.checkpointSteps(of: source.run) == [0, 2, 4, 6, 8])
    #expect(try store.checkpoint(of: source.run, atOrBefore: 1)?.moment.step == 0)
    let checkpoint = try #require(try store.checkpoint(of: source.run, atOrBefore: 5))
    #expect(checkpoint.moment.step == 4)
    let again = try Trainer(
      dataset: dataset, configuration: source.description.configuration, checkpoint: checkpoint)
    var resumed: [[Float]] = []
    again.run { event in
      if case .evaluated(let evaluation) = event { resumed.append(evaluation.snapshot.logits) }
    }
    #expect(resumed == Array(logits[2...]))
  }

  @Test func onlyAFewCheckpointsAreKept() throws {
    let (_, source, _) = try recordTinyRun("often", checkpointing: .steps(1))
    let steps = try store.checkpointSteps(of: source.run)
    #expect(steps.count == RunWriter.maximumCheckpoints)
    #expect(steps.first == 0)
    #expect(steps.last == 8)
    for step in steps {
      #expect(try store.checkpoint(of: source.run, atOrBefore: step)?.moment.step == step)
    }
  }
}

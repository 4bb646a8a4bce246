import GRDB
import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// A recorded run that is interrupted and gone on with reads as if it had never been interrupted.
struct ResumingTests {
  private let folder: TemporaryFolder
  private let store: RunStore
  private let dataset: Dataset

  init() throws {
    folder = try TemporaryFolder()
    store = try RunStore(path: folder.path("runs.sqlite"), access: .writing)
    let images = (0..<160).map { UInt8(truncatingIfNeeded: $0 * 37) }
    let examples = Examples(
      pixels: images, labels: (0..<40).map { $0 % 2 }, shape: ImageShape(height: 2, width: 2))
    dataset = Dataset(
      name: "tiny", training: examples, test: examples, classNames: ["even", "odd"])
  }

  private func configuration(epochs: Int = 6) -> TrainingConfiguration {
    TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[0]),
      epochs: epochs, batchSize: 5, evaluation: .steps(4), checkpointing: .steps(5))
  }

  /// Trains and records, and stops telling the recorder anything after so many events: killed.
  @discardableResult
  private func train(
    _ name: String, resuming: Bool = false, epochs: Int = 6, eventLimit: Int = .max,
    commands: [Int: [TrainingCommand]] = [:]
  ) throws -> RecordedRun {
    let run = resuming ? try store.run(name) : nil
    let checkpoint = try run.flatMap { try store.checkpoint(of: $0) }
    let control = TrainingControl()
    let trainer = try Trainer(
      dataset: dataset, configuration: configuration(epochs: epochs), control: control,
      checkpoint: checkpoint)
    let recorder =
      if let run, let checkpoint {
        try store.resume(run, from: checkpoint, description: trainer.runDescription) { _ in }
      } else {
        try store.record(
          name: name, note: "", fingerprint: "f00d", description: trainer.runDescription,
          queue: RecordingQueue(maximumSnapshots: 1000)
        ) { _ in }
      }
    var events = 0
    trainer.run { event in
      events += 1
      guard events <= eventLimit else { return control.send(.stop) }
      recorder.record(event)
      // As a disk that keeps pace, so that every checkpoint is there.
      recorder.drain()
      if case .checkpointed(let checkpoint) = event {
        for command in commands[checkpoint.moment.step] ?? [] { control.send(command) }
      }
    }
    recorder.finish()
    if let failure = recorder.failure { throw failure }
    return try store.run(name)
  }

  /// Everything that does not depend on the clock.
  private func content(_ run: RecordedRun) throws -> [String] {
    let source = try RunSource(run, in: store)
    var losses: [Float] = []
    var content: [String] = []
    try source.replay { event in
      switch event {
      case .started(let description): content.append("\(description)")
      case .progress(let progress):
        losses += progress.losses
        #expect(losses.count == progress.moment.step)
      case .evaluated(let evaluation): content.append("\(evaluation)")
      case .changed(let status): content.append("\(status)")
      case .checkpointed: break
      case .ended(let summary): content.append("\(summary.moment) \(summary.wasStopped)")
      }
    }
    return content + losses.map { "\($0.bitPattern)" }
  }

  @Test func killedAnywhereItReadsAsIfItHadNotBeen() throws {
    let whole = try train("whole")
    let expected = try content(whole)
    #expect(whole.status == .finished)
    // After the start, the first checkpoint and the first evaluation, and anywhere from there on.
    for limit in [2, 3, 4, 7, 11, 18, 30] {
      let name = "killed after \(limit)"
      let killed = try train(name, eventLimit: limit)
      #expect(killed.status == .interrupted)
      let resumed = try train(name, resuming: true)
      #expect(resumed.id == killed.id)
      #expect(resumed.status == .finished)
      #expect(try content(resumed) == expected, "\(limit)")
      let last = try store.checkpoint(of: resumed)?.bytes()
      let expectedLast = try store.checkpoint(of: whole)?.bytes()
      #expect(last == expectedLast)
    }
  }

  @Test func killedAgainAndAgain() throws {
    let expected = try content(train("whole"))
    try train("killed", eventLimit: 9)
    for _ in 0..<3 { try train("killed", resuming: true, eventLimit: 9) }
    #expect(try content(train("killed", resuming: true)) == expected)
  }

  @Test func aFinishedRunCanBeMadeLonger() throws {
    let long = try content(train("long", epochs: 9)).dropFirst()
    let first = try train("longer", epochs: 6)
    let longer = try train("longer", resuming: true, epochs: 9)
    #expect(longer.description.totalSteps == 72)
    #expect(longer.description.configuration.epochs == 9)
    #expect(longer.status == .finished)
    // The end of the shorter run was evaluated too.
    let steps = try RunSource(longer, in: store).evaluations.map(\.moment.step)
    #expect(steps == Array(stride(from: 0, through: 72, by: 4)))
    #expect(try content(longer).dropFirst() == long)
    #expect(try #require(longer.totals).seconds > (try #require(first.totals)).seconds)
  }

  @Test func timeGoesOn() throws {
    let killed = try train("one", eventLimit: 30)
    let before = try #require(RunSource(killed, in: store).progress.last)
    let resumed = try train("one", resuming: true)
    let seconds = try RunSource(resumed, in: store).progress.map(\.secondsElapsed)
    #expect(seconds == seconds.sorted())
    #expect(try #require(seconds.last) > before.secondsElapsed / 2)
  }

  @Test func whatWasChangedAfterTheCheckpointIsUndone() throws {
    let other = Loss(LossKind.all[5])
    // The command comes right after the checkpoint of step 10, and the kill before the next one.
    let killed = try train("changed", eventLimit: 14, commands: [10: [.setLoss(other)]])
    #expect(try store.checkpointSteps(of: killed).last == 10)
    let changes = try RunSource(killed, in: store).changes
    #expect(changes.map(\.loss) == [other])
    let resumed = try train("changed", resuming: true)
    let all = try RunSource(resumed, in: store).changes
    #expect(all.map(\.loss) == [other, Loss(LossKind.all[0])])
    #expect(all.map(\.moment.step) == [10, 10])
  }

  @Test func whatIsLaterThanTheCheckpointIsTakenBack() throws {
    let run = try store.record(Samples.events(), name: "one")
    try store.write { (db: Database) throws in
      let trimming = RunTrimming(run: run, moment: Samples.moment(7))
      // The report of steps 6 to 8 is cut in two.
      #expect(try trimming.trim(db) == 8.0 / 7)
      #expect(try trimming.nextSequence(db) == 6)
      #expect(try !trimming.isEvaluated(db))
      #expect(try trimming.hasLabels(db))
    }
    let source = try RunSource(run, in: store)
    #expect(source.progress.map(\.moment.step) == [3, 5, 7])
    #expect(source.progress.last?.losses == [1.0 / 6, 1.0 / 7])
    #expect(source.evaluations.map(\.moment.step) == [0, 5])
    #expect(source.changes.count == 2)
    try store.write { (db: Database) throws in
      let trimming = RunTrimming(run: run, moment: Samples.moment(0))
      #expect(try trimming.trim(db) == 0)
      #expect(try trimming.isEvaluated(db))
    }
    let beginning = try RunSource(run, in: store)
    #expect(beginning.progress.isEmpty && beginning.changes.isEmpty)
    #expect(beginning.evaluations.map(\.moment.step) == [0])
  }

  @Test func aRunThatIsRecordedCannotBeGoneOnWith() throws {
    let trainer = try Trainer(dataset: dataset, configuration: configuration())
    let recorder = try store.record(
      name: "busy", fingerprint: "", description: trainer.runDescription
    ) { _ in }
    var checkpoint: Checkpoint?
    trainer.run { event in if case .checkpointed(let latest) = event { checkpoint = latest } }
    let latest = try #require(checkpoint)
    let busy = try store.run("busy")
    #expect(throws: RunStoreError.stillRecording(name: "busy")) {
      try store.resume(busy, from: latest, description: trainer.runDescription) { _ in }
    }
    recorder.finish()
    let run = try store.run("busy")
    #expect(run.status == .interrupted)
    let second = try store.resume(run, from: latest, description: trainer.runDescription) { _ in }
    #expect(try store.run("busy").status == .running)
    #expect(throws: RunStoreError.stillRecording(name: "busy")) {
      try store.resume(run, from: latest, description: trainer.runDescription) { _ in }
    }
    second.finish()
  }

  @Test func checkpointsThinOutButTheLatestStays() throws {
    let run = try train("one", epochs: 40)
    let steps = try store.checkpointSteps(of: run)
    #expect(steps.count == RunWriter.maximumCheckpoints)
    #expect(steps.first == 0)
    #expect(steps.last == 320)
    let gaps = zip(steps, steps.dropFirst()).map { $1 - $0 }
    #expect(try #require(gaps.max()) <= 2 * 320 / (RunWriter.maximumCheckpoints - 1))
  }

  /// A slow disk must not spend its time on checkpoints; the latest waits, whatever else comes.
  @Test func aCheckpointThatIsHeldBackIsTheLatest() throws {
    var checkpoints: [TrainingEvent] = []
    let trainer = try Trainer(dataset: dataset, configuration: configuration())
    trainer.run { event in if case .checkpointed = event { checkpoints.append(event) } }
    var queue = RecordingQueue()
    queue.add(checkpoints[0])
    queue.add(.progress(Samples.progress(1...3)))
    #expect(queue.takeAll(butCheckpoint: true).count == 1)
    queue.add(checkpoints[1])
    #expect(queue.takeAll(butCheckpoint: true).isEmpty)
    #expect(queue.items.count == 1)
    let taken = queue.takeAll()
    guard case .checkpoint(let held) = try #require(taken.first) else {
      Issue.record("no checkpoint")
      return
    }
    #expect(held.moment.step == 5)
    queue.add(checkpoints[2])
    queue.putBack(taken)
    #expect(queue.items.count == 1)
    // The end of a run waits for nothing.
    guard case .ended = Samples.events().last else { return }
    queue.add(try #require(Samples.events().last))
    #expect(queue.takeAll(butCheckpoint: true).count == 2)
  }
}

import Testing

@testable import LogitEngine

@Suite struct TrainerRotationTests {
  private func dataset() -> Dataset {
    Dataset(
      name: "random", training: randomExamples(count: 90, featureCount: 12, classCount: 3, seed: 1),
      test: randomExamples(count: 40, featureCount: 12, classCount: 3, seed: 2),
      classNames: ["a", "b", "c"])
  }

  private func configuration(_ kind: LossKind) -> TrainingConfiguration {
    TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp, hiddenSizes: [8]), loss: Loss(kind),
      epochs: 4, batchSize: 16, seed: 5, threads: 2, evaluation: .steps(3))
  }

  /// What a run reports, the clock's figures left out.
  private struct Trace: Equatable {
    var steps: [Int] = []
    var logits: [[Float]] = []
    var losses: [Float] = []
    var isOver = false

    mutating func add(_ event: TrainingEvent) {
      switch event {
      case .progress(let progress): losses += progress.losses
      case .evaluated(let evaluation):
        steps.append(evaluation.moment.step)
        logits.append(evaluation.snapshot.logits)
      case .ended: isOver = true
      case .started, .changed, .checkpointed: break
      }
    }
  }

  private func alone(_ kind: LossKind) throws -> Trace {
    var trace = Trace()
    try Trainer(dataset: dataset(), configuration: configuration(kind)).run { trace.add($0) }
    return trace
  }

  @Test func everyLossTrainsAsIfItWereAlone() throws {
    let kinds = LossKind.all + [LossKind.all[0]]
    let trainers = try kinds.map {
      try Trainer(dataset: dataset(), configuration: configuration($0))
    }
    var traces = [Trace](repeating: Trace(), count: kinds.count)
    TrainerRotation(trainers, control: TrainingControl()).run { place, event in
      traces[place].add(event)
    }
    for (place, kind) in kinds.enumerated() {
      #expect(traces[place] == (try alone(kind)), "\(kind.name)")
      // Before the first step all are the same network.
      #expect(traces[place].logits.first == traces[0].logits.first)
      #expect(traces[place].isOver)
    }
    // The same loss twice sees the same examples in the same order.
    #expect(traces.last == traces.first)
    #expect(traces[1].losses != traces[0].losses)
  }

  @Test func allAdvanceEvenly() throws {
    let trainers = try LossKind.all.map {
      try Trainer(dataset: dataset(), configuration: configuration($0))
    }
    var turns: [(place: Int, step: Int)] = []
    TrainerRotation(trainers, control: TrainingControl()).run { place, event in
      if case .progress(let progress) = event { turns.append((place, progress.moment.step)) }
    }
    // Nobody begins the second step before all have taken the first.
    let second = try #require(turns.firstIndex { $0.step > 1 })
    #expect(Set(turns[..<second].map(\.place)).count == LossKind.all.count)
    #expect(turns.filter { $0.step == 20 }.map(\.place) == Array(LossKind.all.indices))
  }

  @Test(arguments: [1, 2, 3, 7, 100]) func partsMakeTheSameRun(count: Int) throws {
    let trainer = try Trainer(dataset: dataset(), configuration: configuration(LossKind.all[5]))
    var trace = Trace()
    var calls = 0
    while !trainer.advance(by: count, report: { trace.add($0) }) { calls += 1 }
    #expect(trace == (try alone(LossKind.all[5])))
    #expect(calls == (20 - 1) / count)
    #expect(trainer.advance(by: 5) { _ in Issue.record("the run was over") })
  }

  @Test func stopsAndPausesWhenTold() throws {
    let control = TrainingControl()
    let trainers = try LossKind.all.prefix(2).map {
      try Trainer(dataset: dataset(), configuration: configuration($0))
    }
    var last = 0
    TrainerRotation(trainers, control: control).run { _, event in
      guard case .progress(let progress) = event else { return }
      last = max(last, progress.moment.step)
      if last >= 3 {
        control.send(.pause)
        control.send(.stop)
      }
    }
    #expect((3..<20).contains(last))
  }
}

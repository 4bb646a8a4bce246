import ExplorerUI
import LogitEngine
import RunStore
import TestSupport
import Testing

@testable import LogitscopeCommand

/// A run looks the same while it is trained and after it has been through the store.
@Suite struct ReplayedPictureTests {
  private let live: ExplorerState
  private let replayed: ExplorerState
  private let reader: ReplayReader
  private let folder: TemporaryFolder
  private static let size = Size(width: 120, height: 36)

  init() throws {
    folder = try TemporaryFolder()
    let store = try RunStore(path: folder.path("runs.sqlite"), access: .writing)
    let dataset = try DatasetOptions.embeddedDigits()
    let configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[5]),
      epochs: 2, batchSize: 100, evaluation: .steps(5))
    let control = TrainingControl()
    let trainer = try Trainer(dataset: dataset, configuration: configuration, control: control)
    let recorder = try store.record(
      name: "one", fingerprint: dataset.fingerprint, description: trainer.runDescription
    ) { _ in }
    var live = Self.state(configuration)
    trainer.run { event in
      recorder.record(event)
      _ = update(&live, .training(event))
      // A change of loss in the middle is part of what a moment looks like.
      if case .evaluated(let evaluation) = event, evaluation.moment.step == 10 {
        control.send(.setLoss(Loss(LossKind.all[0])))
      }
    }
    recorder.finish()
    let reader = ReplayReader(try RunSource(store.run("one"), in: store), in: store)
    self.reader = reader
    var replayed = Self.state(configuration)
    Self.send(.replayed(reader.run), to: &replayed, reader)
    let count = reader.run.events.filter { if case .evaluated = $0 { true } else { false } }.count
    let ranges = try (0..<count).map { index in
      LogitRanges(try #require(reader.evaluations([index])[index]).snapshot)
    }
    Self.send(.measured(from: 0, ranges), to: &replayed, reader)
    _ = update(&live, .loaded(dataset.test))
    _ = update(&replayed, .loaded(dataset.test))
    self.live = live
    self.replayed = replayed
  }

  private static func state(_ configuration: TrainingConfiguration) -> ExplorerState {
    var state = ExplorerState(
      launch: ExplorerLaunch(datasetName: "digits", configuration: configuration, initialClass: 3))
    _ = update(&state, .resized(size))
    return state
  }

  private static func send(
    _ event: InputEvent, to state: inout ExplorerState, _ reader: ReplayReader
  ) {
    for case .fetchEvaluations(let indices) in update(&state, event) {
      guard let evaluations = try? reader.evaluations(indices) else { continue }
      _ = update(&state, .fetched(evaluations))
    }
  }

  /// The picture but for the title, which says whether it is live, and the keys, which differ.
  private func picture(_ state: ExplorerState) -> [String] {
    let grid = render(state, size: Self.size, capabilities: TerminalCapabilities())
    return (1..<Self.size.height - 1).map { row in
      (0..<Self.size.width).map { "\(grid[$0, row])" }.joined()
    }
  }

  @Test func theExamplesShowTheirPictures() throws {
    let dataset = try DatasetOptions.embeddedDigits()
    guard case .loaded(let examples) = reader.examples() else {
      Issue.record("the embedded dataset is not there")
      return
    }
    #expect(examples.fingerprint == dataset.test.fingerprint)
    var (live, replayed) = (live, replayed)
    _ = update(&live, .loaded(dataset.test))
    _ = update(&replayed, .notLoaded(reason: "the dataset is being read"))
    _ = update(&live, .key(.character("4")))
    _ = update(&replayed, .key(.character("4")))
    #expect(picture(live) != picture(replayed))
    #expect(text(replayed).contains("no picture: the dataset is being read"))
    _ = update(&replayed, reader.examples().event)
    #expect(picture(live) == picture(replayed))
    for key: Key in [.character("1"), .character("w")] {
      _ = update(&live, .key(key))
      _ = update(&replayed, .key(key))
    }
    #expect(picture(live) == picture(replayed) && text(live).contains("▀"))
  }

  @Test func saysWhyThereAreNoExamples() throws {
    let store = try RunStore(path: folder.path("runs.sqlite"), access: .reading)
    func reason(_ change: (inout RecordedRun) -> Void, loaded: Dataset? = nil) throws -> String {
      var run = try store.run("one")
      change(&run)
      guard case .missing(let reason) = RecordedExamples(of: run, loaded: loaded) else {
        return "they are there"
      }
      return reason
    }
    #expect(try reason { _ in } == "they are there")
    #expect(try reason { $0.description.datasetName = "mine" }.contains("a folder or a file"))
    #expect(try reason { $0.datasetFingerprint = "1-2" }.contains("digits has other contents"))
    #expect(try reason { $0.description.testCount += 1 }.contains("digits has another size"))
    #expect(try reason { $0.description.datasetName = "mnist" } != "they are there")
    // A dataset that is there will do whatever it is called, if it is the run's.
    let loaded = try DatasetOptions.embeddedDigits()
    #expect(
      try reason({ $0.description.datasetName = "mine" }, loaded: loaded)
        == "they are there")
  }

  private func text(_ state: ExplorerState) -> String {
    render(state, size: Self.size, capabilities: TerminalCapabilities()).lines
      .joined(separator: "\n")
  }

  /// The losses side by side are runs of their own, which a recorded run cannot train.
  private static let views = ExplorerView.allCases.filter { $0 != .compare }

  @Test(arguments: views) func looksTheSameAtEveryStep(view: ExplorerView) throws {
    var (live, replayed) = (live, replayed)
    var steps: Set<Int> = []
    for key in [Key.character(view.digit)] + [Key](repeating: .character(","), count: 6) {
      _ = update(&live, .key(key))
      Self.send(.key(key), to: &replayed, reader)
      #expect(live.evaluation?.moment == replayed.evaluation?.moment)
      steps.insert(try #require(live.evaluation).moment.step)
      let (one, other) = (picture(live), picture(replayed))
      for (row, lines) in zip(one, other).enumerated() where lines.0 != lines.1 {
        Issue.record("row \(row + 1) of \(view) at step \(live.evaluation?.moment.step ?? -1)")
      }
    }
    #expect(steps.count == 6)
  }
}

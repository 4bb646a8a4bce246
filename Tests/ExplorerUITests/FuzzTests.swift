import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct FuzzTests {
  private static let keys: [Key] =
    KeyBinding.all.flatMap(\.keys) + [.character("5"), .character("é"), .delete, .function(7)]

  /// Snapshots with everything that can go wrong in them.
  private static let evaluations: [Evaluation] = {
    var snapshots = [
      Synthetic.snapshot(examples: 60, classes: 10, gap: 3),
      Synthetic.snapshot(examples: 3, classes: 10, gap: 1),
      Synthetic.snapshot(examples: 40, classes: 1, gap: 1),
      LogitSnapshot(logits: [], labels: [], classCount: 4),
    ]
    let labels = (0..<20).map { Int32($0 % 4) }
    for odd: Float in [
      .nan, .infinity, -.infinity, .greatestFiniteMagnitude, 0, .leastNonzeroMagnitude,
    ] {
      snapshots.append(
        LogitSnapshot(
          logits: [Float](repeating: odd, count: 80), labels: labels, classCount: 4))
      snapshots.append(
        LogitSnapshot(
          logits: (0..<80).map { $0 % 7 == 0 ? odd : Float($0) * -1e30 }, labels: labels,
          classCount: 4))
    }
    for truth in truths {
      for scale: Double in [1, 1e-12, 1e300, .infinity, .nan] {
        let doubles = (0..<80).map { (place: Int) -> Double in
          place % 5 == 0 ? scale : 1 + scale * Double((place * 13) % 29)
        }
        snapshots.append(snapshot(doubles, truth, classes: 4, isDouble: scale != 1))
        guard let labels = truth.labels else { continue }
        snapshots.append(
          snapshot(
            Array(doubles.prefix(20)), Truth(labels: labels.map { min($0, 0) }), classes: 1,
            isDouble: scale != 1))
      }
    }
    return snapshots.enumerated().map { Synthetic.evaluation($0.element, step: $0.offset * 7) }
  }()

  /// Examples of several classes, of one or none, of none, of all.
  private static let truths: [Truth] = [
    Truth(
      memberships: (0..<20).map { (row: Int) -> [Int32] in
        row % 3 == 0 ? [] : [Int32(row % 4), Int32(row % 3)]
      }),
    Truth(labels: (0..<20).map { $0 % 4 == 0 ? Truth.outsider : Int32($0 % 4) }),
    Truth(labels: [Int32](repeating: Truth.outsider, count: 20)),
    Truth(memberships: [[Int32]](repeating: [0, 1, 2, 3], count: 20)),
  ]

  private static func snapshot(
    _ values: [Double], _ truth: Truth, classes: Int, isDouble: Bool
  ) -> LogitSnapshot {
    LogitSnapshot(
      logits: values.map { Float($0) }, doubles: isDouble ? values : nil, truth: truth,
      classCount: classes)
  }

  private static let examples = [
    Synthetic.pictures(60), Synthetic.pictures(20, classes: 4),
    Synthetic.pictures(60, shape: ImageShape(height: 5, width: 9, channels: 3)),
    Synthetic.pictures(60, shape: ImageShape(featureVectorOf: 7)),
  ]

  /// Eight times 12,500 keys, movements of the mouse and sizes, and the news of trainings, replays
  /// and searches among them.
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func anythingInAnyOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var state = Synthetic.fresh()
    var inputs = 0
    var count = 0
    while inputs < 12_500 {
      let event = Self.event(&generator, size: state.size)
      switch event {
      case .key, .mouse, .resized: inputs += 1
      default: break
      }
      count += 1
      _ = update(&state, event)
      try #require(Self.problem(state) == nil, "after \(event)")
      guard count % 100 == 0 || state.size.width * state.size.height < 1500 && count % 12 == 0
      else { continue }
      let isRich = generator.next() % 2 == 0
      let capabilities = TerminalCapabilities(
        colors: isRich ? .many : .none, hasUnicode: isRich, hasAttributes: isRich,
        notice: isRich ? nil : "no colours")
      #expect(state.picture(capabilities).size == state.size)
    }
  }

  /// What is not as it must be whatever has happened; nil if nothing is.
  private static func problem(_ state: ExplorerState) -> String? {
    guard state.classCount == 0 || state.classIndex >= 0 else { return "class" }
    let kinds = LossKind.everyKind.indices
    guard kinds.contains(state.lossCursor), kinds.contains(state.comparison.cursor) else {
      return "cursor"
    }
    for window in state.curveWindows.values {
      for axis in [ChartAxis.horizontal, .vertical] {
        let share = window.share(axis)
        guard share.lowerBound >= 0, share.upperBound <= 1,
          share.upperBound - share.lowerBound > 1e-4
        else { return "window \(share)" }
      }
    }
    let layout = state.layout
    guard layout.hasRoom else { return nil }
    let frame = layout.frame(of: state.focus)
    return frame?.isEmpty ?? true ? "focus on \(state.focus), which is not there" : nil
  }

  private static func event(
    _ generator: inout SeededGenerator, size: Size
  ) -> InputEvent {
    switch generator.next() % 27 {
    case 26: return .searched(LessonTests.findings[Int(generator.next() % 2)])
    case 25 where generator.next() % 4 == 0: return .notLoaded(reason: "a reason in words")
    case 25: return .loaded(examples[Int(generator.next() % UInt64(examples.count))])
    case 23, 24:
      let place = Int(generator.next() % 9) - 1
      return generator.next() % 12 == 0
        ? .comparisonFailed(place, reason: "a reason") : .compared(place, training(&generator))
    case 20: return .time(.milliseconds(Int(generator.next() % 100_000)))
    case 21: return recorded(&generator)
    case 22:
      let news: [SpeedNews] = [
        .measured(SpeedTests.result(Int(generator.next() % 500_000))), .finished, .failed("why"),
      ]
      return .speed(
        news[Int(generator.next() % 3)], number: Int(generator.next() % 4))
    case 0..<11: return .key(keys[Int(generator.next() % UInt64(keys.count))])
    case 11..<15:
      let actions: [MouseEvent.Action] = [.press, .press, .drag, .release, .wheelUp, .wheelDown]
      return .mouse(
        MouseEvent(
          action: actions[Int(generator.next() % 6)],
          column: Int(generator.next() % UInt64(size.width + 4)) - 2,
          row: Int(generator.next() % UInt64(size.height + 4)) - 2,
          isModified: generator.next() % 4 == 0))
    case 15:
      let isSmall = generator.next() % 3 == 0
      return .resized(
        Size(
          width: Int(generator.next() % (isSmall ? 45 : 220)),
          height: Int(generator.next() % (isSmall ? 14 : 70))))
    default: return .training(training(&generator))
    }
  }

  private static func recorded(_ generator: inout SeededGenerator) -> InputEvent {
    let picks = (0..<4).map { _ in Int(generator.next() % UInt64(evaluations.count)) }
    switch generator.next() % 3 {
    case 0:
      return .fetched(Dictionary(picks.map { ($0, evaluations[$0]) }) { first, _ in first })
    case 1:
      return .measured(from: picks[0] - 2, picks.map { LogitRanges(evaluations[$0].snapshot) })
    default:
      let events = picks.enumerated().map { offset, pick in
        ReplayedRun.Event.evaluated(
          index: offset == 2 ? nil : pick,
          moment: TrainingMoment(step: offset * 10, epoch: 0), trainingLoss: nil,
          report: evaluations[pick].report)
      }
      return .replayed(
        ReplayedRun(
          name: "run", description: Synthetic.description(), events: events, summary: nil))
    }
  }

  private static func training(_ generator: inout SeededGenerator) -> TrainingEvent {
    let step = Int(generator.next() % 3000)
    let moment = TrainingMoment(step: step, epoch: Double(step) / 100)
    switch generator.next() % 12 {
    case 0:
      let names = [Synthetic.fashion, ["only"], ["猫", "犬", String(repeating: "long ", count: 40)]]
      return .started(Synthetic.description(names: names[Int(generator.next() % 3)]))
    case 1..<6:
      let losses: [Float] = [1, 2, .nan, .infinity, -3, 1e30, 0]
      return .progress(
        TrainingProgress(
          moment: moment, losses: (0..<30).map { _ in losses[Int(generator.next() % 7)] },
          examplesPerSecond: generator.next() % 5 == 0 ? .nan : 1000, secondsElapsed: 3,
          secondsRemaining: generator.next() % 2 == 0 ? nil : .infinity))
    case 6..<10: return .evaluated(evaluations[Int(generator.next() % UInt64(evaluations.count))])
    case 10:
      return .changed(
        RunStatus(
          moment: moment, isPaused: generator.next() % 2 == 0,
          loss: Loss(LossKind.everyKind[Int(generator.next() % 12)]), learningRate: 0.1,
          stepsPerSecondLimit: nil))
    default:
      return .ended(
        TrainingSummary(
          lastEvaluation: evaluations[Int(generator.next() % UInt64(evaluations.count))],
          moment: moment, wasStopped: generator.next() % 2 == 0, seconds: 1,
          examplesPerSecond: 0, millisecondsPerStep: 0))
    }
  }
}

import LogitEngine

@testable import ExplorerUI

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func uniform() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// Nearly normal: twelve uniform numbers less six.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}

/// Runs that were never trained, the same every time.
enum Synthetic {
  static let fashion = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
    "Ankle boot",
  ]

  static func configuration(loss: String = "batch-cross-entropy") -> TrainingConfiguration {
    let kind = LossKind(named: loss) ?? LossKind.all[0]
    return TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp), loss: Loss(kind))
  }

  /// Logits whose true ones stand `gap` above the false ones.
  static func snapshot(
    examples: Int, classes: Int, gap: Double, seed: UInt64 = 1
  ) -> LogitSnapshot {
    var generator = SeededGenerator(seed: seed)
    var logits: [Float] = []
    logits.reserveCapacity(examples * classes)
    let labels = (0..<examples).map { Int32($0 % classes) }
    for label in labels {
      let level = generator.normal() * 0.5
      for index in 0..<classes {
        let isHard = abs(index - Int(label)) == 2 && generator.uniform() < 0.3
        let center = index == Int(label) ? gap * 0.6 : isHard ? 0 : -gap
        let spread = index == Int(label) ? 1.8 : 2.4
        logits.append(Float(center + generator.normal() * spread + level))
      }
    }
    return LogitSnapshot(logits: logits, labels: labels, classCount: classes)
  }

  static func evaluation(_ snapshot: LogitSnapshot, step: Int) -> Evaluation {
    Evaluation(
      moment: TrainingMoment(step: step, epoch: Double(step) / 100), trainingLoss: nil,
      snapshot: snapshot, report: EvaluationReport(snapshot))
  }

  static func description(
    names: [String] = fashion, dataset: String = "fashion-mnist",
    configuration: TrainingConfiguration = configuration()
  ) -> RunDescription {
    RunDescription(
      datasetName: dataset, classNames: names, trainingCount: 12_800, testCount: 600,
      networkName: "mlp 784-256-256-\(names.count)", configuration: configuration,
      stepsPerEpoch: 100, totalSteps: 1000, parameterCount: 269_322)
  }

  static func progress(to step: Int, losses: [Float]) -> TrainingProgress {
    TrainingProgress(
      moment: TrainingMoment(step: step, epoch: Double(step) / 100), losses: losses,
      examplesPerSecond: 98_304, secondsElapsed: Double(step) / 768,
      secondsRemaining: Double(1000 - step) / 768)
  }

  /// Before anything has been loaded.
  static func fresh(_ size: Size = Size(width: 120, height: 36), classIndex: Int = 6)
    -> ExplorerState
  {
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "fashion-mnist", configuration: configuration(), initialClass: classIndex))
    _ = update(&state, .resized(size))
    return state
  }

  /// In the middle of a run, with as many evaluations as asked for.
  static func live(
    _ size: Size = Size(width: 120, height: 36), evaluations: Int = 4, examples: Int = 600,
    names: [String] = fashion, classIndex: Int = 6
  ) -> ExplorerState {
    var state = fresh(size, classIndex: classIndex)
    _ = update(&state, .training(.started(description(names: names))))
    var generator = SeededGenerator(seed: 99)
    for index in 0..<evaluations {
      let step = index * 100
      if index > 0 {
        let losses = (step - 99...step).map { step in
          Float(0.3 + 2 / (1 + Double(step) / 60) + 0.08 * generator.normal())
        }
        _ = update(&state, .training(.progress(progress(to: step, losses: losses))))
      }
      let snapshot = snapshot(
        examples: examples, classes: names.count, gap: 5 - 4.8 / (1 + Double(index)),
        seed: UInt64(index + 1))
      _ = update(&state, .training(.evaluated(evaluation(snapshot, step: step))))
    }
    return state
  }

  /// Pictures that go with `snapshot`: a ring that grows with the class, on a slope.
  static func pictures(
    _ count: Int, classes: Int = 10, shape: ImageShape = ImageShape(height: 28, width: 28)
  ) -> Examples {
    let labels = (0..<count).map { Int32($0 % classes) }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * shape.featureCount)
    for (example, label) in labels.enumerated() {
      let radius = 3 + Double(label)
      for channel in 0..<shape.channels {
        for row in 0..<shape.height {
          for column in 0..<shape.width {
            let (x, y) = (
              Double(column) - Double(shape.width) / 2, Double(row) - Double(shape.height) / 2
            )
            let distance = ((x * x + y * y).squareRoot() - radius).magnitude
            let slope = Double((column + example + 40 * channel) % 60)
            pixels.append(UInt8(distance < 2 ? 255 - 100 * distance : slope))
          }
        }
      }
    }
    return Examples(pixels: pixels, labels: labels, shape: shape)
  }

  /// One evaluation of given logits.
  static func showing(
    _ snapshot: LogitSnapshot, names: [String]? = nil, classIndex: Int = 0,
    size: Size = Size(width: 120, height: 36)
  ) -> ExplorerState {
    var state = fresh(size, classIndex: classIndex)
    let names = names ?? (0..<snapshot.classCount).map(String.init)
    _ = update(&state, .training(.started(description(names: names))))
    _ = update(&state, .training(.evaluated(evaluation(snapshot, step: 10))))
    return state
  }

  static func ended(_ state: ExplorerState) -> ExplorerState {
    var state = state
    let summary = TrainingSummary(
      lastEvaluation: state.evaluation, moment: TrainingMoment(step: 1000, epoch: 10),
      wasStopped: false, seconds: 4, examplesPerSecond: 98_304, millisecondsPerStep: 1.3)
    _ = update(&state, .training(.ended(summary)))
    return state
  }
}

extension ExplorerState {
  @discardableResult
  mutating func press(_ keys: Key...) -> [ExplorerEffect] {
    keys.flatMap { update(&self, .key($0)) }
  }

  @discardableResult
  mutating func click(_ column: Int, _ row: Int) -> [ExplorerEffect] {
    update(&self, .mouse(MouseEvent(action: .press, column: column, row: row)))
  }

  func picture(_ capabilities: TerminalCapabilities = TerminalCapabilities()) -> Grid {
    render(self, size: size, capabilities: capabilities)
  }

  /// Everything a key can change, as text.
  var fingerprint: String {
    "\(classIndex) \(view) \(focus) \(isExpanded) \(String(describing: overlay)) \(isMovingThreshold) \(lossCursor) "
      + "\(scale) \(String(describing: userThreshold)) \(phase) \(configuration) \(helpOffset) "
      + "\(String(describing: stepsPerSecondLimit)) \(String(describing: timeline.shownIndex)) "
      + "\(playback != nil) \(speedExponent) \(isAxisLocked) \(thresholdRule) "
      + "\(browser.cursor) \(browser.isAskingToDelete) \(String(describing: pinnedBaseline?.id)) "
      + "\(isRateLogarithmic) \(speed.number) \(speed.phase) \(theme) "
      + "\(comparison.phase) \(comparison.form) \(comparison.cursor) "
      + "\(comparison.baseline) \(comparison.selection.sorted()) "
      + "\(String(describing: comparison.shownStep)) \(classTable.sorting) "
      + "\(classTable.isReversed) \(classTable.filter) \(classTable.isFilterOpen) \(settings) "
      + "\(tools.option) \(tools.palette) \(tools.paletteCursor) "
      + "\(examples.kind) \(String(describing: examples.position)) "
      + "\(String(describing: cursor)) \(String(describing: brushedRange)) "
      + "\(String(describing: zoom)) \(barMagnification) "
      + Pane.allCases.map { curveWindow($0).words }.joined()
      + "\(learn.cursor) \(learn.progress?.lesson ?? -1) \(learn.progress?.step ?? -1) "
      + "\(learn.finished.sorted()) \(learn.searchedKind?.name ?? "") \(learn.firstLine ?? -1)"
  }
}

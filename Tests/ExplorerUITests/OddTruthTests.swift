import LogitEngine
import Testing

@testable import ExplorerUI

/// The explorer on examples of several classes or of none, on a logit alone, and on float64.
@Suite struct OddTruthTests {
  private static let several = Truth(
    memberships: (0..<40).map { (row: Int) -> [Int32] in
      let first = Int32(row % 5)
      switch row % 4 {
      case 0: return [first]
      case 1: return [first, Int32((row + 2) % 5)]
      case 2: return []
      default: return [0, 1, 2, 3, 4]
      }
    })

  private static func snapshot(
    _ truth: Truth, classes: Int = 5, isDouble: Bool = false
  ) -> LogitSnapshot {
    var generator = SeededGenerator(seed: 3)
    let scale: Double = isDouble ? 1e-9 : 1
    let values = (0..<truth.exampleCount * classes).map { (place: Int) -> Double in
      let gap: Double = truth.contains(place % classes, at: place / classes) ? 3 : 0
      return (isDouble ? 1000 : 0) + scale * (generator.normal() + gap)
    }
    return LogitSnapshot(
      logits: values.map { Float($0) }, doubles: isDouble ? values : nil, truth: truth,
      classCount: classes)
  }

  private static func state(_ snapshot: LogitSnapshot, origin: LogitOrigin = .files)
    -> ExplorerState
  {
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: "logits.npz", configuration: Synthetic.configuration(), origin: origin,
        isLossKnown: false))
    _ = update(&state, .resized(Size(width: 200, height: 60)))
    let names = (0..<snapshot.classCount).map { "name\($0)" }
    _ = update(&state, .training(.started(Synthetic.description(names: names))))
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 10))))
    return state
  }

  private static let snapshots: [LogitSnapshot] = [
    snapshot(several), snapshot(several, isDouble: true),
    snapshot(Truth(labels: (0..<30).map { $0 % 3 == 0 ? -1 : Int32($0 % 5) })),
    snapshot(Truth(labels: (0..<30).map { $0 % 3 == 0 ? -1 : 0 }), classes: 1),
    snapshot(Truth(labels: (0..<30).map { $0 % 3 == 0 ? -1 : 0 }), classes: 1, isDouble: true),
    snapshot(Truth(labels: [Int32](repeating: 0, count: 30)), classes: 1),
    snapshot(Truth(labels: [Int32](repeating: -1, count: 30))),
  ]

  @Test(arguments: snapshots.indices) func everyViewAndKeyShowsThem(_ place: Int) {
    for view in ExplorerView.allCases {
      let keys = KeyBinding.all.flatMap(\.keys).filter { $0 != .character("q") }
      for key in keys {
        var state = Self.state(Self.snapshots[place])
        state.show(view)
        _ = update(&state, .key(key))
        _ = update(&state, .key(.down))
        #expect(state.picture().size == state.size)
        _ = state.view.csv(state)
      }
    }
  }

  @Test func topOnePrecisionTakesThePlaceOfAccuracy() throws {
    let state = Self.state(Self.snapshots[0])
    let picture = state.picture().lines.joined(separator: "\n")
    #expect(picture.contains("top-1 precision") && !picture.contains("accuracy"))
    let value = try #require(state.evaluation?.report.topOnePrecision)
    #expect(picture.contains(NumberText.share(value)))
    let csv = try #require(ExploreData.csv(state))
    #expect(csv.contains("top_1_precision") && !csv.contains("accuracy"))
    let plain = Self.state(Synthetic.snapshot(examples: 60, classes: 5, gap: 3))
    let other = plain.picture().lines.joined(separator: "\n")
    #expect(other.contains("accuracy") && !other.contains("top-1"))
    #expect(other.contains("test examples") && !other.contains("image"))
  }

  @Test func aLogitAloneSaysWhatItHasNot() {
    var state = Self.state(Self.snapshots[3])
    #expect(state.picture().lines.joined().contains("a single logit"))
    let before = state.lens
    state.press(.character("n"))
    #expect(state.lens == before)
    state.press(.character("g"))
    #expect(state.picture().lines.joined().contains("a loss needs several classes"))
  }

  @Test func lossesAreUndefinedWithSeveralClasses() {
    var state = Self.state(Self.snapshots[0])
    state.press(.character("g"))
    #expect(
      state.picture().lines.joined().contains("a loss needs exactly one class an example"))
    state.press(.character("u"))
    #expect(state.offsetComparison?.rows.allSatisfy { $0.before == nil } == true)
  }

  @Test func float64IsSaidToBeDrawnInFloat32() {
    for (place, snapshot) in Self.snapshots.enumerated() {
      let title = Self.state(snapshot).picture().lines[0]
      #expect(title.contains("drawn in float32") == (snapshot.doubles != nil), "\(place)")
    }
  }

  @Test func examplesNameTheirClasses() throws {
    var state = Self.state(Self.snapshots[0])
    state.press(.character("4"))
    let rows = state.examples.rows.map(Int.init)
    for row in rows {
      let logits = ExampleLogits(Self.snapshots[0], example: row)
      #expect(logits.classes.contains(state.classIndex))
      #expect(
        logits.trueLogit
          == logits.classes.map { Self.snapshots[0].logit(ofClass: $0, at: row) }.min())
    }
    #expect(state.picture().lines.joined().contains("0 name0, 1 name1"))
    let nobody = ExampleLogits(Self.snapshots[0], example: 2)
    #expect(nobody.classes.isEmpty && nobody.trueLogit == nil && nobody.bestFalse != nil)
    let all = ExampleLogits(Self.snapshots[0], example: 3)
    #expect(all.classes.count == 5 && all.bestFalse == nil)
    #expect(state.classesLabel([]) == "no class")
    #expect(state.classesLabel([0, 1, 2, 3, 4]).hasSuffix("3 name3 and 1 more"))
    let profile = ExampleProfile(Self.snapshots[1], example: 1, chosenClass: 4)
    let exact = try #require(Self.snapshots[1].doubles)
    for entry in profile.entries(atMost: 5) { #expect(entry.logit == exact[5 + entry.classIndex]) }
  }

  @Test func thresholdsOfFloat64AreExact() throws {
    let state = Self.state(Self.snapshots[1])
    let metrics = try #require(state.classMetrics)
    #expect(state.threshold == metrics.bestF1Threshold)
    let f1 = try #require(state.decision?.f1)
    #expect(abs(f1 - (try #require(metrics.bestF1))) < 1e-12 && f1 > 0.6)
  }

  @Test func whatIsWrongWithARunIsTold() {
    var state = Synthetic.live(evaluations: 2)
    #expect(state.notice == nil)
    _ = update(&state, .training(.progress(Synthetic.progress(to: 101, losses: [1e9]))))
    #expect(state.notice?.hasPrefix("the loss exploded, from ") == true)
    #expect(state.picture().lines.joined().contains("the loss exploded"))
    state.press(.down)
    _ = update(&state, .training(.progress(Synthetic.progress(to: 102, losses: [1e10]))))
    #expect(!state.showsNotices)
    let equal = LogitSnapshot(
      logits: (0..<60).map { $0 % 10 == 4 ? 1 : Float($0) }, labels: [0, 1, 2, 3, 4, 5],
      classCount: 10)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(equal, step: 200))))
    #expect(state.notice?.hasPrefix("all logits of class 4 are equal") == true)
  }
}

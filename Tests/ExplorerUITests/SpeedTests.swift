import LogitEngine
import Testing

@testable import ExplorerUI

/// View 6: the measurement begun, watched, given up, and how its times are written.
@Suite struct SpeedTests {
  /// Times as a machine might take them, the same every time.
  static func result(_ classCount: Int) -> SpeedResult {
    let all = 20 + Double(classCount) * 0.09
    return SpeedResult(
      classCount: classCount, batchSize: 1, body: TimeSpread([18, 19, 19.5]),
      singleLogit: TimeSpread([18.2, 19.1, 20]),
      allLogits: TimeSpread([all * 0.98, all, all * 1.1]),
      floor: SpeedFloor(
        bytes: Double(classCount) * 1028, operations: Double(classCount) * 512,
        readGigabytesPerSecond: 12, gigaflopsPerSecond: nil))
  }

  /// The view with so many results of a measurement, over or not.
  static func measured(
    _ size: Size = Size(width: 120, height: 36), results: Int = 6, isOver: Bool = true
  ) -> ExplorerState {
    var state = Synthetic.live(size, examples: 60)
    state.press(.character("6"), .enter)
    let number = state.speed.number
    for count in (state.speed.specification?.classCounts ?? []).prefix(results) {
      _ = update(&state, .speed(.measured(result(count)), number: number))
    }
    if isOver { _ = update(&state, .speed(.finished, number: number)) }
    return state
  }

  @Test func theTrainingWaitsWhileTheSpeedIsMeasured() throws {
    var state = Synthetic.live(examples: 60)
    state.press(.character("6"))
    let effects = state.press(.enter)
    let specification = try #require(state.speed.specification)
    #expect(
      effects == [.send(.pause), .measureSpeed(specification, number: state.speed.number)])
    #expect(state.phase == .paused && state.speed.isMeasuring)
    #expect(specification.classCounts == [10, 100, 1000, 10_000, 100_000, 400_000])
    let number = state.speed.number
    #expect(update(&state, .speed(.measured(Self.result(10)), number: number)).isEmpty)
    #expect(state.speed.classCountUnderWay == 100)
    #expect(update(&state, .speed(.finished, number: number)) == [.send(.resume)])
    #expect(state.phase == .running && !state.speed.isDisturbed)
    // What was measured stays, also after a restart.
    state.press(.character("1"), .character("r"))
    _ = update(&state, .training(.started(Synthetic.description())))
    #expect(state.speed.results.count == 1)
  }

  @Test func theRunsOwnNumberOfClassesIsMeasuredToo() {
    let snapshot = Synthetic.snapshot(examples: 80, classes: 37, gap: 1)
    #expect(Synthetic.showing(snapshot).speedSpecification.classCounts.contains(37))
    let few = Synthetic.showing(Synthetic.snapshot(examples: 80, classes: 10, gap: 1))
    #expect(few.speedSpecification.classCounts.count == 6)
  }

  @Test func escapeGivesUpAndLateNewsIsIgnored() {
    var state = Self.measured(results: 2, isOver: false)
    let number = state.speed.number
    #expect(state.press(.escape) == [.cancelSpeed, .send(.resume)])
    #expect(state.speed.phase == .cancelled && state.phase == .running)
    #expect(update(&state, .speed(.measured(Self.result(1000)), number: number)).isEmpty)
    #expect(state.speed.results.count == 2)
    // The news of the former measurement does not count for the next.
    state.press(.character("M"))
    _ = update(&state, .speed(.measured(Self.result(1000)), number: number))
    #expect(state.speed.isMeasuring && state.speed.results.isEmpty)
  }

  @Test func whoeverResumesTheTrainingIsToldWhatThatMeans() {
    var state = Self.measured(results: 1, isOver: false)
    state.press(.character(" "))
    #expect(state.phase == .running)
    let number = state.speed.number
    _ = update(&state, .speed(.measured(Self.result(100)), number: number))
    #expect(update(&state, .speed(.finished, number: number)).isEmpty)
    #expect(state.speed.isDisturbed && state.phase == .running)
    #expect(state.picture().lines.contains { $0.contains("The training shared the processor") })
  }

  @Test func aPausedTrainingStaysPaused() {
    var state = Synthetic.live(examples: 60)
    state.press(.character(" "), .character("6"))
    #expect(state.press(.enter).count == 1)
    #expect(update(&state, .speed(.finished, number: state.speed.number)).isEmpty)
    #expect(state.phase == .paused)
  }

  @Test func whyNothingIsMeasuredIsSaid() {
    for size in [Size(width: 40, height: 12), Size(width: 120, height: 36)] {
      var state = Synthetic.live(size, examples: 60)
      state.press(.character("6"), .enter)
      let reason = "10 classes need 8.0 GB of memory, and 0.1 GB are free"
      _ = update(&state, .speed(.failed(reason), number: state.speed.number))
      let text = state.picture().lines.joined(separator: "\n")
      #expect(text.contains("10 classes need"))
    }
  }

  @Test func timesAndFactorsAreShort() {
    #expect(SpeedWords.time(0.0521) == "52.1 ns")
    #expect(SpeedWords.time(12.34) == "12.3 µs")
    #expect(SpeedWords.time(999.97) == "1.00 ms")
    #expect(SpeedWords.time(41_234) == "41.2 ms")
    #expect(SpeedWords.time(2_500_000) == "2.50 s")
    #expect(SpeedWords.roundTime(0.1) == "100 ns")
    #expect(SpeedWords.roundTime(1000) == "1 ms")
    #expect(SpeedWords.factor(1.04) == "×1.0")
    #expect(SpeedWords.factor(1886) == "×1,886")
  }

  @Test func theTableHasEveryResultAndWhatIsUnderWay() {
    let state = Self.measured(results: 3, isOver: false)
    let text = state.picture().lines.joined(separator: "\n")
    for count in ["10", "1,000", "400,000"] { #expect(text.contains(count)) }
    #expect(text.contains("…") && text.contains("measuring 4 of 6"))
    #expect(text.contains(SpeedWords.factor(Self.result(1000).speedup)))
    var small = Self.measured(Size(width: 40, height: 12))
    small.press(.tab)
    let lines = small.picture().lines
    #expect(lines.contains { $0.contains("400,000") && $0.contains("36.0 ms") })
  }

  @Test func aMeasurementOfOneIsDrawn() {
    // One number of classes, and times of 0, must not trap.
    var state = Synthetic.live(examples: 60)
    state.press(.character("6"), .enter)
    let nothing = SpeedResult(
      classCount: 10, batchSize: 1, body: TimeSpread([0]), singleLogit: TimeSpread([0]),
      allLogits: TimeSpread([0]),
      floor: SpeedFloor(
        bytes: 0, operations: 0, readGigabytesPerSecond: 0, gigaflopsPerSecond: nil))
    _ = update(&state, .speed(.measured(nothing), number: state.speed.number))
    #expect(state.picture().size == state.size)
    _ = update(&state, .speed(.measured(Self.result(100)), number: state.speed.number))
    #expect(state.picture().size == state.size)
  }
}

import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ChartTests {
  @Test func roundStepsAreOneTwoFive() {
    #expect(RoundStep.atLeast(0.03) == 0.05)
    #expect(RoundStep.atLeast(0.05) == 0.05)
    #expect(RoundStep.atLeast(51) == 100)
    #expect(RoundStep.above(0.05) == 0.1)
    #expect(RoundStep.below(0.05) == 0.02)
    #expect(RoundStep.below(0.03) == 0.02)
    #expect(RoundStep.below(768) == 500)
    var step = 1e-6
    var digits: Set<Int> = []
    for _ in 0..<40 {
      let next = RoundStep.above(step)
      #expect(next > step && RoundStep.below(next) == RoundStep.atLeast(step))
      step = next
      let mantissa = step / NumberText.powerOfTen(NumberText.decimalExponent(step * 1.000001))
      digits.insert(Int(mantissa.rounded()))
    }
    #expect(digits == [1, 2, 5])
  }

  @Test func ticksAreRoundAndFew() {
    let ticks = Ticks(-12.3...8.9, maximumCount: 6)
    #expect(ticks.values == [-10, -5, 0, 5])
    #expect(ticks.values.map(ticks.label) == ["−10", "−5", "0", "5"])
    let fine = Ticks(0...0.31, maximumCount: 4)
    #expect(fine.values.map(fine.label) == ["0.0", "0.1", "0.2", "0.3"])
    for exponent in -30...30 {
      let size = NumberText.powerOfTen(exponent)
      let ticks = Ticks(-size...size * 3, maximumCount: 5)
      #expect((2...5).contains(ticks.values.count))
      #expect(Set(ticks.values.map(ticks.label)).count == ticks.values.count)
    }
  }

  @Test func logarithmicTicksAreDecades() {
    let wide = Ticks.logarithmic(-1...4, maximumCount: 6)
    #expect(wide.map(\.label) == ["0.1", "1", "10", "100", "1,000", "10,000"])
    let narrow = Ticks.logarithmic(-1...1, maximumCount: 8)
    #expect(narrow.map(\.label) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
    for count in 1...12 {
      let ticks = Ticks.logarithmic(-7.5...33.2, maximumCount: count)
      #expect((1...max(2, count)).contains(ticks.count))
      #expect(ticks.allSatisfy { (-7.5...33.2).contains($0.position) })
    }
  }

  @Test func anEarlyPeakTurnsTheLossCurveLogarithmic() {
    var state = Synthetic.fresh()
    _ = update(&state, .training(.started(Synthetic.description())))
    let losses = (0..<50).map { Float($0 < 3 ? 300 : 0.5) }
    _ = update(&state, .training(.progress(Synthetic.progress(to: 50, losses: losses))))
    #expect(state.picture().lines.contains { $0.contains("per step, log") })
    #expect(state.picture().lines.contains { $0.contains("100┤") })
  }

  @Test func binsAreRoundEqualAndHoldEveryLogit() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      let scale = NumberText.powerOfTen(Int(generator.next() % 12) - 4)
      let low = generator.normal() * scale
      let high = low + generator.uniform() * scale * 10 + scale * 1e-3
      let columns = 2 + Int(generator.next() % 200)
      let axis = HistogramAxis(range: low...high, columns: columns)
      #expect(axis.columnCount <= columns)
      #expect(axis.bounds.contains(low) && axis.bins.upperBound > high)
      guard columns >= 8 else { continue }
      #expect(axis.columnCount * 2 > columns)
      #expect(abs(axis.bins.width - RoundStep.atLeast(axis.bins.width)) < axis.bins.width * 1e-9)
      let edge = axis.bins.lowerBound / axis.bins.width
      #expect(abs(edge - edge.rounded()) < 1e-6)
      for column in 0..<axis.columnCount {
        #expect(axis.column(of: axis.value(atColumn: column)) == column)
      }
    }
  }

  @Test func theAxisDoesNotTremble() {
    let first = SteadyRange.following(nil, data: -5...5)
    #expect(SteadyRange.following(first, data: -4.8...4.9) == first)
    let grown = SteadyRange.following(first, data: -5...5.1)
    #expect(grown.upperBound > 5.1 && grown.lowerBound == -5)
    #expect(SteadyRange.following(grown, data: -5...5.3) == grown)
    #expect(SteadyRange.following(grown, data: -1...1) == -1...1)
    let point = SteadyRange.following(nil, data: 3...3)
    #expect(point.lowerBound < 3 && point.upperBound > 3)
  }

  @Test func longSeriesLoseNoSpikeAndNoNaN() {
    var series = StepSeries(capacity: 64)
    for step in 1...10_000 {
      series.append(step == 7_777 ? 50 : step == 4_000 ? .nan : 1, step: step)
    }
    #expect(series.buckets.count <= 64 && series.bucketSize == 256)
    #expect(series.buckets.map(\.maximum).max() == 50)
    #expect(series.buckets[7_776 / 256].maximum == 50)
    #expect(series.buckets[3_999 / 256].nonFiniteCount == 1 && series.nonFiniteCount == 1)
    #expect(series.buckets.reduce(0) { $0 + $1.count } == 9_999)
  }

  @Test func aSpikeIsSeenInANarrowChart() throws {
    for (hasUnicode, mark) in [(true, Character("⠁")), (false, "*")] {
      let box = Rectangle(column: 0, row: 0, width: 24, height: 8)
      let chart = try #require(
        LineChart(in: box, x: 0...1000, y: 0...10, hasUnicode: hasUnicode))
      let points = (0...1000).map { x in
        LineChart.Point(x: Double(x), low: 1, high: x == 500 ? 10 : 1)
      }
      var canvas = Canvas(
        size: Size(width: 24, height: 8),
        capabilities: TerminalCapabilities(hasUnicode: hasUnicode))
      chart.draw(
        [LineChart.Layer(columns: chart.columns(of: points), role: .lossLine, mark: mark)],
        on: &canvas)
      let top = chart.plot.columns.map { canvas.grid[$0, chart.plot.row] }
      #expect(top.filter { $0.style == canvas.theme[.lossLine] }.count == 1)
    }
  }

  @Test func overlapOfKnownHistograms() throws {
    func overlap(positives: [Float], negatives: [Float]) -> Double? {
      let labels = positives.map { _ in Int32(0) } + negatives.map { _ in Int32(1) }
      let logits: [Float] = (positives + negatives).flatMap { [$0, Float(0)] }
      let snapshot = LogitSnapshot(logits: logits, labels: labels, classCount: 2)
      return ClassView(ClassScores(snapshot, classIndex: 0), step: 0).overlap
    }
    #expect(overlap(positives: [5, 6, 7], negatives: [-5, -6]) == 0)
    let same = (0..<50).map(Float.init)
    #expect(overlap(positives: same, negatives: same) == 1)
    let half = try #require(overlap(positives: [0, 0, 10, 10], negatives: [0, 0, -10, -10]))
    #expect(abs(half - 0.5) < 1e-12)
    #expect(overlap(positives: [], negatives: [1]) == nil)
  }

  @Test func barsShowEveryLogitToTheirScale() throws {
    // 100 negatives in one place, one positive in another: density makes both bars equally high.
    var logits: [Float] = [8, 0]
    for _ in 0..<100 { logits += [-8, 0] }
    logits += [0, 0]
    let labels = [Int32(0)] + [Int32](repeating: 1, count: 101)
    var state = Synthetic.showing(
      LogitSnapshot(logits: logits, labels: labels, classCount: 2),
      size: Size(width: 100, height: 46))
    func heights() throws -> (positive: Int, negative: Int, lone: Int) {
      let inside = try #require(state.histogramLayout)
      let axis = try #require(inside.axis)
      let view = try #require(state.classView)
      let bars = HistogramBars(
        view.scores.histogram(axis.bins), scale: state.scale, layout: inside, threshold: nil)
      func filled(_ value: Double, _ rows: Range<Int>) -> Int {
        rows.filter { bars.occupancy(column: axis.column(of: value), row: $0) != .empty }.count
      }
      return (
        filled(8, inside.positives.rows), filled(-8, inside.negatives.rows),
        filled(0, inside.negatives.rows)
      )
    }
    let peaks = try heights()
    #expect(peaks.positive > 5 && peaks.negative > 5 && peaks.lone == 1)
    #expect(state.picture().lines.contains { $0.contains("own peaks · bin") })
    state.press(.character("y"))
    let density = try heights()
    #expect(abs(density.positive - density.negative) <= 1 && density.lone == 1)
    state.press(.character("y"))
    let count = try heights()
    #expect(count.positive == 1 && count.negative > 5)
    #expect(state.picture().lines.contains { $0.contains("count · bin") })
    state.press(.character("y"))
    let log = try heights()
    #expect(log.positive > 1 && log.positive < log.negative)
  }
}

import LogitEngine
import Testing

@testable import ExplorerUI

/// View 2 as text, and where its parts stand.
@Suite struct ComparisonPictureTests {
  static let few = TerminalCapabilities(colors: .eight)

  @Test(arguments: PictureTests.sizes) func ridges(size: Size) throws {
    let state = Synthetic.compared(size)
    try PictureTests.compare(state.picture(PictureTests.unicode), with: "compare-unicode", size)
    let ascii = state.picture(PictureTests.ascii)
    #expect(ascii.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try PictureTests.compare(ascii, with: "compare-ascii", size)
    #expect(state.picture(Self.few).lines.dropFirst().count == size.height - 1)
  }

  @Test(arguments: PictureTests.sizes) func strips(size: Size) throws {
    var state = Synthetic.compared(size)
    state.press(.character("v"))
    try PictureTests.compare(state.picture(Self.few), with: "strips-eight", size)
    let ascii = state.picture(PictureTests.ascii)
    #expect(ascii.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try PictureTests.compare(ascii, with: "strips-ascii", size)
  }

  @Test(arguments: PictureTests.sizes) func curves(size: Size) throws {
    var state = Synthetic.compared(size, evaluations: 8)
    state.press(.character("v"), .character("v"))
    try PictureTests.compare(
      state.picture(PictureTests.unicode), with: "overlaid-curves-unicode", size)
    let ascii = state.picture(PictureTests.ascii)
    #expect(ascii.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try PictureTests.compare(ascii, with: "overlaid-curves-ascii", size)
    // At another moment, another loss against another baseline, in eight colours.
    state.press(.down, .down, .character("D"), .down, .character(","), .character(","))
    try PictureTests.compare(state.picture(Self.few), with: "overlaid-curves-past-eight", size)
  }

  @Test func everyLineHasItsLetterOnItAndItsNameBesideIt() throws {
    for size in PictureTests.sizes {
      var state = Synthetic.compared(size, evaluations: 8)
      state.press(.character("v"), .character("v"))
      for capabilities in [PictureTests.unicode, PictureTests.ascii] {
        let grid = state.picture(capabilities)
        let charts = state.overlaidCharts(hasUnicode: capabilities.hasUnicode)
        #expect(charts.count == (size.width >= 80 ? 2 : 1))
        for overlaid in charts {
          #expect(overlaid.labels.count == 7)
          let plot = overlaid.chart.plot
          for (line, row) in overlaid.labels {
            let letters = plot.rows.reduce(0) { sum, row in
              sum + plot.columns.count { grid[$0, row].character == line.letter }
            }
            #expect(letters > 0, "\(line.name) at \(size)")
            let text = String(Array(grid.lines[row])[overlaid.panel.labels.columns])
            #expect(text.contains(line.letter) && text.contains(line.name.prefix(6)))
            var clicked = state
            clicked.click(overlaid.panel.labels.column + 4, row)
            #expect(clicked.comparison.cursor == line.loss)
          }
          // Higher lines have higher names.
          let ends = overlaid.labels.sorted { $0.row < $1.row }.compactMap(\.line.end)
          #expect(ends == ends.sorted(by: >))
        }
      }
    }
  }

  @Test func overlaidCurvesFollowMomentClassAndBaseline() throws {
    var state = Synthetic.compared(Size(width: 200, height: 60), evaluations: 8)
    state.press(.character("v"), .character("v"))
    func lines(_ state: ExplorerState, _ place: Int) throws -> [OverlaidChart.Line] {
      let charts = state.overlaidCharts(hasUnicode: true)
      return try #require(charts.indices.contains(place) ? charts[place] : nil).lines
    }
    let before = try lines(state, 1)
    let precisions = state.comparison.runs.map { $0.metrics(ofClass: 6)?.averagePrecision }
    #expect(before.map(\.value) == precisions)
    #expect(before[0].difference == nil && before.dropFirst().allSatisfy { $0.difference != nil })
    var other = state
    other.press(.right)
    #expect(try lines(other, 1).map(\.columns) != before.map(\.columns))
    #expect(try lines(other, 0).map(\.columns) == lines(state, 0).map(\.columns))
    other = state
    other.press(.character(","), .character(","))
    #expect(try lines(other, 1).map(\.columns) != before.map(\.columns))
    #expect(try lines(other, 0).map(\.value) != lines(state, 0).map(\.value))
    #expect(other.picture().lines.contains { $0.contains("╎") })
    other = state
    other.press(.down, .character("D"))
    let pinned = try lines(other, 0)
    #expect(pinned[1].difference == nil && pinned[0].difference != nil)
    let values = pinned.compactMap(\.value)
    #expect(pinned[0].difference == values[0] - values[1])
  }

  @Test func theAxesAreCutToWhereTheLossesDiffer() throws {
    var state = Synthetic.compared(Size(width: 200, height: 60), evaluations: 8)
    state.press(.character("v"), .character("v"))
    func bounds(_ place: Int) throws -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
      let charts = state.overlaidCharts(hasUnicode: true)
      let chart = try #require(charts.indices.contains(place) ? charts[place] : nil).chart
      return (chart.xBounds, chart.yBounds)
    }
    // The step before the first, at which all know as little, is seen by going there.
    let first = try #require(state.comparison.runs[0].history.meanPoints.first).value
    #expect(try bounds(0).y.lowerBound > first && bounds(0).x.contains(700))
    #expect(try bounds(1).x == 0...1)
    state.press(.character("{"))
    #expect(try bounds(0).y.lowerBound <= first)
    // Where all losses are right at first, only the rest is shown.
    for place in state.comparison.runs.indices {
      let snapshot = Synthetic.snapshot(examples: 200, classes: 10, gap: 40, seed: UInt64(place))
      let evaluation = Synthetic.evaluation(snapshot, step: 900)
      _ = update(&state, .compared(place, .evaluated(evaluation)))
    }
    state.press(.character("L"))
    #expect(try bounds(1).x == 0.8...1)
  }

  @Test func namesBeyondTheRoomGiveWayToTheOnesThatAreLookedAt() throws {
    var state = Synthetic.live(Size(width: 40, height: 12), examples: 60)
    state.press(.character("2"))
    for loss in LossKind.all.count..<LossKind.everyKind.count {
      state.comparison.cursor = loss
      state.press(.character(" "))
    }
    state.press(.enter)
    for place in state.comparison.runs.indices { Synthetic.feed(&state, place, evaluation: 0) }
    state.comparison.form = .curves
    state.comparison.cursor = LossKind.everyKind.count - 1
    state.comparison.baseline = LossKind.everyKind.count - 2
    let overlaid = try #require(state.overlaidCharts(hasUnicode: true).first)
    #expect(overlaid.lines.count == LossKind.everyKind.count)
    #expect(overlaid.labels.count == overlaid.panel.labels.height)
    for loss in [state.comparison.cursor, state.comparison.baseline] {
      #expect(overlaid.labels.contains { $0.line.loss == loss })
    }
    #expect(Set(overlaid.labels.map(\.row)).count == overlaid.labels.count)
  }

  @Test func choiceAndFlip() throws {
    let size = Size(width: 80, height: 24)
    var state = Synthetic.live(size, examples: 60)
    state.press(.character("2"), .down, .character(" "))
    try PictureTests.compare(state.picture(), with: "compare-choice-unicode", size)
    var flipped = Synthetic.compared(size)
    flipped.press(.down, .down, .character("d"))
    try PictureTests.compare(flipped.picture(), with: "compare-flip-unicode", size)
    flipped.press(.escape, .tab)
    try PictureTests.compare(flipped.picture(), with: "compare-table-unicode", size)
  }

  @Test func partsAreDisjointAndInsideAtEverySize() {
    let states = [
      Synthetic.compared(evaluations: 1, examples: 20),
      {
        var state = Synthetic.live(examples: 60)
        state.press(.character("2"), .character(" "), .down, .character(" "), .enter)
        Synthetic.feed(&state, 0, evaluation: 0)
        return state
      }(),
    ]
    for var state in states {
      for form in [Comparison.Form.ridges, .strips, .curves] {
        state.comparison.form = form
        for width in stride(from: 40, through: 250, by: 5) {
          for height in 12...80 {
            state.size = Size(width: width, height: height)
            for (pane, frame) in state.layout.panes where pane == .comparedHistograms {
              var parts: [Rectangle] = []
              if let strips = state.stripLayout, !strips.blocks.isEmpty {
                parts = strips.blocks.flatMap { [$0.heading, $0.strips, $0.labels] }
                parts.append(strips.words)
                #expect(strips.blocks.allSatisfy { $0.strips.height == strips.classes.count })
                #expect(strips.blocks.allSatisfy { $0.strips.width * 2 == strips.samples })
              } else if form == .curves {
                let inside = OverlaidCurvesLayout(frame: frame)
                parts = inside.panels.flatMap { [$0.heading, $0.chart, $0.labels] }
                parts.append(inside.words)
                let charts = inside.panels.map {
                  OverlaidChart(state, panel: $0, hasUnicode: true)
                }
                #expect(charts.allSatisfy { $0 != nil }, "\(width)×\(height)")
                for overlaid in charts {
                  guard let overlaid else { continue }
                  #expect(
                    overlaid.labels.allSatisfy { overlaid.panel.labels.rows.contains($0.row) })
                  #expect(Set(overlaid.labels.map(\.row)).count == overlaid.labels.count)
                }
              } else {
                let inside = ComparisonLayout(frame: frame, comparison: state.comparison)
                parts = inside.rows.flatMap { [$0.label, $0.plot] }
                parts += inside.headings.map(\.frame) + [inside.tickRow, inside.words]
                #expect(inside.rows.contains { !$0.plot.isEmpty })
              }
              let problem = GeometryTests.problem(parts, in: frame.inner)
              #expect(problem == nil, "\(width)×\(height): \(problem ?? "")")
            }
          }
        }
      }
    }
  }

  @Test func panesDrawNothingOutsideTheirFrames() {
    let names = (0..<12).map { "a rather long name \($0)" }
    var state = Synthetic.compared(evaluations: 2, examples: 40, names: names)
    for form in [Comparison.Form.ridges, .strips, .curves, .flip(showsBaseline: true)] {
      state.comparison.form = form
      for width in stride(from: 40, through: 210, by: 17) {
        for height in stride(from: 12, through: 66, by: 9) {
          let size = Size(width: width, height: height)
          _ = update(&state, .resized(size))
          for (pane, frame) in state.layout.panes {
            GeometryTests.expectInside(pane, frame, state, size)
          }
        }
      }
    }
  }

  @Test func aColumnOfAnAxisThatIsFilledHoldsEveryLogit() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let low = generator.normal() * 40
      let range = low...(low + abs(generator.normal()) * 30 + 1e-3)
      let columns = 10 + Int(generator.next() % 150)
      let axis = HistogramAxis(
        filling: columns, with: range, columnsPerBin: 1 + Int(generator.next() % 2))
      #expect(axis.columnCount <= columns)
      #expect(axis.bins.lowerBound <= range.lowerBound)
      #expect(axis.bins.upperBound > range.upperBound)
      let used =
        (range.upperBound - range.lowerBound) / (axis.bins.upperBound - axis.bins.lowerBound)
      #expect(used > 0.6 || columns < 24, "\(range) on \(columns)")
    }
  }
}

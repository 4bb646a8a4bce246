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
      for form in [Comparison.Form.ridges, .strips] {
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
    for form in [Comparison.Form.ridges, .strips, .flip(showsBaseline: true)] {
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

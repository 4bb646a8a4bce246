import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ZoomTests {
  // MARK: - The histogram's bars

  @Test(arguments: PictureTests.sizes) func magnifiedBarsAreCutAndSaySo(size: Size) throws {
    var state = Synthetic.live(size, examples: 600)
    let plain = state.picture().lines.joined()
    #expect(!plain.contains("≈") && !plain.contains("×4"))
    state.press(.character("e"), .character("e"))
    #expect(state.barMagnification == 4)
    let inside = try #require(state.histogramLayout)
    let axis = try #require(inside.axis)
    let histogram = try #require(state.histogramView).scores.histogram(axis.bins)
    let grid = state.picture()
    for (counts, half, isUp) in [
      (histogram.positives, inside.positives, true), (histogram.negatives, inside.negatives, false),
    ] {
      let peak = try #require(counts.inside.max())
      let labelRows = inside.hasLabelRows ? 1 : 0
      let row = isUp ? half.row + labelRows : half.endRow - 1 - labelRows
      for column in 0..<axis.columnCount {
        let isCut = counts.inside[axis.bin(atColumn: column)] * 4 > peak
        let glyph = grid[half.column + column, row].character
        // What is written into a low plot may lie over it.
        if inside.hasLabelRows { #expect((glyph == "≈") == isCut, "\(column)") }
      }
    }
    #expect(grid.lines.joined().contains("×4"))
    let ascii = state.picture(PictureTests.ascii)
    #expect(ascii.lines.joined().contains("~"))
    state.press(.character("E"))
    #expect(state.barMagnification == 2)
    state.press(.escape)
    #expect(state.barMagnification == 1 && state.picture().lines.joined() == plain)
  }

  @Test func magnificationShowsTailsAndHasAnEnd() throws {
    var state = Synthetic.live(examples: 600)
    func filled(_ state: ExplorerState) throws -> Int {
      let inside = try #require(state.histogramLayout)
      let grid = state.picture()
      return inside.plot.rows.reduce(0) { sum, row in
        sum + inside.plot.columns.count { "▁▂▃▄▅▆▇█≈".contains(grid[$0, row].character) }
      }
    }
    let before = try filled(state)
    state.press(.character("e"), .character("e"), .character("e"))
    #expect(try filled(state) > before * 5 / 4)
    for _ in 0..<30 { state.press(.character("e")) }
    #expect(state.barMagnification == HistogramBars.largestMagnification)
    state.press(.character("m"))
    #expect(state.picture().lines.joined().contains("≈"))
    for _ in 0..<30 { state.press(.character("E")) }
    #expect(state.barMagnification == 1)
  }

  // MARK: - The curves

  @Test func aWindowKeepsAPlaceAndStaysInside() {
    var window = ChartWindow()
    window.zoom(.horizontal, by: 2, around: 0.9)
    func shows(_ low: Double, _ high: Double) -> Bool {
      let share = window.share(.horizontal)
      return abs(share.lowerBound - low) < 1e-12 && abs(share.upperBound - high) < 1e-12
    }
    #expect(shows(0.45, 0.95))
    window.zoom(.horizontal, by: 2, around: 0.1)
    #expect(shows(0.575, 0.825))
    #expect(window.isWhole(.vertical) && window.words == "x ×4")
    for _ in 0..<50 { window.pan(.horizontal, by: -1) }
    #expect(shows(0, 0.25))
    for _ in 0..<50 { window.pan(.horizontal, by: 1) }
    #expect(shows(0.75, 1))
    for _ in 0..<50 { window.zoom(.vertical, by: 2, around: nil) }
    let share = window.share(.vertical)
    #expect(share.upperBound - share.lowerBound > 1e-4 && share.contains(0.5))
    #expect(window.range(.vertical, of: -10...10).contains(0))
    for _ in 0..<50 {
      window.zoom(.vertical, by: 0.5, around: 0.2)
      window.zoom(.horizontal, by: 0.5, around: nil)
    }
    #expect(window.isWhole && window.words.isEmpty)
  }

  @Test(arguments: [Pane.precisionRecall, .receiverOperating, .thresholdSweep])
  func keysMoveAboutInTheCurveWithTheFocus(pane: Pane) throws {
    var state = Synthetic.live(examples: 300)
    state.press(.character("5"))
    while state.focus != pane { state.press(.tab) }
    let whole = try #require(state.curveChart(of: pane)).chart
    let picture = state.picture()
    state.press(.character("z"), .character("z"), .character("e"))
    let chart = try #require(state.curveChart(of: pane)).chart
    func span(_ bounds: ClosedRange<Double>) -> Double { bounds.upperBound - bounds.lowerBound }
    #expect(abs(span(chart.xBounds) * 4 - span(whole.xBounds)) < 1e-9)
    #expect(abs(span(chart.yBounds) * 2 - span(whole.yBounds)) < 1e-9)
    // The threshold is in it.
    let decision = try #require(state.decision)
    let point = try #require(state.curveChart(of: pane)).position(decision)
    if pane == .thresholdSweep {
      #expect(chart.contains(x: try #require(state.threshold), y: try #require(decision.f1)))
    } else {
      #expect(chart.contains(x: point.x, y: point.y))
    }
    let frame = try #require(state.layout.frame(of: pane))
    let lines = state.picture().lines.map { String(Array($0)[frame.columns]) }
    #expect(lines[frame.row].contains("x ×4 y ×2"))
    // The others are as they were.
    for other in ExplorerView.curves.panes where other != pane {
      #expect(state.curveWindow(other).isWhole)
    }
    let before = state.curveWindow(pane)
    state.press(.character("H"), .character("K"))
    let moved = state.curveWindow(pane)
    #expect(moved.share(.horizontal).lowerBound <= before.share(.horizontal).lowerBound)
    #expect(moved.share(.vertical).upperBound >= before.share(.vertical).upperBound)
    #expect(moved != before)
    state.press(.character("Z"), .character("Z"), .character("E"))
    #expect(state.curveWindow(pane).isWhole && state.picture() == picture)
    state.press(.character("z"), .escape)
    #expect(state.curveWindows.isEmpty && state.view == .curves)
  }

  @Test func whatLiesBeyondTheWindowIsNotDrawn() throws {
    let box = Rectangle(column: 0, row: 0, width: 40, height: 12)
    let chart = try #require(
      LineChart(in: box, x: 0.5...0.75, y: 0.4...0.6, hasUnicode: true))
    let points = (0...100).map { step in
      LineChart.Point(x: Double(step) / 100, low: Double(step) / 100, high: Double(step) / 100)
    }
    let columns = chart.columns(of: points)
    #expect(abs(try #require(columns.first??.lowerBound) - 0.5) < 0.011)
    #expect(abs(try #require(columns.last??.upperBound) - 0.75) < 0.011)
    var canvas = Canvas(size: Size(width: 40, height: 12), capabilities: TerminalCapabilities())
    chart.draw([LineChart.Layer(columns: columns, role: .classLine, mark: "*")], on: &canvas)
    let braille = chart.plot.columns.filter { column in
      chart.plot.rows.contains { row in
        ("\u{2801}"..."\u{28FF}").contains(canvas.grid[column, row].character)
      }
    }
    // From 0.5 to 0.6 of 0.5...0.75 the line is in the window, then it has left it for good.
    #expect(braille.first == chart.plot.column)
    let last = try #require(braille.last)
    #expect(abs(last - chart.column(of: 0.6)) <= 1)
    let treads = chart.columns(
      ofTreads: [(end: 0.2, height: 0.1), (end: 0.6, height: 0.5), (end: 0.9, height: 0.45)],
      from: 0)
    #expect(treads.first == .some(0.5...0.5) && treads.last == .some(0.45...0.45))
  }

  @Test func theWheelZoomsAroundThePointer() throws {
    var state = Synthetic.live(examples: 300)
    state.press(.character("5"))
    let chart = try #require(state.curveChart(of: .receiverOperating)).chart
    func wheel(_ column: Int, _ row: Int, isModified: Bool = false) {
      _ = update(
        &state,
        .mouse(
          MouseEvent(action: .wheelUp, column: column, row: row, isModified: isModified)))
    }
    let (column, row) = (chart.plot.column + 5, chart.plot.row + 1)
    wheel(column, chart.plot.endRow)
    #expect(!state.curveWindow(.receiverOperating).isWhole(.horizontal))
    #expect(state.curveWindow(.receiverOperating).isWhole(.vertical))
    wheel(chart.plot.column - 1, row)
    #expect(!state.curveWindow(.receiverOperating).isWhole(.vertical))
    #expect(state.classIndex == 6)
    let before = try #require(state.curveChart(of: .receiverOperating)).chart
    let x = before.x(atDotColumn: 10)
    wheel(column, row, isModified: true)
    let after = try #require(state.curveChart(of: .receiverOperating)).chart
    #expect(abs(after.dotColumn(of: x) - 10) <= 4 && after.xBounds != before.xBounds)
    wheel(column, row)
    #expect(state.classIndex == 5)
    // The mouse sets the threshold to what is seen there.
    state.click(chart.plot.column + 3, chart.plot.row + 2)
    let layout = try #require(state.curveChart(of: .receiverOperating))
    let point = layout.position(try #require(state.decision))
    let anySeen = (0..<layout.curve.count).contains { index in
      let position = layout.position(layout.curve[index])
      return layout.chart.contains(x: position.x, y: position.y)
    }
    #expect(!anySeen || layout.chart.contains(x: point.x, y: point.y))
  }

  @Test func ticksStayRoundAndTellApartHoweverDeep() throws {
    for depth in 1...12 {
      let width = 1 / Double(1 << depth)
      let ticks = Ticks(0.97 - width / 2...0.97 + width / 2, maximumCount: 8)
      #expect(Set(ticks.values.map(ticks.label)).count == ticks.values.count)
      #expect(ticks.values.count >= 2)
      let logarithmic = Ticks.logarithmic(-2.7 - width...(-2.7 + width), maximumCount: 8)
      #expect(Set(logarithmic.map(\.label)).count == logarithmic.count)
      #expect(logarithmic.count >= 2, "\(depth)")
    }
  }

  @Test(arguments: [Pane.lossCurve, .precisionCurve]) func curvesOfTheRunZoomAroundTheStep(
    pane: Pane
  ) throws {
    var state = Synthetic.live(Size(width: 120, height: 36))
    state.focus = pane
    let whole = try #require(state.zoomableChart(of: pane))
    #expect(whole.chart.xBounds == whole.wholeX && whole.chart.yBounds == whole.wholeY)
    for _ in 0..<3 { state.press(.character("z"), .character("e")) }
    let zoomed = try #require(state.zoomableChart(of: pane)).chart
    let step = Double(state.shownMoment.step)
    #expect(zoomed.contains(x: step))
    let width = zoomed.xBounds.upperBound - zoomed.xBounds.lowerBound
    #expect(abs(width * 8 - (whole.wholeX.upperBound - whole.wholeX.lowerBound)) < 1e-9)
    let height = zoomed.yBounds.upperBound - zoomed.yBounds.lowerBound
    #expect(abs(height * 8 - (whole.wholeY.upperBound - whole.wholeY.lowerBound)) < 1e-9)
    #expect(state.picture().lines.joined().contains("x ×8 y ×8"))
    state.press(.character("H"), .character("J"))
    let moved = try #require(state.zoomableChart(of: pane)).chart
    #expect(moved.xBounds.lowerBound < zoomed.xBounds.lowerBound)
    #expect(state.zoom == nil && state.barMagnification == 1)
    state.press(.escape)
    #expect(state.curveWindows.isEmpty)
    // With the focus elsewhere the same key is the histogram's.
    state.focus = .histogram
    state.press(.character("z"))
    #expect(state.zoom != nil && state.curveWindows.isEmpty)
  }

  @Test func theWheelZoomsTheCurveOfTheRunUnderIt() throws {
    var state = Synthetic.live(Size(width: 120, height: 36))
    let chart = try #require(state.zoomableChart(of: .lossCurve))
    let plot = chart.chart.plot
    let classIndex = state.classIndex
    _ = update(
      &state, .mouse(MouseEvent(action: .wheelUp, column: plot.column + 3, row: plot.endRow)))
    #expect(state.curveWindow(.lossCurve).isWhole(.vertical))
    #expect(!state.curveWindow(.lossCurve).isWhole(.horizontal))
    #expect(state.classIndex == classIndex)
  }
}

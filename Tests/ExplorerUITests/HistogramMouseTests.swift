import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct HistogramMouseTests {
  /// A column of bars away from the threshold and a second one, both bins apart from others.
  private static func columns(_ state: ExplorerState) throws -> (Int, Int, HistogramPaneLayout) {
    let inside = try #require(state.histogramLayout)
    let axis = try #require(inside.axis)
    let line = try #require(state.threshold.map { axis.column(of: $0) })
    let offset = line > axis.columnCount / 2 ? 2 : axis.columnCount - 3
    let other = line > axis.columnCount / 2 ? line - 4 : line + 4
    return (inside.axisRow.column + offset, inside.axisRow.column + other, inside)
  }

  @Test(arguments: MouseTests.sizes) func aDragBrushesWhatTheKeysWould(size: Size) throws {
    var state = Synthetic.live(size, examples: 200)
    let (from, to, inside) = try Self.columns(state)
    let axis = try #require(inside.axis)
    let row = inside.positives.endRow - 1
    let before = state.threshold
    #expect(state.click(from, row).isEmpty)
    #expect(state.brushedRange == nil && state.cursor == nil && state.focus == .histogram)
    for (start, end) in [(from, to), (to, from)] {
      state.click(start, row)
      state.drag(end, row - 1)
      let bins = [start, end].map { axis.bin(atColumn: $0 - inside.axisRow.column) }.sorted()
      let range = axis.bins.lowerBound(of: bins[0])...axis.bins.lowerBound(of: bins[1] + 1)
      #expect(state.brushedRange == range)
      #expect(state.cursorBin(axis) == axis.bin(atColumn: end - inside.axisRow.column))
      #expect(state.threshold == before && state.classIndex == 6)
      // The keys come to the same.
      var keyed = Synthetic.live(size, examples: 200)
      keyed.press(.character("c"))
      while try #require(keyed.cursorBin(axis)) > bins[0] { keyed.press(.left) }
      while try #require(keyed.cursorBin(axis)) < bins[0] { keyed.press(.right) }
      for _ in bins[0]..<bins[1] { keyed.press(.character("L")) }
      #expect(keyed.brushedRange == range)
      if start < end { #expect(keyed.picture().lines == state.picture().lines) }
    }
    _ = update(&state, .mouse(MouseEvent(action: .release, column: from, row: row)))
    let range = state.brushedRange
    state.drag(to, row)
    #expect(state.brushedRange == range)
    // Another click reads a bin, and Escape leaves.
    state.click(to, row)
    #expect(
      state.brushedRange == nil
        && state.cursorBin(axis) == axis.bin(atColumn: to - inside.axisRow.column))
    state.press(.escape)
    #expect(state.cursor == nil && state.brushedRange == nil)
  }

  @Test func theLineIsDraggedAndNothingIsBrushed() throws {
    var state = Synthetic.live(examples: 200)
    let (_, to, inside) = try Self.columns(state)
    let axis = try #require(inside.axis)
    let line = inside.axisRow.column + axis.column(of: try #require(state.threshold))
    state.click(line, inside.positives.row + 1)
    state.drag(to, inside.positives.row)
    #expect(state.userThreshold == axis.value(atColumn: to - inside.axisRow.column))
    #expect(state.brushedRange == nil)
  }

  @Test func aDragBeyondThePlotEndsAtItsEdge() throws {
    var state = Synthetic.live(examples: 200)
    let (from, _, inside) = try Self.columns(state)
    let axis = try #require(inside.axis)
    state.click(from, inside.positives.row + 1)
    state.drag(-5, 100)
    #expect(state.brushedRange?.lowerBound == axis.bounds.lowerBound)
    state.drag(500, -3)
    #expect(state.brushedRange?.upperBound == axis.bounds.upperBound)
  }

  @Test func theWheelZoomsAroundThePointerOverTheAxis() throws {
    var state = Synthetic.live(examples: 200)
    let inside = try #require(state.histogramLayout)
    let whole = try #require(state.axisRange)
    let column = inside.axisRow.column + (inside.axis?.columnCount ?? 0) / 3
    let logit = try #require(inside.logit(atColumn: column))
    func wheel(_ action: MouseEvent.Action, row: Int, isModified: Bool = false) {
      _ = update(
        &state,
        .mouse(MouseEvent(action: action, column: column, row: row, isModified: isModified)))
    }
    wheel(.wheelUp, row: inside.tickRow.row)
    wheel(.wheelUp, row: inside.axisRow.row)
    wheel(.wheelUp, row: inside.positives.row + 1, isModified: true)
    #expect(state.classIndex == 6)
    let zoom = try #require(state.zoom)
    #expect(
      abs((zoom.upperBound - zoom.lowerBound) * 3.375 - whole.upperBound + whole.lowerBound) < 1e-9)
    #expect(zoom.contains(logit) && whole.lowerBound <= zoom.lowerBound)
    for _ in 0..<3 { wheel(.wheelDown, row: inside.tickRow.row) }
    #expect(state.zoom == nil)
    // Over the bars it changes the class, unless they are of all classes.
    wheel(.wheelDown, row: inside.positives.row + 1)
    #expect(state.classIndex == 7 && state.zoom == nil)
    state.press(.character("P"))
    wheel(.wheelUp, row: inside.positives.row + 1)
    #expect(state.classIndex == 7 && state.zoom != nil)
  }
}

extension ExplorerState {
  @discardableResult
  mutating func drag(_ column: Int, _ row: Int) -> [ExplorerEffect] {
    update(&self, .mouse(MouseEvent(action: .drag, column: column, row: row)))
  }
}

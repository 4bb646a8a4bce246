import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct MouseTests {
  static let sizes = [
    Size(width: 72, height: 20), Size(width: 80, height: 24), Size(width: 104, height: 30),
    Size(width: 120, height: 36), Size(width: 200, height: 60),
  ]

  @Test(arguments: sizes) func aClickChoosesTheLossThatIsDrawnThere(size: Size) throws {
    let state = Synthetic.live(size, examples: 60)
    let frame = try #require(state.layout.frame(of: .losses))
    let lines = state.picture().lines
    for row in frame.rows {
      let text = String(Array(lines[row])[frame.columns])
      guard let index = LossKind.everyKind.firstIndex(where: { text.contains(" " + $0.name + " ") })
      else {
        continue
      }
      var after = state
      after.click(frame.column + 6, row)
      #expect(after.lossCursor == index && after.focus == .losses)
      #expect(after.click(frame.column + 6, row) == [.restart(after.configuration)])
      #expect(after.loss.kind == LossKind.everyKind[index] && after.phase == .starting)
    }
    #expect(lines.joined().contains("batch-max-margin"))
  }

  @Test func theFirstClickOnTheRunningLossDoesNotRestart() throws {
    var state = Synthetic.live(examples: 60)
    let frame = try #require(state.layout.frame(of: .losses))
    let row = try #require(
      LossPaneLayout(frame: frame, cursor: 0).rows.first { $0.loss == state.lossCursor })
    #expect(state.click(frame.column + 6, row.frame.row).isEmpty)
    state.press(.character("y"))
    #expect(state.click(frame.column + 6, row.frame.row).isEmpty)
  }

  @Test(arguments: sizes) func arrowsAndChipsAreWhereTheyAreDrawn(size: Size) throws {
    let state = Synthetic.live(size, examples: 60)
    let inside = try #require(state.histogramLayout)
    let grid = state.picture()
    for (arrow, glyph, expected) in [
      (inside.previousArrow, Character("◄"), 5), (inside.nextArrow, "►", 7),
    ] {
      #expect(grid[arrow.column, arrow.row].character == glyph)
      var after = state
      after.click(arrow.column, arrow.row)
      #expect(after.classIndex == expected)
    }
    for chip in inside.chips {
      let drawn = chip.frame.columns.map { grid[$0, chip.frame.row].character }
      #expect(String(drawn) == chip.label)
      var after = state
      after.click(chip.frame.column + 1, chip.frame.row)
      #expect(after.classIndex == chip.classIndex)
    }
  }

  @Test func aClickChoosesTheClassThatIsDrawnThere() throws {
    for size in [Size(width: 120, height: 36), Size(width: 200, height: 60)] {
      let state = Synthetic.live(size, examples: 60)
      let frame = try #require(state.layout.frame(of: .classes))
      let grid = state.picture()
      let rows = ClassPaneLayout(frame: frame, classCount: 10, classIndex: 6).rows
      #expect(rows.count == 10)
      for row in rows {
        #expect(
          grid.lines[row.frame.row].contains(
            "\(row.classIndex) \(Synthetic.fashion[row.classIndex].prefix(5))"))
        var after = state
        after.click(row.frame.column + 4, row.frame.row)
        #expect(after.classIndex == row.classIndex)
      }
    }
  }

  @Test(arguments: sizes) func theThresholdFollowsTheMouse(size: Size) throws {
    var state = Synthetic.live(size, examples: 60)
    let inside = try #require(state.histogramLayout)
    let axis = try #require(inside.axis)
    for offset in stride(from: 1, to: axis.columnCount, by: 5) {
      let column = inside.axisRow.column + offset
      state.click(column, inside.tickRow.row)
      #expect(state.userThreshold == axis.value(atColumn: offset))
      let threshold = state.picture()[column, inside.axisRow.row]
      #expect("┼▲▼".contains(threshold.character))
      _ = update(
        &state, .mouse(MouseEvent(action: .drag, column: column - 1, row: inside.positives.row)))
      #expect(state.userThreshold == axis.value(atColumn: offset - 1))
      _ = update(&state, .mouse(MouseEvent(action: .release, column: column, row: 0)))
      _ = update(&state, .mouse(MouseEvent(action: .drag, column: column, row: 0)))
      #expect(state.userThreshold == axis.value(atColumn: offset - 1))
    }
  }

  @Test func wheelAndFocus() throws {
    var state = Synthetic.live(examples: 60)
    for (pane, frame) in state.layout.panes {
      state.click(frame.column + 1, frame.endRow - 1)
      #expect(state.focus == pane)
    }
    func wheel(_ action: MouseEvent.Action, over pane: Pane) throws {
      let frame = try #require(state.layout.frame(of: pane))
      _ = update(
        &state, .mouse(MouseEvent(action: action, column: frame.column + 2, row: frame.row + 2)))
    }
    try wheel(.wheelDown, over: .histogram)
    #expect(state.classIndex == 7)
    try wheel(.wheelUp, over: .histogram)
    #expect(state.classIndex == 6)
    let cursor = state.lossCursor
    try wheel(.wheelDown, over: .losses)
    #expect(state.lossCursor == cursor + 1)
  }
}

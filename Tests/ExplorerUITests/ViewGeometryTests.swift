import LogitEngine
import Testing

@testable import ExplorerUI

/// The same as `GeometryTests`, for views that have a state of their own.
@Suite struct ViewGeometryTests {
  @Test(arguments: [ExplorerView.classes]) func panesStayInTheirFrames(view: ExplorerView) {
    var state = Synthetic.live(examples: 60, names: (0..<30).map { "a rather long name \($0)" })
    state.press(.character(view.digit))
    for width in stride(from: 40, through: 210, by: 17) {
      for height in stride(from: 12, through: 66, by: 9) {
        let size = Size(width: width, height: height)
        _ = update(&state, .resized(size))
        for (pane, frame) in state.layout.panes {
          var canvas = Canvas(size: size, capabilities: TerminalCapabilities())
          canvas.fill(Rectangle(column: 0, row: 0, width: width, height: height), "@")
          pane.draw(state, in: frame, on: &canvas)
          let problem = Self.problem(canvas.grid, around: frame)
          #expect(problem == nil, "\(size) \(pane): \(problem ?? "")")
        }
      }
    }
  }

  @Test func partsOfTheClassTableAreDisjointAndInside() throws {
    var state = Synthetic.live(examples: 60)
    state.press(.character("3"))
    for width in stride(from: 40, through: 250, by: 7) {
      for height in stride(from: 12, through: 80, by: 3) {
        _ = update(&state, .resized(Size(width: width, height: height)))
        let frame = try #require(state.layout.frame(of: .classTable))
        let layout = try #require(state.classTableLayout)
        for parts in [[layout.header] + layout.rows.map(\.frame), layout.columns.map(\.frame)] {
          let problem = GeometryTests.problem(parts, in: frame.inner)
          #expect(problem == nil, "\(width)×\(height): \(problem ?? "")")
        }
      }
    }
  }

  /// What a pane that was drawn on a field of marks did outside its frame, or to its sides.
  private static func problem(_ grid: Grid, around frame: Rectangle) -> String? {
    for row in 0..<grid.size.height {
      for column in 0..<grid.size.width {
        let character = grid[column, row].character
        if !frame.contains(column: column, row: row), character != "@" {
          return "\(character) at \(column), \(row) is outside"
        }
        let isSide = column == frame.column || column == frame.endColumn - 1
        if frame.rows.contains(row), isSide, !"│╭╮╰╯▲▼".contains(character) {
          return "the frame is broken at \(column), \(row)"
        }
      }
    }
    return nil
  }
}

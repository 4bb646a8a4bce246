import LogitEngine
import Testing

@testable import ExplorerUI

/// The same as `GeometryTests`, for views that have a state of their own.
@Suite struct ViewGeometryTests {
  @Test(arguments: [ExplorerView.classes, .examples]) func panesStayInTheirFrames(
    view: ExplorerView
  ) {
    var state = Synthetic.live(examples: 60, names: (0..<30).map { "a rather long name \($0)" })
    _ = update(&state, .loaded(Synthetic.pictures(60, classes: 30)))
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

  @Test func partsOfTheExamplesAreDisjointAndInside() {
    for shape in [
      ImageShape(height: 28, width: 28), ImageShape(height: 8, width: 40, channels: 3),
      ImageShape(height: 60, width: 3), ImageShape(featureVectorOf: 50),
    ] {
      var state = Synthetic.live(examples: 60)
      _ = update(&state, .loaded(Synthetic.pictures(60, shape: shape)))
      state.press(.character("4"))
      for width in stride(from: 40, through: 250, by: 14) {
        for height in stride(from: 12, through: 80, by: 5) {
          _ = update(&state, .resized(Size(width: width, height: height)))
          for (pane, frame) in state.layout.panes {
            var groups: [[Rectangle]]
            if pane == .exampleList {
              let layout = state.exampleListLayout(in: frame)
              groups = [
                [layout.kinds, layout.header] + layout.rows.map(\.frame),
                [layout.kinds] + layout.columns.map(\.frame), layout.kindFrames.map(\.frame),
              ]
            } else {
              let layout = state.exampleProfileLayout(in: frame)
              groups = [[layout.words, layout.picture, layout.header, layout.rows]]
              #expect(layout.rows.height >= 2)
            }
            for parts in groups {
              let problem = GeometryTests.problem(parts, in: frame.inner)
              #expect(problem == nil, "\(width)×\(height) \(pane): \(problem ?? "")")
            }
          }
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

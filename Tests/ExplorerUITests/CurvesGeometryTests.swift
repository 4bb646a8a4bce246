import LogitEngine
import Testing

@testable import ExplorerUI

/// Where the panes of views 5, 6 and 7 stand, at every size.
@Suite struct CurvesGeometryTests {
  private static let views: [(view: ExplorerView, hasLine: Bool)] = [
    (.curves, true), (.speed, false), (.learn, false),
  ]

  @Test func panesAreDisjointAndInsideAtEverySize() {
    for width in 1...250 {
      for height in stride(from: 1 + width % 2, through: 80, by: 2) {
        for (view, hasLine) in Self.views {
          for focus in view.panes {
            for isExpanded in [false, true] {
              let layout = ScreenLayout(
                size: Size(width: width, height: height), view: view, focus: focus,
                isExpanded: isExpanded, hasLesson: height % 3 == 0)
              guard layout.hasRoom else {
                #expect(layout.panes.isEmpty)
                continue
              }
              let parts =
                [
                  layout.titleLine, layout.tabLine, layout.metricsLine, layout.timelineLine,
                  layout.hintLine, layout.lessonStrip,
                ].compactMap(\.self) + layout.panes.map(\.frame)
              // Cells that are inside and counted once each make up the whole screen.
              let total = parts.reduce(0) { $0 + $1.width * $1.height }
              #expect(total == width * height, "\(width)×\(height) \(view) \(focus)")
              #expect(
                parts.allSatisfy {
                  $0.column >= 0 && $0.endColumn <= width && $0.row >= 0 && $0.endRow <= height
                })
              for (index, part) in parts.enumerated() {
                #expect(
                  parts[(index + 1)...].allSatisfy {
                    !(part.columns.overlaps($0.columns) && part.rows.overlaps($0.rows))
                  })
              }
              #expect(layout.frame(of: focus).map { $0.width >= 30 && $0.height >= 5 } == true)
              #expect((layout.metricsLine != nil) == hasLine)
            }
          }
        }
      }
    }
  }

  @Test func panesDrawNothingOutsideTheirFrames() {
    var state = Synthetic.live(examples: 60, names: (0..<30).map { "a rather long name \($0)" })
    state.press(.character("6"), .enter)
    for count in [10, 1000] {
      _ = update(
        &state, .speed(.measured(SpeedTests.result(count)), number: state.speed.number))
    }
    for (view, isZoomed) in [(ExplorerView.curves, false), (.speed, false), (.curves, true)] {
      state.press(.character(view.digit))
      if isZoomed {
        _ = update(&state, .resized(Size(width: 200, height: 60)))
        for _ in view.panes {
          state.press(.tab, .character("z"), .character("e"), .character("e"), .character("L"))
        }
        state.press(.character("t"))
        #expect(state.curveWindows.count == view.panes.count)
      }
      for width in stride(from: 40, through: 210, by: 17) {
        for height in stride(from: 12, through: 66, by: 9) {
          let size = Size(width: width, height: height)
          _ = update(&state, .resized(size))
          for (pane, frame) in state.layout.panes {
            var canvas = Canvas(size: size, capabilities: TerminalCapabilities())
            canvas.fill(Rectangle(column: 0, row: 0, width: width, height: height), "@")
            pane.draw(state, in: frame, on: &canvas)
            for row in 0..<height {
              for column in 0..<width {
                let character = canvas.grid[column, row].character
                if !frame.contains(column: column, row: row), character != "@" {
                  Issue.record("\(size) \(pane) draws \(character) at \(column), \(row)")
                  return
                }
                let isSide = column == frame.column || column == frame.endColumn - 1
                if isSide, frame.rows.contains(row), !"│╭╮╰╯▲▼".contains(character) {
                  Issue.record("\(size) \(pane) breaks its frame at \(column), \(row)")
                  return
                }
              }
            }
          }
        }
      }
    }
  }
}

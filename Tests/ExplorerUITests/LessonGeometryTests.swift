import Testing

@testable import ExplorerUI

/// Every view with a lesson under way: its strip takes room from the panes, and from nothing else.
@Suite struct LessonGeometryTests {
  @Test(arguments: ExplorerView.allCases) func theStripLeavesRoomForEveryView(view: ExplorerView) {
    for width in stride(from: 40, through: 250, by: 3) {
      for height in 12...80 {
        let size = Size(width: width, height: height)
        let screen = Rectangle(column: 0, row: 0, width: width, height: height)
        for focus in view.panes {
          let layout = ScreenLayout(
            size: size, view: view, focus: focus, isExpanded: false, hasLesson: true)
          let lines = [
            layout.titleLine, layout.hintLine, layout.tabLine, layout.timelineLine,
            layout.metricsLine, layout.lessonStrip,
          ].compactMap(\.self)
          let problem = GeometryTests.problem(lines + layout.panes.map(\.frame), in: screen)
          #expect(problem == nil, "\(size) \(view) \(focus): \(problem ?? "")")
          #expect(layout.frame(of: focus)?.isEmpty == false, "\(size) \(view) \(focus)")
          let strip = layout.lessonStrip?.height
          #expect(strip == (height < 16 ? 1 : height < 30 ? 2 : 3))
        }
      }
    }
  }

  @Test(arguments: ExplorerView.allCases) func panesStayInTheirFrames(view: ExplorerView) throws {
    var walk = LessonWalk()
    walk.begin(3)
    walk.press(.character("N"), .character("s"), .character(view.digit))
    for size in [
      Size(width: 40, height: 12), Size(width: 47, height: 15), Size(width: 72, height: 16),
      Size(width: 80, height: 24), Size(width: 101, height: 31), Size(width: 160, height: 50),
    ] {
      walk.resize(size)
      for pane in view.panes {
        var state = walk.state
        state.focus = pane
        let frame = try #require(state.layout.frame(of: pane))
        GeometryTests.expectInside(pane, frame, state, size)
        #expect(state.picture().size == size)
      }
    }
  }
}

import LogitEngine
import Testing

@testable import ExplorerUI

/// View 4 as text, compared with pictures that lie beside this file.
@Suite struct ExamplePictureTests {
  private func state(_ size: Size) -> ExplorerState {
    var state = Synthetic.live(size)
    _ = update(&state, .loaded(Synthetic.pictures(600)))
    state.press(.character("4"), .down)
    return state
  }

  @Test(arguments: PictureTests.sizes) func inUnicode(size: Size) throws {
    try PictureTests.compare(state(size).picture(), with: "examples-unicode", size)
  }

  @Test(arguments: PictureTests.sizes) func inEightColors(size: Size) throws {
    let grid = state(size).picture(TerminalCapabilities(colors: .eight))
    try PictureTests.compare(grid, with: "examples-eight", size)
  }

  @Test(arguments: PictureTests.sizes) func inASCII(size: Size) throws {
    let grid = state(size).picture(PictureTests.ascii)
    #expect(grid.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try PictureTests.compare(grid, with: "examples-ascii", size)
  }

  @Test func falseAlarmsAndTheExampleAlone() throws {
    var state = state(Size(width: 80, height: 24))
    state.press(.character("v"))
    try PictureTests.compare(state.picture(), with: "examples-alarms-unicode", state.size)
    state = self.state(Size(width: 40, height: 12))
    state.press(.enter)
    try PictureTests.compare(state.picture(), with: "examples-profile-unicode", state.size)
  }
}

import Testing

@testable import ExplorerUI

/// View 3 as text, compared with pictures that lie beside this file.
@Suite struct ClassTablePictureTests {
  private func state(_ size: Size) -> ExplorerState {
    var state = Synthetic.live(size)
    state.press(.character("3"), .character("s"), .character("s"))
    return state
  }

  @Test(arguments: PictureTests.sizes) func inUnicode(size: Size) throws {
    try PictureTests.compare(state(size).picture(), with: "classes-unicode", size)
  }

  @Test(arguments: PictureTests.sizes) func inEightColors(size: Size) throws {
    let grid = state(size).picture(TerminalCapabilities(colors: .eight))
    #expect(grid.lines == state(size).picture().lines)
  }

  @Test(arguments: PictureTests.sizes) func inASCII(size: Size) throws {
    let grid = state(size).picture(PictureTests.ascii)
    #expect(grid.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try PictureTests.compare(grid, with: "classes-ascii", size)
  }

  @Test func whileAFilterIsTyped() throws {
    let size = Size(width: 80, height: 24)
    var state = state(size)
    state.press(.character("/"), .character("S"), .character("h"))
    try PictureTests.compare(state.picture(), with: "classes-filter-unicode", size)
  }
}

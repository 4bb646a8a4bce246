import LogitEngine
import Testing

@testable import ExplorerUI

/// What is brushed, magnified and zoomed into, as pictures.
@Suite struct ZoomPictureTests {
  @Test(arguments: PictureTests.sizes) func histogram(size: Size) throws {
    var state = Synthetic.live(size)
    state.press(.character("e"), .character("e"), .character("z"))
    let inside = try #require(state.histogramLayout)
    let axis = try #require(inside.axis)
    let row = inside.positives.row + 1
    state.click(inside.axisRow.column + 3, row)
    state.drag(inside.axisRow.column + axis.columnCount / 3, row)
    try PictureTests.compare(state.picture(PictureTests.unicode), with: "brushed-unicode", size)
    try PictureTests.compare(state.picture(PictureTests.ascii), with: "brushed-ascii", size)
    state.press(.character("4"))
    try PictureTests.compare(
      state.picture(PictureTests.unicode), with: "examples-brushed-unicode", size)
  }

  @Test(arguments: PictureTests.sizes) func curves(size: Size) throws {
    var state = Synthetic.live(size)
    state.press(.character("5"), .character("t"))
    for _ in ExplorerView.curves.panes {
      state.press(.character("z"), .character("z"), .character("e"), .tab)
    }
    try PictureTests.compare(state.picture(PictureTests.unicode), with: "zoomed-unicode", size)
    try PictureTests.compare(state.picture(PictureTests.ascii), with: "zoomed-ascii", size)
    let plain = TerminalCapabilities(colors: .none)
    try PictureTests.compare(state.picture(plain), with: "zoomed-plain", size)
  }

  @Test(arguments: PictureTests.sizes) func thePairWithoutPictures(size: Size) throws {
    var state = Synthetic.live(size)
    _ = update(&state, .notLoaded(reason: "fashion-mnist has other contents than it had"))
    state.press(.character("w"))
    try PictureTests.compare(state.picture(PictureTests.unicode), with: "pair-unicode", size)
  }
}

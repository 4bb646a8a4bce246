import Testing

@testable import ExplorerUI

/// What the instruments make of view 1, where there are few colours and none.
@Suite struct InstrumentPictureTests {
  private static let plain = TerminalCapabilities(
    colors: .none, hasUnicode: true, hasAttributes: true, notice: nil)
  private static let eight = TerminalCapabilities(colors: .eight)

  @Test(
    arguments: [
      ("overlaid", ["m", "y"]), ("gradient", ["g"]), ("pooled", ["P"]), ("offset", ["u"]),
    ] as [(String, [Character])], PictureTests.sizes)
  func withFewColorsAndNone(_ instrument: (name: String, keys: [Character]), _ size: Size) throws {
    var state = Synthetic.live(size)
    for key in instrument.keys { state.press(.character(key)) }
    try PictureTests.compare(
      state.picture(Self.plain), with: "\(instrument.name)-monochrome", size)
    try PictureTests.compare(state.picture(Self.eight), with: "\(instrument.name)-eight", size)
  }
}

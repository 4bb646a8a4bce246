import ExplorerUI
import Testing

@testable import CursesTerminal

@Suite struct ColorPairsTests {
  @Test func definesEachCombinationOnce() {
    var definitions: [Int32] = []
    var pairs = ColorPairs(limit: 64) { pair, _, _ in
      definitions.append(pair)
      return true
    }
    let first = pairs.pair(foreground: .palette(1), background: .standard)
    let second = pairs.pair(foreground: .palette(1), background: .palette(4))
    #expect(first != second)
    #expect(pairs.pair(foreground: .palette(1), background: .standard) == first)
    #expect(definitions == [first, second])
  }

  @Test func leavesTheTerminalsOwnColorsAlone() {
    var pairs = ColorPairs(limit: 64) { _, _, _ in true }
    #expect(pairs.pair(foreground: .standard, background: .standard) == 0)
  }

  @Test func keepsTheGlyphsColorWhenPairsRunOut() {
    var pairs = ColorPairs(limit: 2) { _, _, _ in true }
    let red = pairs.pair(foreground: .palette(1), background: .standard)
    #expect(red == 1)
    #expect(pairs.pair(foreground: .palette(1), background: .palette(4)) == red)
    #expect(pairs.pair(foreground: .palette(2), background: .standard) == 0)
  }

  @Test func doesWithoutAPairThatTheTerminalRefuses() {
    var pairs = ColorPairs(limit: 64) { _, _, _ in false }
    #expect(pairs.pair(foreground: .palette(1), background: .standard) == 0)
  }
}

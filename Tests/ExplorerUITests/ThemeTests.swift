import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ThemeTests {
  @Test(arguments: [TerminalCapabilities.Colors.none, .eight, .sixteen, .many])
  func colorsStayWithinThePalette(colors: TerminalCapabilities.Colors) {
    let theme = Theme(TerminalCapabilities(colors: colors))
    for role in Role.allCases {
      for color in [theme[role].foreground, theme[role].background] {
        if case .palette(let index) = color {
          #expect(Int(index) < colors.rawValue, "\(role) uses colour \(index)")
        }
      }
      // A background without a foreground would be unreadable on some terminals.
      #expect(theme[role].background == .standard || theme[role].foreground != .standard)
    }
  }

  @Test func attributesAreLeftOutWhereThereAreNone() {
    let theme = Theme(TerminalCapabilities(colors: .none, hasAttributes: false))
    #expect(Role.allCases.allSatisfy { theme[$0] == .plain })
  }

  @Test func positivesAreUpAndBlueNegativesDownAndOrange() throws {
    let state = Synthetic.live()
    let inside = try #require(state.histogramLayout)
    let grid = state.picture()
    let theme = Theme(TerminalCapabilities())
    func count(_ roles: [Role], in area: Rectangle) -> Int {
      let colors = roles.map { theme[$0].foreground }
      return area.rows.reduce(0) { sum, row in
        sum + area.columns.filter { colors.contains(grid[$0, row].style.foreground) }.count
      }
    }
    #expect(count([.positive, .positiveMistake], in: inside.positives) > 30)
    #expect(count([.negative, .negativeMistake], in: inside.negatives) > 30)
    #expect(count([.negative, .negativeMistake], in: inside.positives) == 0)
    #expect(count([.positive, .positiveMistake], in: inside.negatives) == 0)
    #expect(count([.positiveMistake], in: inside.positives) > 0)
  }

  @Test func everyGlyphHasAnASCIIStandIn() {
    for size in PictureTests.sizes {
      for keys: [Key] in [
        [], [.character("?")], [.character("t"), .right], [.down], [.character("5")],
        [.character("5"), .character("t"), .right], [.character("6")],
      ] {
        var state = Synthetic.live(size, examples: 60)
        for key in keys { state.press(key) }
        // The question mark of the key itself stands in the line of hints and in the help.
        let ascii = state.picture(PictureTests.ascii).lines.dropLast(state.isHelpShown ? 0 : 1)
        let marks = ascii.joined(separator: "\n").split(
          separator: "?", omittingEmptySubsequences: false)
        #expect(marks.count == 1 || state.isHelpShown && ascii.joined().contains(" ? F1"))
        #expect(marks.count <= 2)
      }
    }
  }
}

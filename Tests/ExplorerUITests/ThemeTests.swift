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

  /// Positives and negatives stay apart for eyes that lack red, green or blue cones, and on black
  /// and white grounds alike (simulation after Viénot 1999 and its tritan counterpart).
  @Test func positivesAndNegativesAreDistinctForEveryEye() throws {
    let theme = Theme(TerminalCapabilities())
    let positive = try #require(Self.linear(theme[.positive].foreground))
    let negative = try #require(Self.linear(theme[.negative].foreground))
    let simulations: [[[Double]]] = [
      [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
      [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
      [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
      [[1, 0.1446, -0.1446], [0, 0.8592, 0.1408], [0, 0.8592, 0.1408]],
    ]
    for matrix in simulations {
      let seen = [positive, negative].map { color in
        matrix.map { row in zip(row, color).reduce(0) { $0 + $1.0 * $1.1 } }
      }
      let distance = zip(seen[0], seen[1]).reduce(0) { $0 + abs($1.0 - $1.1) }
      #expect(distance > 0.4)
    }
    for color in [positive, negative] {
      let luminance = 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
      #expect((luminance + 0.05) / 0.05 > 3, "contrast on black")
    }
  }

  private static func linear(_ color: Style.Color) -> [Double]? {
    guard case .palette(let index) = color, (16..<232).contains(index) else { return nil }
    let cube = Int(index) - 16
    return [cube / 36, cube / 6 % 6, cube % 6].map { level in
      let value = level == 0 ? 0 : Double(55 + 40 * level) / 255
      return value <= 0.04045 ? value / 12.92 : (value * value * (0.3 + 0.7 * value))
    }
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

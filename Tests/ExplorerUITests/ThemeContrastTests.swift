import LogitEngine
import Testing

@testable import ExplorerUI

/// Every theme with every number of colours, held to what eyes need.
@Suite struct ThemeContrastTests {
  private static let colorCounts: [TerminalCapabilities.Colors] = [.eight, .sixteen, .many]
  /// Simulations of full vision and of eyes without red, green or blue cones, of linear light
  /// (Viénot 1999 and its counterpart for blue).
  private static let eyes: [[[Double]]] = [
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
    [[1, 0.1446, -0.1446], [0, 0.8592, 0.1408], [0, 0.8592, 0.1408]],
  ]

  private struct Case {
    var name: ThemeName
    var colors: TerminalCapabilities.Colors
    var theme: Theme
    /// The backgrounds that the theme may stand on.
    var grounds: [Ground]
  }

  private static let cases: [Case] = ThemeName.allCases.flatMap { name in
    colorCounts.flatMap { colors in
      [false, true].map { isLight in
        let capabilities = TerminalCapabilities(colors: colors, hasLightBackground: isLight)
        let theme = Theme(capabilities, name: name)
        var grounds = [theme.ground]
        if theme.blank == .plain, !isLight {
          // Dark terminals are not all alike.
          for background: UInt32 in colors == .many ? [0x000000, 0x1E1E1E] : [0x000000] {
            grounds.append(
              Ground(foreground: theme.ground.foreground, background: RGBColor(background)))
          }
        }
        return Case(name: name, colors: colors, theme: theme, grounds: grounds)
      }
    }
  }

  @Test func contrastIsEnough() {
    // Without colours the terminal's own brightness is all there is.
    for one in Self.cases where one.name != .monochrome {
      for role in Role.allCases where !Role.mixtures.contains(role) {
        let isHigh = one.name == .highContrast
        let isMark = Role.marks.contains(role)
        let least =
          Role.decorations.contains(role)
          ? 1.1
          : one.colors == .eight
            ? 3 : one.colors == .sixteen ? isHigh ? 4.5 : 3 : isHigh ? 7 : isMark ? 3 : 4.5
        for ground in one.grounds {
          let seen = ground.colors(of: one.theme[role])
          let contrast = seen.foreground.contrast(to: seen.background)
          #expect(contrast >= least - 0.005, "\(one.name) \(one.colors) \(role): \(contrast)")
        }
      }
    }
  }

  @Test func decorationsStayBehindEverythingElse() {
    for one in Self.cases where one.colors == .many {
      func contrast(_ role: Role) -> Double {
        let seen = one.theme.ground.colors(of: one.theme[role])
        return seen.foreground.contrast(to: seen.background)
      }
      let loudest = Role.decorations.map(contrast).max() ?? 0
      let quietest = [Role.axis, .positive, .negative, .subtle, .text].map(contrast).min() ?? 0
      #expect(loudest < quietest || one.name == .monochrome, "\(one.name)")
    }
  }

  @Test func positivesAndNegativesAreDistinctForEveryEye() {
    for one in Self.cases where one.name != .monochrome {
      let pairs: [(Role, Role, Double)] = [
        (.positive, .negative, 0.15), (.positiveMistake, .negativeMistake, 0.1),
      ]
      for (first, second, least) in pairs {
        let colors = [first, second].map { one.grounds[0].colors(of: one.theme[$0]).foreground }
        for eye in Self.eyes {
          let seen = colors.map { color in
            RGBColor.perceived(
              linear: eye.map { row in
                zip(row, color.linear).reduce(0) { $0 + $1.0 * $1.1 }.clamped(to: 0...1)
              })
          }
          let distance = zip(seen[0], seen[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            .squareRoot()
          #expect(distance >= least, "\(one.name) \(one.colors) \(first): \(distance)")
        }
      }
      if one.colors == .many {
        for (own, mistake) in [
          (Role.positive, Role.positiveMistake), (.negative, .negativeMistake),
        ] {
          let colors = [own, mistake].map { one.grounds[0].colors(of: one.theme[$0]).foreground }
          #expect(colors[0].distance(to: colors[1]) > 0.08, "\(one.name) \(own)")
        }
      }
    }
  }

  @Test func colorsStayWithinThePalette() {
    for one in Self.cases {
      for style in [one.theme.blank] + Role.allCases.map({ one.theme[$0] }) {
        for color in [style.foreground, style.background] {
          if case .palette(let index) = color { #expect(Int(index) < one.colors.rawValue) }
        }
      }
    }
  }

  @Test func onlyAutomaticAndMonochromeLeaveTheTerminalsGround() {
    for one in Self.cases {
      let leaves = one.name == .automatic || one.name == .monochrome
      #expect((one.theme.blank == .plain) == leaves)
      guard !leaves else { continue }
      for role in Role.allCases {
        #expect(one.theme[role].foreground != .standard && one.theme[role].background != .standard)
      }
    }
  }

  @Test func automaticGoesByTheTerminal() {
    let unknown = Theme(TerminalCapabilities())
    let dark = Theme(TerminalCapabilities(hasLightBackground: false))
    let light = Theme(TerminalCapabilities(hasLightBackground: true))
    #expect(unknown[.positive] == dark[.positive])
    #expect(light[.positive] != dark[.positive])
    #expect(light.ground.background == RGBColor(0xFFFFFF))
  }

  @Test func aKeyGoesRoundTheThemes() {
    var state = Synthetic.live(examples: 60)
    var pictures: Set<Grid> = []
    for name in ThemeName.allCases {
      #expect(state.theme == name)
      pictures.insert(state.picture())
      #expect(state.press(.character("T")) == [])
      #expect(state.picture().lines.last?.contains("theme \(state.theme.rawValue)") == true)
    }
    #expect(state.theme == .automatic)
    #expect(pictures.count == ThemeName.allCases.count)
  }

  @Test func projectorHasLargeMarks() {
    var state = Synthetic.live(examples: 60)
    while state.theme != .projector { state.press(.character("T")) }
    let grid = state.picture()
    let characters = Set(grid.cells.map(\.character))
    #expect(characters.isDisjoint(with: "│─╭╮╰╯╎┊"))
    #expect(!characters.contains { $0.unicodeScalars.contains { $0.value >> 8 == 0x28 } })
    #expect(grid.cells.allSatisfy { $0.style.attributes.contains(.bold) || $0.character == " " })
    #expect(Glyphs.large("⠁") == "▘" && Glyphs.large("⣿") == "█" && Glyphs.large("⢀") == "▗")
    #expect(Glyphs.large("⡇") == "▌" && Glyphs.large("⠛") == "▀")
    // In ASCII it is the same as any other.
    let ascii = state.picture(PictureTests.ascii)
    state.press(.character("T"))
    let other = state.picture(PictureTests.ascii)
    #expect(ascii.lines.dropLast() == other.lines.dropLast())
  }
}

/// The colours of a theme: the ground it stands on, and what differs from the table of the dark
/// theme.
struct Scheme: Sendable {
  /// Whether everything is bold.
  let isBold: Bool
  /// Whether lines are thick and dots large.
  let hasLargeMarks: Bool

  private let isPainted: Bool
  private let isLight: Bool
  private let isHigh: Bool

  init(_ name: ThemeName, isLight: Bool) {
    isBold = name == .projector
    hasLargeMarks = name == .projector
    isHigh = name == .highContrast
    isPainted = name != .automatic && name != .monochrome
    self.isLight =
      switch name {
      case .automatic, .monochrome: isLight
      case .light, .projector: true
      case .dark, .highContrast: false
      }
  }

  /// The two colours that the theme paints the screen with; the terminal's own where it does not.
  func blank(_ colors: TerminalCapabilities.Colors) -> Style {
    guard isPainted else { return .plain }
    func style(_ foreground: UInt8, _ background: UInt8) -> Style {
      Style(foreground: .palette(foreground), background: .palette(background))
    }
    switch colors {
    case .many: return isLight ? style(235, 231) : isHigh ? style(231, 16) : style(253, 233)
    case .sixteen: return isLight ? style(0, 15) : isHigh ? style(15, 0) : style(7, 0)
    case .eight: return isLight ? style(0, 7) : style(7, 0)
    case .none: return .plain
    }
  }

  /// What the two colours are, so far as they can be known.
  func ground(_ colors: TerminalCapabilities.Colors) -> Ground {
    let standard: Ground = isLight ? .light : .dark
    let shown = standard.colors(of: blank(colors))
    return Ground(foreground: shown.foreground, background: shown.background)
  }

  /// How a role looks: as its own table says, or else as in the dark theme, with the colours moved
  /// as far as the contrast demands.
  func style(of role: Role, _ colors: TerminalCapabilities.Colors) -> Style {
    let own: Style? =
      switch (colors, isLight, isHigh) {
      case (.many, true, _): Self.lightMany[role]
      case (.many, _, true): Self.highMany[role]
      case (.sixteen, true, _): Self.lightSixteen[role]
      case (.sixteen, _, true): Self.highSixteen[role]
      case (.eight, true, _): Self.lightEight[role]
      default: nil
      }
    let look = Look(role)
    switch colors {
    case .none: return look.monochrome
    case .eight: return own ?? look.eight
    case .sixteen: return own ?? look.sixteen
    case .many: return adapted(own ?? look.many, role)
    }
  }

  /// The least contrast of a role's glyphs to what is behind them.
  func leastContrast(_ role: Role) -> Double {
    if Role.decorations.contains(role) { return 1.2 }
    return isHigh ? 7 : Role.marks.contains(role) ? 3 : 4.5
  }

  /// The style with its foreground replaced by the most alike one that has contrast enough.
  private func adapted(_ style: Style, _ role: Role) -> Style {
    // Nobody knows the terminal's own colours well enough to judge by them.
    guard case .palette = style.foreground, !Role.mixtures.contains(role) else { return style }
    let least = leastContrast(role)
    let ground = ground(.many)
    let shown = ground.colors(of: style)
    if shown.foreground.contrast(to: shown.background) >= least { return style }
    var best: (distance: Double, color: UInt8)?
    for color in UInt8(16)...255 {
      var candidate = style
      candidate.foreground = .palette(color)
      let seen = ground.colors(of: candidate)
      guard seen.foreground.contrast(to: seen.background) >= least else { continue }
      let distance = seen.foreground.distance(to: shown.foreground)
      if best.map({ distance < $0.distance }) ?? true { best = (distance, color) }
    }
    guard let best else { return style }
    var adapted = style
    adapted.foreground = .palette(best.color)
    return adapted
  }
}

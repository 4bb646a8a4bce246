import Synchronization

/// How every role looks with the colours at hand.
struct Theme: Sendable {
  /// What the whole screen is filled with.
  let blank: Style
  /// Whether lines are thick and dots large.
  let hasLargeMarks: Bool
  /// What the two colours of the terminal are, as far as that is known, or is painted over.
  let ground: Ground
  private let styles: [Style]

  /// Finds the theme of that name, for what a terminal can show.
  init(_ capabilities: TerminalCapabilities, name: ThemeName = .automatic) {
    let key = Key(
      name: name, colors: capabilities.colors, hasAttributes: capabilities.hasAttributes,
      isLight: capabilities.hasLightBackground ?? false)
    self = Self.made.withLock { made in
      if let theme = made[key] { return theme }
      let theme = Theme(key)
      made[key] = theme
      return theme
    }
  }

  subscript(role: Role) -> Style { styles[role.rawValue] }

  /// Whether colour tells positives from negatives.
  var hasSideColors: Bool { self[.positive].foreground != self[.negative].foreground }

  private struct Key: Hashable {
    var name: ThemeName
    var colors: TerminalCapabilities.Colors
    var hasAttributes: Bool
    var isLight: Bool
  }

  /// A theme is looked for in every frame and made once.
  private static let made = Mutex<[Key: Theme]>([:])

  private init(_ key: Key) {
    let colors: TerminalCapabilities.Colors = key.name == .monochrome ? .none : key.colors
    let scheme = Scheme(key.name, isLight: key.isLight)
    var blank = scheme.blank(colors)
    ground = scheme.ground(colors)
    hasLargeMarks = scheme.hasLargeMarks
    if !key.hasAttributes { blank.attributes = [] }
    self.blank = blank
    styles = Role.allCases.map { role in
      var style = scheme.style(of: role, colors)
      if scheme.isBold, colors == .many { style.attributes.insert(.bold) }
      if !key.hasAttributes { style.attributes = [] }
      if style.foreground == .standard { style.foreground = blank.foreground }
      if style.background == .standard { style.background = blank.background }
      return style
    }
  }
}

/// The looks of one role, from 256 colours down to none.
///
/// Blue stands for positives and orange for negatives, a pair that colour-blind eyes tell apart;
/// where only eight colours are left these become cyan and yellow, since blue text on black is
/// hard to read there. What sets a background sets the foreground too, so that light terminals
/// stay legible.
struct Look: Sendable {
  let many: Style
  let sixteen: Style
  let eight: Style
  let monochrome: Style

  private init(_ many: Style, _ sixteen: Style, _ eight: Style, _ monochrome: Style) {
    self.many = many
    self.sixteen = sixteen
    self.eight = eight
    self.monochrome = monochrome
  }

  /// The one table of all colours.
  init(_ role: Role) {
    self =
      switch role {
      case .text: Look(.plain, .plain, .plain, .plain)
      case .strong: Look(.bold, .bold, .bold, .bold)
      case .subtle: Look(.color(245), .plain, .plain, .plain)
      case .border: Look(.color(242), .color(8), .dim, .dim)
      case .borderFocused: Look(.color(43), .color(14), .bold, .bold)
      case .paneTitle: Look(.bold, .bold, .bold, .bold)
      case .titleBar: Look(.color(252, 236), .color(7, 4), .color(7, 4), .reverse)
      case .titleBarStrong:
        Look(.color(231, 236, .bold), .color(15, 4, .bold), .color(7, 4, .bold), .reverse)
      case .titleBarSubtle: Look(.color(247, 236), .color(7, 4), .color(7, 4), .reverse)
      case .titleBarAligned: Look(.color(79, 236), .color(14, 4), .color(7, 4), .reverse)
      case .titleBarUnaligned: Look(.color(211, 236), .color(11, 4), .color(7, 4), .reverse)
      case .badgeLive:
        Look(.color(16, 43, .bold), .color(0, 14), .color(0, 6), .bold)
      case .badgePaused:
        Look(.color(16, 221, .bold), .color(0, 11), .color(0, 3), .bold)
      case .badgeDone:
        Look(.color(16, 250, .bold), .color(0, 7), .color(0, 7), .bold)
      case .progress: Look(.color(43, 236), .color(14, 4), .color(6, 4), .reverse)
      case .progressTrack: Look(.color(244, 236), .color(7, 4), .color(7, 4), .reverse)
      case .positive: Look(.color(33), .color(12), .color(6), .plain)
      case .positiveMistake: Look(.color(117), .color(14), .color(6, .bold), .bold)
      case .negative: Look(.color(208), .color(3), .color(3), .plain)
      case .negativeMistake: Look(.color(222), .color(11), .color(3, .bold), .bold)
      case .overlap: Look(.color(252), .color(7), .color(7), .bold)
      case .axis: Look(.color(243), .color(7), .plain, .plain)
      case .guide: Look(.color(237), .color(8), .dim, .dim)
      case .threshold: Look(.bold, .bold, .bold, .bold)
      case .thresholdOnPositive:
        Look(.color(231, 33, .bold), .color(15, 12), .color(0, 6), .reverse)
      case .thresholdOnNegative:
        Look(.color(16, 208, .bold), .color(0, 3), .color(0, 3), .reverse)
      case .selection: Look(.color(231, 238, .bold), .reverse, .reverse, .reverse)
      case .cursor: Look(.color(16, 43), .reverse, .reverse, .reverse)
      case .aligned: Look(.color(43), .color(14), .color(6), .bold)
      case .unaligned: Look(.color(204), .color(13), .color(5), .plain)
      case .improved: Look(.color(43), .color(14), .color(6), .plain)
      case .worsened: Look(.color(204), .color(13), .color(5), .plain)
      case .warning: Look(.color(203, .bold), .color(9, .bold), .color(1, .bold), .bold)
      case .key: Look(.color(43, .bold), .color(14), .bold, .bold)
      case .hint: Look(.color(245), .plain, .plain, .plain)
      case .lossLine: Look(.color(141), .color(13), .color(5), .plain)
      case .lossBand: Look(.color(97), .color(5), .color(5), .dim)
      case .classLine: Look(.color(43), .color(14), .color(6), .bold)
      case .meanLine: Look(.color(246), .color(8), .plain, .dim)
      case .precisionLine: Look(.color(141), .color(13), .color(5), .plain)
      case .recallLine: Look(.color(222), .color(11), .color(3), .plain)
      case .mixture: Look(.color(33, 208), .color(12, 3), .color(6, 3), .plain)
      // From the negatives' hue to the positives', all about as light.
      case .share0: Look(.color(208), .color(3), .color(3), .plain)
      case .share20: Look(.color(173), .color(3), .color(3), .plain)
      case .share40: Look(.color(138), .color(3), .color(3), .plain)
      case .share60: Look(.color(103), .color(12), .color(6), .plain)
      case .share80: Look(.color(68), .color(12), .color(6), .plain)
      case .share100: Look(.color(33), .color(12), .color(6), .plain)
      }
  }
}

extension Style {
  static let bold = Style(attributes: .bold)
  static let dim = Style(attributes: .dim)
  static let reverse = Style(attributes: .reverse)

  static func color(_ foreground: UInt8, _ attributes: Attributes = []) -> Style {
    Style(foreground: .palette(foreground), attributes: attributes)
  }

  static func color(
    _ foreground: UInt8, _ background: UInt8, _ attributes: Attributes = []
  ) -> Style {
    Style(
      foreground: .palette(foreground), background: .palette(background), attributes: attributes)
  }

  /// The same with foreground and background exchanged.
  var reversed: Style {
    var style = self
    style.attributes.formSymmetricDifference(.reverse)
    return style
  }
}

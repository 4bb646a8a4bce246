/// How every role looks with the colours at hand.
struct Theme: Sendable {
  private let styles: [Style]

  init(_ capabilities: TerminalCapabilities) {
    styles = Role.allCases.map { role in
      let look = Look(role)
      var style =
        switch capabilities.colors {
        case .many: look.many
        case .sixteen: look.sixteen
        case .eight: look.eight
        case .none: look.monochrome
        }
      if !capabilities.hasAttributes { style.attributes = [] }
      return style
    }
  }

  subscript(role: Role) -> Style { styles[role.rawValue] }
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
      case .border: Look(.color(240), .color(8), .dim, .dim)
      case .borderFocused: Look(.color(43), .color(14), .bold, .bold)
      case .paneTitle: Look(.bold, .bold, .bold, .bold)
      case .titleBar: Look(.color(252, 236), .color(7, 4), .color(7, 4), .reverse)
      case .titleBarStrong:
        Look(.color(231, 236, .bold), .color(15, 4, .bold), .color(7, 4, .bold), .reverse)
      case .titleBarSubtle: Look(.color(246, 236), .color(7, 4), .color(7, 4), .reverse)
      case .titleBarAligned: Look(.color(79, 236), .color(14, 4), .color(6, 4), .reverse)
      case .titleBarUnaligned: Look(.color(211, 236), .color(13, 4), .color(7, 4), .reverse)
      case .badgeLive:
        Look(.color(16, 43, .bold), .color(0, 14), .color(0, 6), .bold)
      case .badgePaused:
        Look(.color(16, 221, .bold), .color(0, 11), .color(0, 3), .bold)
      case .badgeDone:
        Look(.color(16, 250, .bold), .color(0, 7), .color(0, 7), .bold)
      case .progress: Look(.color(43, 236), .color(14, 4), .color(6, 4), .reverse)
      case .progressTrack: Look(.color(242, 236), .color(8, 4), .color(7, 4), .reverse)
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
      case .aligned: Look(.color(43), .color(14), .color(6), .bold)
      case .unaligned: Look(.color(204), .color(13), .color(5), .plain)
      case .improved: Look(.color(43), .color(14), .color(6), .plain)
      case .worsened: Look(.color(204), .color(13), .color(5), .plain)
      case .warning: Look(.color(203, .bold), .color(9, .bold), .color(1, .bold), .bold)
      case .key: Look(.color(43, .bold), .color(14), .bold, .bold)
      case .hint: Look(.color(245), .plain, .plain, .plain)
      case .lossLine: Look(.color(141), .color(13), .color(5), .plain)
      case .lossBand: Look(.color(60), .color(5), .color(5), .dim)
      case .classLine: Look(.color(43), .color(14), .color(6), .bold)
      case .meanLine: Look(.color(246), .color(8), .plain, .dim)
      case .precisionLine: Look(.color(141), .color(13), .color(5), .plain)
      case .recallLine: Look(.color(222), .color(11), .color(3), .plain)
      case .singleLogitLine: Look(.color(43), .color(14), .color(6), .bold)
      case .allLogitsLine: Look(.color(208), .color(3), .color(3), .plain)
      }
  }
}

extension Style {
  fileprivate static let bold = Style(attributes: .bold)
  fileprivate static let dim = Style(attributes: .dim)
  fileprivate static let reverse = Style(attributes: .reverse)

  fileprivate static func color(_ foreground: UInt8, _ attributes: Attributes = []) -> Style {
    Style(foreground: .palette(foreground), attributes: attributes)
  }

  fileprivate static func color(
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

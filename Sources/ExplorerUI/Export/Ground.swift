/// What stands for the terminal's own two colours where there is no terminal.
public struct Ground: Hashable, Sendable {
  /// The colour of text.
  public var foreground: RGBColor
  /// The colour behind everything.
  public var background: RGBColor

  /// Creates a ground.
  public init(foreground: RGBColor, background: RGBColor) {
    self.foreground = foreground
    self.background = background
  }

  /// Light on dark.
  public static let dark = Ground(
    foreground: RGBColor(0xDADADA), background: RGBColor(0x121212))
  /// Dark on light.
  public static let light = Ground(
    foreground: RGBColor(0x262626), background: RGBColor(0xFFFFFF))

  /// The two colours of a cell as they are seen: exchanged by reverse, and the glyph's half faded
  /// by dim.
  func colors(of style: Style) -> (foreground: RGBColor, background: RGBColor) {
    func resolved(_ color: Style.Color, _ standard: RGBColor) -> RGBColor {
      switch color {
      case .standard: standard
      case .palette(let index): RGBColor(palette: index)
      }
    }
    var glyph = resolved(style.foreground, foreground)
    var behind = resolved(style.background, background)
    if style.attributes.contains(.reverse) { swap(&glyph, &behind) }
    if style.attributes.contains(.dim) { glyph = glyph.mixed(with: behind, share: 0.4) }
    return (glyph, behind)
  }
}

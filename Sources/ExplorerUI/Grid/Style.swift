/// The look of a cell in terms that every terminal can be brought down to.
public struct Style: Hashable, Sendable {
  /// The colour of the glyph.
  public var foreground: Color
  /// The colour behind it.
  public var background: Color
  /// Bold, dim, underlined, reversed.
  public var attributes: Attributes

  /// The terminal's own colours, no attribute.
  public static let plain = Style()

  /// Creates a style.
  public init(
    foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// A colour as the terminal knows it.
  public enum Color: Hashable, Sendable {
    /// The terminal's default.
    case standard
    /// An entry of the terminal's palette: 0–7 everywhere there is colour, 8–15 with 16 colours,
    /// 16–255 (the 6×6×6 cube and the greys) with 256.
    case palette(UInt8)
  }

  /// The attributes of a cell.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit an attribute.
    public let rawValue: UInt8
    /// Creates attributes from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Brighter or heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// With a line below.
    public static let underline = Attributes(rawValue: 4)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 8)
  }
}

/// What the terminal can show, found out once at the start.
public struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours.
  public enum Colors: Int, Comparable, Sendable {
    /// None: monochrome, or NO_COLOR is set.
    case none = 0
    /// The eight basic ones.
    case eight = 8
    /// The eight basic ones and their bright twins.
    case sixteen = 16
    /// The 256 of xterm.
    case many = 256

    /// Fewer colours come first.
    public static func < (left: Colors, right: Colors) -> Bool { left.rawValue < right.rawValue }
  }

  /// How many colours there are.
  public var colors: Colors
  /// Whether block elements and box drawing can be shown; else plain ASCII is used.
  public var hasUnicode: Bool
  /// Whether bold, dim, underline and reverse do something.
  public var hasAttributes: Bool
  /// Whether the terminal's own background is light; nil when it does not tell.
  public var hasLightBackground: Bool?
  /// One line that says what had to be given up and why; nil when nothing was.
  public var notice: String?

  /// Creates capabilities.
  public init(
    colors: Colors = .many, hasUnicode: Bool = true, hasAttributes: Bool = true,
    hasLightBackground: Bool? = nil, notice: String? = nil
  ) {
    self.colors = colors
    self.hasUnicode = hasUnicode
    self.hasAttributes = hasAttributes
    self.hasLightBackground = hasLightBackground
    self.notice = notice
  }
}

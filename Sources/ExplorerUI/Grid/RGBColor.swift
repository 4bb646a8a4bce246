/// A colour as the three parts of an sRGB screen.
public struct RGBColor: Hashable, Sendable {
  /// Red, 0–255.
  public var red: UInt8
  /// Green, 0–255.
  public var green: UInt8
  /// Blue, 0–255.
  public var blue: UInt8

  /// Creates a colour from its parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Creates a colour from a number such as `0xFF8700`.
  init(_ hexadecimal: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hexadecimal >> 16),
      green: UInt8(truncatingIfNeeded: hexadecimal >> 8),
      blue: UInt8(truncatingIfNeeded: hexadecimal))
  }

  /// Creates the colour that xterm has at a place of its palette: 16 basic ones, a cube of 6×6×6,
  /// 24 greys.
  init(palette index: UInt8) {
    switch index {
    case 0..<16: self.init(Self.basic[Int(index)])
    case 16..<232:
      let place = Int(index) - 16
      func part(_ level: Int) -> UInt8 { level == 0 ? 0 : UInt8(55 + 40 * level) }
      self.init(red: part(place / 36), green: part(place / 6 % 6), blue: part(place % 6))
    default:
      let level = UInt8(8 + 10 * (Int(index) - 232))
      self.init(red: level, green: level, blue: level)
    }
  }

  /// The colour as SVG and CSS write it, for instance `#ff8700`.
  var hexadecimal: String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(part, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }

  /// The colour with a share of another mixed in, part by part.
  func mixed(with other: RGBColor, share: Double) -> RGBColor {
    func part(_ own: UInt8, _ other: UInt8) -> UInt8 {
      UInt8((Double(own) * (1 - share) + Double(other) * share).rounded().clamped(to: 0...255))
    }
    return RGBColor(
      red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue))
  }

  private static let basic: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
}

import Glibc

/// Numbers as the explorer writes them; the minus is U+2212, which ASCII screens show as a hyphen.
package enum NumberText {
  /// The sign of what is undefined.
  static let undefined = "–"

  /// A whole number with a comma between groups of three digits.
  static func integer(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (value < 0 ? "−" : "") + result
  }

  /// A number with a fixed number of decimals; very large ones in powers of ten.
  static func fixed(_ value: Double, decimals: Int) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "+∞" }
    let scale = powerOfTen(decimals)
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return scientific(value) }
    let whole = Int(scaled)
    let sign = value < 0 && whole > 0 ? "−" : ""
    guard decimals > 0 else { return sign + integer(whole) }
    let unit = Int(scale)
    let fraction = String(whole % unit)
    return sign + integer(whole / unit) + "."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A number with about so many significant digits.
  static func general(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let exponent = decimalExponent(value)
    if exponent >= 6 || exponent < -4 { return scientific(value) }
    return fixed(value, decimals: max(0, digits - 1 - exponent))
  }

  /// A share between 0 and 1 with three decimals that never rounds onto a bound it has not reached.
  static func share(_ value: Double) -> String {
    if value > 0, value < 0.0005 { return "<0.001" }
    if value < 1, value >= 0.9995 { return ">0.999" }
    return fixed(value, decimals: 3)
  }

  /// A fraction as a percentage with two or three significant digits, which says 0 and 100 only of
  /// what is exactly that.
  package static func percent(_ share: Double) -> String {
    let value = share * 100
    if value == 0 || value.isNaN { return value.isNaN ? "NaN" : "0 %" }
    if value < 0.01 { return "<0.01 %" }
    if value < 100, value >= 99.95 { return ">99.9 %" }
    return fixed(value, decimals: value < 0.995 ? 2 : 1) + " %"
  }

  /// A count in at most four characters and a letter: 950, 1.2k, 98k, 3.4M.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return fixed(value, decimals: 0) }
    let magnitude = value.magnitude
    for (limit, unit, letter) in [(1e15, 1e12, "T"), (1e12, 1e9, "G"), (1e9, 1e6, "M")]
    where magnitude >= limit / 1e3 - limit / 2e6 && magnitude < limit {
      return shortened(value / unit) + letter
    }
    if magnitude >= 1e15 { return scientific(value) }
    if magnitude >= 999.5 { return shortened(value / 1e3) + "k" }
    return fixed(value, decimals: 0)
  }

  /// A duration as 0:04, 12:30 or 1:02:03.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 3.6e8 else { return undefined }
    let whole = Int(max(0, seconds).rounded())
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let minutes = whole / 60
    if minutes < 60 { return "\(minutes):\(twoDigits(whole % 60))" }
    return "\(minutes / 60):\(twoDigits(minutes % 60)):\(twoDigits(whole % 60))"
  }

  /// A setting such as a learning rate, with no more digits than it needs.
  static func setting(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let exponent = decimalExponent(value)
    if exponent >= 6 || exponent < -6 { return scientific(value) }
    return trimmed(fixed(value, decimals: min(12, max(0, 4 - exponent))))
  }

  /// The power of ten of the leading digit.
  static func decimalExponent(_ value: Double) -> Int {
    Int(floor(log10(value.magnitude)))
  }

  static func cubeRoot(_ value: Double) -> Double { cbrt(value) }

  static func logarithm(_ value: Double) -> Double { log10(value) }

  static func powerOfTen(_ exponent: Int) -> Double { pow(10, Double(exponent)) }

  static func powerOfTen(_ exponent: Double) -> Double { pow(10, exponent) }

  private static func shortened(_ value: Double) -> String {
    value.magnitude < 9.95 ? trimmed(fixed(value, decimals: 1)) : fixed(value, decimals: 0)
  }

  /// A mantissa of two digits and a power of ten.
  static func scientific(_ value: Double) -> String {
    var exponent = decimalExponent(value)
    var mantissa = value / powerOfTen(exponent)
    if mantissa.magnitude >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    guard mantissa.isFinite else { return value < 0 ? "−1e308" : "1e308" }
    return trimmed(fixed(mantissa, decimals: 1)) + "e" + (exponent < 0 ? "−" : "")
      + String(exponent.magnitude)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}

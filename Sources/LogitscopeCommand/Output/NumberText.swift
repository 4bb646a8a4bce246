import ExplorerUI
import Glibc

extension Int {
  /// The number with commas between thousands, for instance `10,000`.
  var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }
}

extension Double {
  /// The number with so many digits after the point, for people; `nan`, `inf` and `-inf` as such.
  func fixed(_ digits: Int) -> String { Self.print("%.*f", digits, self) }

  /// The number with so many significant digits, trailing zeros too, for people.
  func significant(_ digits: Int) -> String {
    let text = Self.print("%#.*g", digits, self)
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The number with no more digits than it takes, six at most, for people.
  var short: String { Self.print("%.*g", 6, self) }

  /// The fraction as a percentage, for instance `0.61 %`, as the explorer writes it.
  var percent: String { NumberText.percent(self) }

  private static func print(_ format: String, _ digits: Int, _ value: Double) -> String {
    withVaList([Int32(digits), value]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400)
      vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}

/// A duration in words that stay short: `12 s`, `3:07`, `1:02:03`.
func durationText(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "-" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  let twoDigits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
  let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
  return hours == 0
    ? "\(minutes):\(twoDigits(rest))" : "\(hours):\(twoDigits(minutes)):\(twoDigits(rest))"
}

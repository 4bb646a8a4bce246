import Glibc
import LogitEngine

/// Times as bars on a logarithmic axis, two a number of classes: one logit, and all.
struct SpeedChart {
  let results: [SpeedResult]
  let usesASCII: Bool

  /// Columns of the longest bar.
  private static let width = 48

  /// The chart, or nothing where there is nothing to draw.
  var text: String {
    let times = results.flatMap { [$0.singleLogit.median, $0.allLogits.median] }
    guard let least = times.min(), let most = times.max(), least > 0, most.isFinite else {
      return ""
    }
    let first = Int(floor(log10(least)))
    let last = max(first + 1, Int(ceil(log10(most))))
    let scale = Double(Self.width) / Double(last - first)
    let labels = results.map { $0.classCount.grouped }
    let labelWidth = labels.reduce("classes".count) { max($0, $1.count) }
    var text = axis(first...last, indent: labelWidth + "  one  ".count)
    for (label, result) in zip(labels, results) {
      for (name, times) in [("one", result.singleLogit), ("all", result.allLogits)] {
        let length = (log10(times.median) - Double(first)) * scale
        text +=
          (name == "one" ? label : "").leftPadded(to: labelWidth) + "  \(name)  "
          + bar(length, isSolid: name == "one") + " " + Self.duration(times.median, usesASCII)
          + "\n"
      }
    }
    return text
  }

  /// The decades, each above the column where its bars end.
  private func axis(_ decades: ClosedRange<Int>, indent: Int) -> String {
    var line = String(repeating: " ", count: indent)
    for decade in decades {
      let column =
        indent
        + Int(
          (Double(decade - decades.lowerBound) * Double(Self.width)
            / Double(decades.upperBound - decades.lowerBound)).rounded())
      // The first column belongs to the least decade; a label stands where its bars end.
      line = line.padded(to: column) + (usesASCII ? "|" : "╷")
      line += Self.duration(pow(10, Double(decade)), usesASCII, digits: 1)
    }
    return line + "\n"
  }

  private func bar(_ length: Double, isSolid: Bool) -> String {
    let eighths = max(1, Int((length * 8).rounded()))
    if usesASCII {
      return String(repeating: isSolid ? "#" : "=", count: max(1, (eighths + 4) / 8))
    }
    if !isSolid { return String(repeating: "▒", count: max(1, (eighths + 4) / 8)) }
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// A time with a unit that suits it.
  static func duration(_ microseconds: Double, _ usesASCII: Bool, digits: Int = 3) -> String {
    let units = [("s", 1e6), ("ms", 1e3), (usesASCII ? "us" : "µs", 1)]
    let (unit, size) = units.first { microseconds >= $0.1 } ?? (units[2].0, 1)
    let value = microseconds / size
    let text =
      digits == 1 || value >= 100 ? Int(value.rounded()).grouped : value.significant(digits)
    return "\(text) \(unit)"
  }
}

extension String {
  /// The text with spaces behind it, so many characters wide at least.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

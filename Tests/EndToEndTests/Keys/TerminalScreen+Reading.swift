import LogitEngine
import TestSupport

extension TerminalScreen {
  /// The line of keys.
  var hints: String { lines.last ?? "" }

  /// The number that follows the first place where a text is followed by one.
  func number(after text: String) -> Double? { Self.number(after: text, in: self.text) }

  /// The number that follows the first place in a line where a text is followed by one.
  static func number(after text: String, in line: String) -> Double? {
    line.ranges(of: text).lazy.compactMap { number(line[$0.upperBound...]) }.first
  }

  /// The same as a whole number.
  func integer(after text: String) -> Int? { number(after: text).map { Int($0) } }

  /// Two numbers, as in `bin −0.5 to 0:`.
  func bounds(after text: String) -> (low: Double, high: Double)? {
    for range in self.text.ranges(of: text) {
      let rest = self.text[range.upperBound...].prefix(40)
      guard let low = Self.number(rest), let middle = rest.ranges(of: " to ").first,
        let high = Self.number(rest[middle.upperBound...]),
        rest[..<middle.lowerBound].allSatisfy({ "−0123456789.".contains($0) })
      else { continue }
      return (low, high)
    }
    return nil
  }

  /// The number of the chosen class, in views that name it in a title.
  var classIndex: Int? { integer(after: "class ") }

  /// Which evaluation is shown, of how many.
  var timeline: (place: Int, count: Int)? {
    lines.count > 1 ? Self.fraction(lines[lines.count - 2]) : nil
  }

  /// The place of the run under the cursor, in the list of recorded runs.
  var runPlace: Int? {
    guard let match = text.firstMatch(of: #/(\d+) of \d+ /#) else { return nil }
    return Int(match.1)
  }

  /// The column of the dashed line of the threshold.
  var thresholdColumn: Int? { place(of: "╎")?.column }

  /// The loss under the cursor in Explore and Compare, by its place in the list.
  var lossCursor: Int? {
    for line in lines {
      guard let match = line.firstMatch(of: #/►.?[✓✗] ([a-z-]+)/#) else { continue }
      return LossKind.everyKind.firstIndex { $0.name.hasPrefix(match.1) }
    }
    return nil
  }

  /// The colours of the frame whose title begins so.
  func lookOfFrame(_ title: String) -> String? {
    place(of: "╭─ \(title)").flatMap { look(column: $0.column, row: $0.row) }
  }

  /// The line under the cursor among the first of the list in a box: the only one to look as it does
  /// in some column, counted from the corner of the box.
  func chosenLine(inBox title: String, column: Int, count: Int) -> Int? {
    guard let corner = place(of: "╭─ \(title)") else { return nil }
    // The first line of the box is what is typed.
    let looks = (2..<2 + count).map { look(column: corner.column + column, row: corner.row + $0) }
    return looks.indices.first { place in looks.count { $0 == looks[place] } == 1 }
  }

  /// What stands in a row of a frame whose title begins so.
  func text(inFrame title: String, row: Int) -> String? {
    guard let corner = place(of: "╭─ \(title)"), lines.indices.contains(row) else { return nil }
    let end = lines[corner.row].dropFirst(corner.column).prefix { $0 != "╮" }.count
    return String(lines[row].dropFirst(corner.column + 1).prefix(end - 1))
  }

  /// The last `3/25` of a line.
  static func fraction(_ line: String) -> (place: Int, count: Int)? {
    guard let match = line.matches(of: #/([\d,]+)/([\d,]+)/#).last else { return nil }
    func integer(_ text: Substring) -> Int? { Int(text.filter(\.isNumber)) }
    guard let place = integer(match.1), let count = integer(match.2) else { return nil }
    return (place, count)
  }

  private static func number(_ text: Substring) -> Double? {
    let word = text.drop { $0 == " " }.prefix { "+-−0123456789.,e".contains($0) }
    let plain = word.map { $0 == "−" ? "-" : $0 }.filter { $0 != "," }
    return Double(String(plain))
  }
}

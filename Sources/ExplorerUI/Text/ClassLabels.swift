/// The names of classes as they are shown: on one line, visible, and no two alike.
///
/// What looks like the name of an earlier class gets a superscript, ² for the second of a kind; what
/// no terminal shows is escaped; blanks alone stand in quotation marks. A class without a name has
/// none here either and goes by its number.
package struct ClassLabels: Sendable {
  private let names: [String]
  /// The place of a name among those that look like it, from 2, by class.
  private let ordinals: [Int: Int]
  /// Whether ordinals are written as ^2.
  package var usesASCII: Bool

  /// Makes the labels of some names.
  ///
  /// - Complexity: O(total length).
  package init(_ names: [String], usesASCII: Bool = false) {
    self.usesASCII = usesASCII
    guard names.indices.contains(where: { !Self.isUnnamed(names[$0], $0) }) else {
      (self.names, ordinals) = ([], [:])
      return
    }
    self.names = names.enumerated().map { index, name in
      Self.isUnnamed(name, index) ? "" : Self.shown(name)
    }
    // Swift's strings are equal if they look alike, whatever their code points.
    var taken = Set<String>(minimumCapacity: names.count)
    var counts: [String: Int] = [:]
    var ordinals: [Int: Int] = [:]
    let all = Set(self.names)
    for (index, name) in self.names.enumerated() where !name.isEmpty {
      guard !taken.insert(name).inserted else { continue }
      var ordinal = (counts[name] ?? 1) + 1
      while all.contains(name + Self.suffix(ordinal, usesASCII: false)) { ordinal += 1 }
      counts[name] = ordinal
      ordinals[index] = ordinal
    }
    self.ordinals = ordinals
  }

  /// The name of a class; empty for one without, or whose name only repeats its number.
  package subscript(index: Int) -> String {
    guard names.indices.contains(index) else { return "" }
    guard let ordinal = ordinals[index] else { return names[index] }
    return names[index] + Self.suffix(ordinal, usesASCII: usesASCII)
  }

  /// Whether a superscript tells the class from one before it.
  package func hasSuffix(_ index: Int) -> Bool { ordinals[index] != nil }

  /// A class by number and name, for instance `6 Shirt`.
  package func label(_ index: Int) -> String {
    let name = self[index]
    return name.isEmpty ? String(index) : "\(index) \(name)"
  }

  /// Whether a class has a name to show.
  package static func isUnnamed(_ name: String, _ index: Int) -> Bool {
    name.isEmpty || name == String(index)
  }

  /// The marks of a superscript number, or ^ and the number.
  private static func suffix(_ ordinal: Int, usesASCII: Bool) -> String {
    guard !usesASCII else { return "^\(ordinal)" }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(ordinal).compactMap(\.wholeNumberValue).map { digits[$0] })
  }

  /// A name so that all of it can be seen, and nothing of it commands a terminal.
  static func shown(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return name }
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if isCommanding(scalar) {
        text.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    var shown = String(text)
    if shown.first?.isWhitespace == true || shown.last?.isWhitespace == true { return "'\(shown)'" }
    // A mark that combines with what is before it needs something there.
    if let first = name.unicodeScalars.first, isMark(first) { shown = "\u{25CC}" + shown }
    return shown.displayWidth > 0 ? shown : name.unicodeScalars.map(escape).joined()
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }

  /// Whether a character ends lines, commands a terminal or turns the direction of writing.
  private static func isCommanding(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    // Joiners make words and emoji of several letters.
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\t": "\\t"
    case "\n": "\\n"
    case "\r": "\\r"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }
}

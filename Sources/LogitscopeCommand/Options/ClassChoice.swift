import ExplorerUI

/// What `--class` says.
///
/// A name by its very code points, or as it is shown, comes first; then a name without regard to
/// case, then a number, then a part of a name. Each of them must be that of one class only.
enum ClassChoice {
  /// The class of a name, a part of a name or a number.
  ///
  /// - Parameters:
  ///   - text: what the user says.
  ///   - classNames: the names, that of class 0 first; empty for a class without one.
  ///   - dataset: what the classes are of, for messages.
  /// - Throws: ``CommandError/usage(_:)``, with up to five classes that could be meant.
  /// - Complexity: O(total length of the names), times the length of the text where none fits.
  static func index(_ text: String, classNames: [String], dataset: String) throws -> Int {
    let labels = ClassLabels(classNames)
    let named = classNames.indices.filter { !classNames[$0].isEmpty }
    if let index = try only(
      named.filter { isSame(classNames[$0], text) }, text, labels)
    {
      return index
    }
    if let index = classNames.indices.first(where: { isShown(labels, $0, as: text) }) {
      return index
    }
    let folded = text.lowercased()
    let lowercased = classNames.map { $0.lowercased() }
    if let index = try only(named.filter { isSame(lowercased[$0], folded) }, text, labels) {
      return index
    }
    if let index = Int(text), classNames.indices.contains(index) { return index }
    let pattern = Array(folded.utf8)
    let parts = named.filter { !labels[$0].isEmpty && contains(lowercased[$0], pattern) }
    if !pattern.isEmpty, let index = try only(parts, text, labels) { return index }
    throw CommandError.usage(
      "--class \(text.shown) is no class of \(dataset); they are 0 to "
        + (classNames.count - 1).grouped
        + closest(to: folded, lowercased, labels))
  }

  /// The one class that is meant; nil for none.
  private static func only(_ classes: [Int], _ text: String, _ labels: ClassLabels) throws -> Int? {
    guard classes.count > 1 else { return classes.first }
    let rest = classes.count > 5 ? " and \((classes.count - 5).grouped) more" : ""
    throw CommandError.usage(
      "--class \(text.shown) may mean \(classes.count.grouped) classes: "
        + classes.prefix(5).map { labels.label($0) }.joined(separator: ", ") + rest
        + "; give more of the name, or number and name as shown here")
  }

  /// Whether two texts have the same code points.
  private static func isSame(_ text: String, _ other: String) -> Bool {
    text.utf8.elementsEqual(other.utf8)
  }

  /// Whether a class is shown so: by its name, by number and name, with any superscript either way.
  private static func isShown(_ labels: ClassLabels, _ index: Int, as text: String) -> Bool {
    guard !labels[index].isEmpty else { return false }
    if isSame(labels[index], text) || isSame(labels.label(index), text) { return true }
    guard labels.hasSuffix(index) else { return false }
    var plain = labels
    plain.usesASCII = true
    return isSame(plain[index], text) || isSame(plain.label(index), text)
  }

  private static func contains(_ name: String, _ pattern: [UInt8]) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard let first = pattern.first, bytes.count >= pattern.count else { return false }
      return (0...bytes.count - pattern.count).contains { place in
        bytes[place] == first && pattern.indices.allSatisfy { bytes[place + $0] == pattern[$0] }
      }
    }
  }

  /// The five named classes that are most like a text, as the end of a sentence.
  private static func closest(
    to text: String, _ lowercased: [String], _ labels: ClassLabels
  ) -> String {
    let pattern = Array(text.unicodeScalars.prefix(40))
    let candidates = lowercased.indices.compactMap { index -> (Int, Int, Int)? in
      guard !labels[index].isEmpty else { return nil }
      let name = Array(lowercased[index].unicodeScalars.prefix(80))
      let distance = distance(of: pattern, within: name)
      return distance < pattern.count
        ? (distance, abs(name.count - pattern.count), index) : nil
    }
    let best = candidates.sorted { $0 < $1 }.prefix(5)
    guard !best.isEmpty else { return "" }
    return ", the closest " + best.map { labels.label($0.2) }.joined(separator: ", ")
  }

  /// The fewest insertions, deletions and replacements that make a text a part of a name.
  private static func distance(of text: [Unicode.Scalar], within name: [Unicode.Scalar]) -> Int {
    // The part may begin and end anywhere in the name.
    var row = [Int](repeating: 0, count: name.count + 1)
    for (index, scalar) in text.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for place in name.indices {
        let replaced = diagonal + (name[place] == scalar ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = min(replaced, min(diagonal, row[place]) + 1)
      }
    }
    return row.min() ?? text.count
  }
}

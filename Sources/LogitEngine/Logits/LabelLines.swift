/// Labels in a text file with one a line, and perhaps a header.
struct LabelLines {
  /// The labels.
  let content: LabelContent

  /// Reads a text; nil if some line has a separator of cells, so that it is a table.
  ///
  /// A label may have blanks. Lines without anything are labels that are missing, but for those at the
  /// end.
  init?(_ text: DecodedText) {
    var lines: [Substring] = []
    let separators = Set(",;\t|@".utf8)
    // Some text has line ends of CR and LF, which are one character.
    for line in String(decoding: text.bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      guard !line.utf8.contains(where: separators.contains) else { return nil }
      lines.append(Self.trimmed(line))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.allSatisfy({ $0.isEmpty || $0.hasPrefix("#") }) { return nil }
    var notes = text.notes
    let comments = lines.prefix { $0.hasPrefix("#") }.count
    lines.removeFirst(comments)
    if comments > 0 { notes.append("\(comments) comment lines were passed over") }
    let (values, hasHeader) = Self.values(lines)
    if hasHeader { notes.append("the first line, '\(String(lines[0]).printable)', is a header") }
    content = LabelContent(
      path: text.path, values: values, shape: [lines.count - (hasHeader ? 1 : 0)], notes: notes)
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line
    while let last = line.last, last == " " { line.removeLast() }
    while let first = line.first, first == " " { line.removeFirst() }
    guard line.count > 1, line.first == "\"", line.last == "\"" else { return line }
    return line.dropFirst().dropLast()
  }

  private static func values(
    _ lines: [Substring]
  ) -> (values: LabelContent.Values, hasHeader: Bool) {
    let rest = lines.dropFirst()
    let isLabelName = lines.first.map { first in
      (ArrayNames.labels + TableHeader.labelNames).contains(first.lowercased())
    }
    if let values = numbers(lines[...]) { return (values, false) }
    if !rest.isEmpty, let values = numbers(rest) { return (values, true) }
    if let values = flags(lines[...]) { return (values, false) }
    if isLabelName == true, let values = flags(rest) { return (values, true) }
    // A label that is named as a column of labels is, and that is there once, is the header.
    let hasHeader =
      isLabelName == true && !rest.contains { $0.utf8.elementsEqual(lines[0].utf8) }
    return (.texts((hasHeader ? rest : lines[...]).map(String.init)), hasHeader)
  }

  private static func numbers(_ lines: ArraySlice<Substring>) -> LabelContent.Values? {
    var numbers: [Double] = []
    numbers.reserveCapacity(lines.count)
    var isWhole = true
    for line in lines {
      let word = line.lowercased()
      if word.isEmpty || ["nan", "na", "null", "none"].contains(word) {
        numbers.append(.nan)
        isWhole = false
        continue
      }
      var line = line
      let number = line.withUTF8 { decimalNumber($0, 0, $0.count, point: Byte.point) }
      guard let number else { return nil }
      numbers.append(number)
      if number != number.rounded() || abs(number) > 0x1p53 { isWhole = false }
    }
    guard numbers.contains(where: { !$0.isNaN }) else { return nil }
    return isWhole ? .integers(numbers.map { Int64($0) }) : .numbers(numbers)
  }

  private static func flags(_ lines: ArraySlice<Substring>) -> LabelContent.Values? {
    var flags: [Bool] = []
    for line in lines {
      switch line.lowercased() {
      case "true": flags.append(true)
      case "false": flags.append(false)
      default: return nil
      }
    }
    return flags.isEmpty ? nil : .flags(flags)
  }
}

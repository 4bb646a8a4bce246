/// The header of an ARFF file, or of one of KEEL's: `@attribute` lines, then `@data`.
struct AttributeHeader {
  /// The names of the attributes.
  private(set) var names: [String] = []
  /// What the attributes may be, which are the labels.
  private(set) var declaration = TableDeclaration(format: "ARFF")
  /// Where the data begin.
  private(set) var dataStart = 0

  /// Whether a text begins like such a file, comments aside.
  static func begins(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var reader = LineReader(text, from: start)
    while let line = reader.next() {
      guard let first = line.first, first != Byte.percent, first != Byte.hash else { continue }
      let word = String(decoding: line.prefix(10), as: UTF8.self).lowercased()
      return word.hasPrefix("@relation") || word.hasPrefix("@attribute")
    }
    return false
  }

  /// Reads a header.
  ///
  /// - Throws: ``TableError``.
  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(TableError) {
    var reader = LineReader(text, from: start)
    var outputs: [String] = []
    var inputs: [String]?
    while let line = reader.next() {
      guard line.first == Byte.at else {
        guard line.isEmpty || line.first == Byte.percent || line.first == Byte.hash else {
          throw error(reader, text, "has a line before @data that does not begin with @,")
        }
        continue
      }
      var words = AttributeWords(String(decoding: line.dropFirst(), as: UTF8.self))
      let keyword = words.next()?.lowercased() ?? ""
      switch keyword {
      case "attribute": try addAttribute(&words, reader, text)
      case "input", "inputs": inputs = (inputs ?? []) + words.list()
      case "output", "outputs": outputs += words.list()
      case "data":
        dataStart = reader.position
        try finish(inputs: inputs, outputs: outputs, reader, text)
        return
      default: continue
      }
    }
    throw error(reader, text, "has no @data: it ends")
  }

  private mutating func addAttribute(
    _ words: inout AttributeWords, _ reader: LineReader, _ text: UnsafeBufferPointer<UInt8>
  ) throws(TableError) {
    guard let name = words.next() else {
      throw error(reader, text, "has an attribute without a name")
    }
    if let values = words.values() {
      declaration.values[names.count] = values
    } else if words.next()?.lowercased() == "relational" {
      throw error(reader, text, "has a relational attribute, which is no column of a table,")
    }
    names.append(name.printable)
  }

  private mutating func finish(
    inputs: [String]?, outputs: [String], _ reader: LineReader,
    _ text: UnsafeBufferPointer<UInt8>
  ) throws(TableError) {
    guard !names.isEmpty else { throw error(reader, text, "has no @attribute before @data") }
    if inputs != nil || !outputs.isEmpty { declaration.format = "KEEL" }
    if outputs.count == 1 {
      declaration.labelColumn = names.firstIndex { Array($0.utf8) == Array(outputs[0].utf8) }
    }
    if let inputs {
      let used = Set((inputs + outputs).map { Array($0.utf8) })
      declaration.unusedColumns = Set(
        names.indices.filter { !used.contains(Array(names[$0].utf8)) })
    }
  }

  private func error(
    _ reader: LineReader, _ text: UnsafeBufferPointer<UInt8>, _ clause: String
  ) -> TableError {
    TableError(line: lineNumber(of: reader.lineStart, in: text), clause: clause)
  }
}

/// The lines of a text one after another, without blanks around them.
private struct LineReader {
  private(set) var position: Int
  private(set) var lineStart: Int
  private let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.text = text
    position = start
    lineStart = start
  }

  mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard position < text.count else { return nil }
    lineStart = position
    while position < text.count, !Byte.endsLine(text[position]) { position += 1 }
    var (begin, end) = (lineStart, position)
    if position < text.count {
      let byte = text[position]
      position += 1
      if byte == Byte.carriageReturn, position < text.count, text[position] == Byte.newline {
        position += 1
      }
    }
    while begin < end, Byte.isBlank(text[begin]) { begin += 1 }
    while end > begin, Byte.isBlank(text[end - 1]) { end -= 1 }
    return text[begin..<end]
  }
}

/// The words of a line that declares an attribute, some of them in quotes.
private struct AttributeWords {
  private var rest: Substring.UnicodeScalarView

  init(_ line: String) { rest = Substring(line).unicodeScalars }

  /// The next word, which ends at a blank or a brace.
  mutating func next() -> String? { word { " \t{}[],".unicodeScalars.contains($0) } }

  /// The words up to the end, with commas between them.
  mutating func list() -> [String] {
    var words: [String] = []
    while true {
      skip { " \t,".unicodeScalars.contains($0) }
      guard let word = word(until: { $0 == "," }) else { return words }
      words.append(word)
    }
  }

  /// The values in braces; nil if no brace comes next.
  mutating func values() -> [String]? {
    skip { $0 == " " || $0 == "\t" }
    guard rest.first == "{" else { return nil }
    rest = rest.dropFirst()
    var values: [String] = []
    while true {
      skip { " \t,".unicodeScalars.contains($0) }
      guard rest.first != "}", let value = word(until: { $0 == "," || $0 == "}" }) else {
        return values
      }
      values.append(value)
    }
  }

  private mutating func skip(_ isSkipped: (Unicode.Scalar) -> Bool) {
    rest = rest.drop(while: isSkipped)
  }

  private mutating func word(until isEnd: (Unicode.Scalar) -> Bool) -> String? {
    skip { $0 == " " || $0 == "\t" }
    guard let first = rest.first else { return nil }
    guard first == "\"" || first == "'" else {
      let word = rest.prefix { !isEnd($0) }
      rest = rest[word.endIndex...]
      let text = String(String.UnicodeScalarView(word))
      let end = text.unicodeScalars.reversed().prefix { $0 == " " || $0 == "\t" }.count
      let trimmed = String(String.UnicodeScalarView(text.unicodeScalars.dropLast(end)))
      return trimmed.isEmpty ? nil : trimmed
    }
    rest = rest.dropFirst()
    var word = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != first {
      if scalar == "\\", let next = rest.popFirst() {
        word.append(next)
      } else {
        word.append(scalar)
      }
    }
    return String(word)
  }
}

/// A table as CSV: fields with commas between them, text in quotation marks where it needs them.
///
/// Text is written as it is but for control characters, also where a spreadsheet may take it for a
/// formula, and a statistics package for a missing value: to change a name would be worse.
struct CSVText {
  /// A field.
  enum Field {
    case text(String)
    case integer(Int)
    /// A number with all its digits; nil is an empty field.
    case number(Double?)
  }

  /// What has been written.
  private(set) var text: String

  /// Begins a table.
  init(columns: [String]) {
    text = columns.joined(separator: ",") + "\n"
  }

  /// Adds a row.
  mutating func add(_ fields: [Field]) {
    text += fields.map(Self.written).joined(separator: ",") + "\n"
  }

  private static func written(_ field: Field) -> String {
    switch field {
    case .integer(let value): return String(value)
    case .number(let value): return value.map { "\($0)" } ?? ""
    case .text(let given):
      let text = given.withoutCommands
      guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
      return "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
  }
}

extension String {
  /// The text with U+FFFD for what commands a terminal when the file is printed there.
  fileprivate var withoutCommands: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return self }
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      let isCommand = scalar.properties.generalCategory == .control
      return isCommand && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

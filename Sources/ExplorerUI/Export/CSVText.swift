/// A table as CSV: fields with commas between them, text in quotation marks where it needs them.
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
    case .text(let text):
      guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
      return "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
  }
}

/// The kinds of file that a view can be saved as.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  /// A picture for documents and slides.
  case svg
  /// The characters alone.
  case text = "txt"
  /// The characters with the control sequences that colour them.
  case ansi
  /// The numbers behind the view.
  case csv

  /// The format for the end of a file name; nil for any other.
  public init?(path: String) {
    guard let suffix = path.split(separator: ".").last, path.contains(".") else { return nil }
    self.init(rawValue: suffix.lowercased())
  }

  /// The format in words.
  var name: String {
    switch self {
    case .svg: "SVG picture"
    case .text: "plain text"
    case .ansi: "coloured text"
    case .csv: "data as CSV"
    }
  }

  /// The key that chooses it.
  var key: Character {
    switch self {
    case .svg: "s"
    case .text: "t"
    case .ansi: "a"
    case .csv: "c"
    }
  }
}

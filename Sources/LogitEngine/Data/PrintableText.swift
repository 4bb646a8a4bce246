extension StringProtocol {
  /// The text on one line, without what a terminal might take for a command.
  var printable: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where !scalar.properties.isWhitespace: continue
      case .format: continue
      default: scalars.append(scalar)
      }
    }
    let words = String(scalars).split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ")
  }

  /// The lines, each printable, without empty ones at the end.
  var namesOnLines: [String] {
    var names = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(\.printable)
    while names.last == "" { names.removeLast() }
    return names
  }
}

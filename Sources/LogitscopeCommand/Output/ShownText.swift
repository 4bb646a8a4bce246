extension String {
  /// The text with a space in place of every character that ends lines or commands a terminal.
  var onOneLine: String {
    guard !utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return self }
    let refused: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { refused.contains($0.properties.generalCategory) ? " " : $0 }))
  }

  /// The path as it is, and in quotation marks if there would be nothing to see.
  var shown: String { isEmpty ? "''" : self }
}

extension String {
  /// The text with a space in place of every character that ends lines or commands a terminal.
  var onOneLine: String {
    guard !utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return self }
    let refused: Set<Unicode.GeneralCategory> = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          // Joiners make words and emoji of several letters.
          let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
          return !isJoiner && refused.contains(scalar.properties.generalCategory) ? " " : scalar
        }))
  }

  /// The path as it is, and in quotation marks if there would be nothing to see.
  var shown: String { isEmpty ? "''" : self }
}

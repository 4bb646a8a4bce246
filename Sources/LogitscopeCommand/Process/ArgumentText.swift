import Glibc

/// The words of the command line as the bytes that they are.
enum ArgumentText {
  /// Makes sure that every word is text, since Swift would silently take another for it.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  static func check() throws {
    for index in 0..<Int(CommandLine.argc) {
      guard let word = CommandLine.unsafeArgv[index] else { continue }
      try check(UnsafePointer(word), place: index)
    }
  }

  /// Makes sure that a word is text.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  static func check(_ word: UnsafePointer<CChar>, place: Int) throws {
    guard String(validatingCString: word) == nil else { return }
    throw CommandError.usage(
      "argument \(place), '\(String(cString: word))', is not UTF-8: its file cannot be named; "
        + "rename it, or give it another name with ln -s")
  }
}

/// Writes text files piece by piece.
public enum TextFile {
  /// Creates or replaces a file; it appears complete or not at all.
  ///
  /// - Parameter body: appends the text.
  /// - Throws: ``DataError``, or whatever `body` throws.
  public static func write(
    to path: String, _ body: (_ append: (String) throws -> Void) throws -> Void
  ) throws {
    try AtomicFile.write(to: path) { output in
      var bytes: [UInt8] = []
      func flush() throws {
        try bytes.withUnsafeBytes { try output.write($0) }
        bytes.removeAll(keepingCapacity: true)
      }
      try body { text in
        bytes.append(contentsOf: text.utf8)
        if bytes.count >= 1 << 16 { try flush() }
      }
      try flush()
    }
  }
}

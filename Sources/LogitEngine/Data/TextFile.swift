import Glibc

/// Reads text files whole and writes them piece by piece.
public enum TextFile {
  /// Reads a file of no more than so many bytes.
  ///
  /// - Throws: ``DataError``.
  public static func read(_ path: String, upTo limit: Int) throws -> [UInt8] {
    let file = try InputFile(path: path, upTo: limit)
    guard file.byteCount <= limit else { throw DataError.unreadable(path: path, code: EFBIG) }
    return try file.read(count: file.byteCount)
  }

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

extension FileKind {
  /// Refuses a file of a kind that is not read here, with the line that converts it.
  ///
  /// - Throws: ``DataError/malformed(path:_:)`` with a ``Malformation/clause(_:)``.
  @discardableResult
  static func refuseForeign(_ file: RandomAccessFile, as use: ForeignAdvice.Use) throws -> FileKind
  {
    let kind = try FileKind(file)
    if let clause = ForeignAdvice.clause(for: kind, path: file.path, use: use) {
      throw DataError.malformed(path: file.path, .clause(clause))
    }
    return kind
  }

  /// What to do with a file of this kind, as the rest of a sentence that begins with its path; nil for
  /// kinds that some reader here takes.
  func foreignAdvice(path: String, use: ForeignAdvice.Use) -> String? {
    ForeignAdvice.clause(for: self, path: path, use: use)
  }
}

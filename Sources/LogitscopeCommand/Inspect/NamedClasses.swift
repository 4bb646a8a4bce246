import LogitEngine

/// The names of classes, and the file that they are from.
struct NamedClasses: Sendable {
  /// The file.
  let path: String
  /// The names, that of class 0 first; empty for a class without one.
  let names: [String]
  private let assumptions: [String]

  /// Reads a file of names.
  ///
  /// - Throws: `DataError`.
  init(path: String) throws {
    let reading = try ClassNameFile.reading(path)
    self.path = path
    names = reading.names
    assumptions = reading.notes
  }

  /// The names for so many classes, and what is to be said of them; empty lines beyond the classes
  /// are no names.
  ///
  /// - Throws: `DataError` for another number of names.
  func fitted(to classCount: Int) throws -> (names: [String], notes: [String]) {
    guard let names = ClassNameFile.fitted(names, to: classCount) else {
      throw DataError.malformed(
        path: path, .wrongNameCountForLogits(found: names.count, expected: classCount))
    }
    return (names, assumptions + ClassNameFile.notes(on: names, of: path))
  }
}

/// Named arrays in NPY format, together in a ZIP archive.
struct NPZFile {
  /// The path, for messages.
  let path: String
  private let archive: ZipArchive
  /// The arrays by their names; where a name occurs twice, its last one, as NumPy reads it.
  private let members: [String: ZipArchive.Member]

  private static let suffix = ".npy"

  /// Reads the directory of a file.
  ///
  /// - Throws: ``DataError``.
  init(_ file: RandomAccessFile) throws {
    path = file.path
    archive = try ZipArchive(file)
    members = Dictionary(
      archive.members.filter { $0.name.hasSuffix(Self.suffix) }.map {
        (String($0.name.dropLast(Self.suffix.count)), $0)
      }, uniquingKeysWith: { $1 })
  }

  /// The names of the arrays, in order.
  var names: [String] { members.keys.sorted() }

  /// Finds an array by one of some names, upper or lower case.
  func find(_ wantedNames: [String]) -> String? {
    wantedNames.lazy.compactMap { wanted in
      names.first { $0 == wanted } ?? names.first { $0.lowercased() == wanted }
    }.first
  }

  /// Finds an array by one of some names or else, if it is the only such one, by its header.
  ///
  /// - Parameter wanted: the names in words, and what such an array is like.
  /// - Throws: ``DataError/missingArray(path:wanted:found:)``, or what is wrong with a header.
  func find(
    _ wantedNames: [String], orOnly fits: (NPYHeader, NPYElementType) -> Bool, wanted: String
  ) throws -> String {
    if let name = find(wantedNames) { return name }
    let fitting = try names.filter { name in
      let header = try NPYHeader(reading: open(name, verifies: false))
      return NPYElementType(description: header.elementDescription).map { fits(header, $0) }
        ?? false
    }
    guard fitting.count == 1 else {
      throw DataError.missingArray(path: path, wanted: wanted, found: names)
    }
    return fitting[0]
  }

  /// Opens an array.
  ///
  /// - Parameter verifies: as in ``ZipArchive/open(_:verifies:)``.
  func open(_ name: String, verifies: Bool = true) throws -> InputFile {
    guard let member = members[name] else {
      throw DataError.missingArray(path: path, wanted: name, found: names)
    }
    return InputFile(
      try archive.open(member, verifies: verifies), path: "\(path) (\(name))")
  }
}

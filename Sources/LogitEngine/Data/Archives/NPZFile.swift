/// Named arrays in NPY format, together in a ZIP archive.
///
/// Hidden members and those of `__MACOSX` folders, which only accompany others, are left out.
struct NPZFile: ArrayCollection {
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
      archive.members.filter { $0.name.hasSuffix(Self.suffix) && !$0.isHidden }.map {
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

  func header(of name: String) throws -> NPYHeader {
    try NPYHeader(reading: file(name))
  }

  func open(_ name: String) throws -> (header: NPYHeader, data: InputFile) {
    let file = try file(name)
    return (try NPYHeader(reading: file), file)
  }

  /// Opens the member that an array is in.
  ///
  /// - Throws: ``DataError``.
  func file(_ name: String) throws -> InputFile {
    guard let member = members[name] else {
      throw DataError.missingArray(path: path, wanted: name, found: names)
    }
    return InputFile(try archive.open(member), path: "\(path) (\(name))")
  }
}

extension ZipArchive.Member {
  /// Whether the member or a folder that it is in is one that people do not see.
  fileprivate var isHidden: Bool {
    name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }
}

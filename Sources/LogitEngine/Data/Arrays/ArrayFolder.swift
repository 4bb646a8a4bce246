/// The arrays of a folder: each NPY file, and each NPZ file that has but one array, by its name.
struct ArrayFolder: ArrayCollection {
  let path: String
  private let files: [String: String]

  /// Finds the arrays of a folder; nil if none of them can be inputs or labels by its name.
  init?(path: String) {
    var files: [String: String] = [:]
    for entry in FileSystem.entries(of: path).sorted() where !entry.hasPrefix(".") {
      let lowercased = entry.lowercased()
      guard lowercased.hasSuffix(".npy") || lowercased.hasSuffix(".npz") else { continue }
      files[FileSystem.stem(of: entry)] = FileSystem.join(path, entry)
    }
    guard files.keys.contains(where: { DatasetArrayName($0) != nil }) else { return nil }
    self.path = path
    self.files = files
  }

  var names: [String] { files.keys.sorted() }

  func header(of name: String) throws -> NPYHeader { try open(name).header }

  func open(_ name: String) throws -> (header: NPYHeader, data: InputFile) {
    guard let path = files[name] else {
      throw DataError.missingArray(path: self.path, wanted: name, found: names)
    }
    let file = try InputFile(path: path)
    guard try file.isZip() else { return (try NPYHeader(reading: file), file) }
    let archive = try NPZFile(file.withRandomAccess())
    guard archive.names.count == 1 else {
      throw DataError.malformed(
        path: path,
        .clause(
          "has \(archive.names.count) arrays, but beside others each file is one; name the file "
            + "itself to read it alone"))
    }
    return try archive.open(archive.names[0])
  }
}

import Glibc

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

  /// Finds the arrays that belong to a file of one array, which lie beside it: `kmnist-train-labels`
  /// and so on beside `kmnist-train-imgs`, `labels` beside `embeddings`.
  init(beside path: String) throws {
    let folder = FileSystem.folder(of: path)
    let stem = FileSystem.stem(of: path)
    let meaning = DatasetArrayName(stem)
    let all = ArrayFolder(path: folder)?.files ?? [:]
    self.path = path
    files = all.filter { name, _ in
      guard let other = DatasetArrayName(name) else { return false }
      return meaning.map { $0.otherWords == other.otherWords }
        ?? (other.role != .inputs && other.otherWords.isEmpty)
    }.merging(meaning == nil ? ["x": path] : [stem: path]) { $1 }
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

  func rows(of name: String) throws -> (file: RandomAccessFile, offset: Int)? {
    guard let path = files[name], path.lowercased().hasSuffix(".npy"),
      FileSystem.kind(of: path) == S_IFREG
    else { return nil }
    let file = try InputFile(path: path)
    _ = try NPYHeader(reading: file)
    return (try RandomAccessFile(path: path), file.position)
  }
}

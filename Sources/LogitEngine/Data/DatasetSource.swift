/// Where a dataset comes from, as a text names it.
public enum DatasetSource: Sendable {
  /// A dataset that the catalog knows.
  case entry(DatasetCatalog.Entry)
  /// A dataset made up by a specification, with the text that names it.
  case synthetic(String, SyntheticSpecification)
  /// A folder of files in MNIST's or CIFAR's format.
  case folder(String)
  /// An NPZ file.
  case archive(String)
  /// A table as text.
  case table(String)

  /// Finds what a text names: a dataset of the catalog, `synthetic:…`, or a path.
  ///
  /// - Throws: ``DataError``.
  public init(_ text: String) throws {
    if let entry = DatasetCatalog.entries.first(where: { $0.name == text }) {
      self = .entry(entry)
    } else if SyntheticSpecification.isNamed(by: text) {
      self = .synthetic(text, try SyntheticSpecification(text))
    } else if !FileSystem.exists(text) && !text.contains("/") {
      throw DataError.unknownDataset(name: text)
    } else if FileSystem.isFolder(text) {
      self = .folder(text)
    } else {
      self = try Self.file(text)
    }
  }

  /// Reads the dataset, or gets ready to make it up.
  ///
  /// - Parameter options: how to read a table.
  /// - Throws: ``DataError``.
  public func load(_ options: TableOptions = TableOptions()) throws -> Dataset {
    switch self {
    case .entry(let entry): try entry.load()
    case .synthetic(let text, let specification): Dataset(name: text, synthetic: specification)
    case .folder(let path):
      if let files = CIFARFiles(folder: path) {
        try Dataset(files)
      } else {
        try Dataset(folder: path)
      }
    case .archive(let path): try Dataset(NPZFile(RandomAccessFile(path: path)))
    case .table(let path): try Dataset(table: path, options)
    }
  }

  /// What a file is, by its first bytes: text of any suffix is tried as a table.
  private static func file(_ path: String) throws -> DatasetSource {
    let file = try InputFile(path: path)
    if try file.isZip() || path.lowercased().hasSuffix(".npz") { return .archive(path) }
    return .table(path)
  }
}

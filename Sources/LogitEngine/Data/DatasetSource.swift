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
  /// - Parameter labelColumn: where a table has its labels; nil to find out.
  /// - Throws: ``DataError``.
  public func load(labelColumn: TableLabelColumn? = nil) throws -> Dataset {
    switch self {
    case .entry(let entry): try entry.load()
    case .synthetic(let text, let specification): Dataset(name: text, synthetic: specification)
    case .folder(let path):
      if let files = CIFARFiles(folder: path) {
        try Dataset(files)
      } else if let arrays = ArrayFolder(path: path) {
        try Dataset(arrays)
      } else {
        try Dataset(folder: path)
      }
    case .archive(let path): try Dataset(NPZFile(RandomAccessFile(path: path)))
    case .table(let path): try Dataset(table: path, labelColumn: labelColumn)
    }
  }

  private static let tableSuffixes = [".csv", ".tsv", ".txt", ".data"]

  private static func file(_ path: String) throws -> DatasetSource {
    let lowercased = path.lowercased()
    if lowercased.hasSuffix(".npz") { return .archive(path) }
    if tableSuffixes.contains(where: lowercased.hasSuffix) { return .table(path) }
    if try InputFile(path: path).isZip() { return .archive(path) }
    throw DataError.unknownFile(path: path)
  }
}

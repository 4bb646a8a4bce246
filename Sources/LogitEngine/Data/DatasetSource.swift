/// Where a dataset comes from, as a text names it.
public enum DatasetSource: Sendable {
  /// A dataset that the catalog knows.
  case entry(DatasetCatalog.Entry)
  /// A dataset made up by a specification, with the text that names it.
  case synthetic(String, SyntheticSpecification)
  /// A folder with a dataset.
  case folder(String)
  /// IDX files, by the path of one of them or by the prefix of their names.
  case idx(String)
  /// An NPZ file, or an NPY file with others beside it.
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
    } else if !FileSystem.exists(text), IDXSet.named(text) != nil {
      self = .idx(text)
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
  /// - Parameters:
  ///   - options: how to read a table.
  ///   - pictures: what becomes of pictures in folders.
  /// - Throws: ``DataError``.
  public func load(
    _ options: TableOptions = TableOptions(), pictures: PictureOptions = PictureOptions()
  ) throws -> Dataset {
    switch self {
    case .entry(let entry): try entry.load()
    case .synthetic(let text, let specification): Dataset(name: text, synthetic: specification)
    case .folder(let path): try DatasetFolder(path: path).load(path, pictures: pictures)
    case .idx(let path): try Dataset(IDXSet(named: path))
    case .archive(let path): try Self.archive(path)
    case .table(let path): try Dataset(table: path, options)
    }
  }

  /// What a file is, by its first bytes: text of any suffix is tried as a table.
  private static func file(_ path: String) throws -> DatasetSource {
    let file = try InputFile(path: path)
    let lowercased = path.lowercased()
    if [".npz", ".npy"].contains(where: lowercased.hasSuffix) { return .archive(path) }
    if IDXArray.isIDX(path: path) { return .idx(path) }
    switch try FileKind.refuseForeign(file.withRandomAccess(), as: .dataset).format {
    case .npz, .npy, .safetensors: return .archive(path)
    default: return .table(path)
    }
  }

  private static func archive(_ path: String) throws -> Dataset {
    let file = try RandomAccessFile(path: path)
    return try FileKind(file).format == .safetensors
      ? Dataset(SafetensorsFile(file)) : Dataset(arrayFile: path)
  }
}

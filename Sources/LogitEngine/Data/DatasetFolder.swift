/// The datasets that a folder may hold, each found by the files it has.
enum DatasetFolder {
  /// CIFAR's binary files.
  case cifar(CIFARFiles)
  /// STL-10's binary files.
  case stl10(STL10Files)
  /// IDX files.
  case idx(IDXSet)
  /// NPY files, and NPZ files of one array.
  case arrays(ArrayFolder)
  /// Folders of pictures, named by their classes.
  case pictures(PictureFolder)

  /// Finds out what a folder holds.
  ///
  /// - Throws: ``DataError``, also where it holds nothing that is understood.
  init(path: String) throws {
    guard FileSystem.isFolder(path) else {
      throw DataError.unreadable(path: path, code: FileSystem.errorCode(of: path))
    }
    if let files = CIFARFiles(folder: path) {
      self = .cifar(files)
    } else if let files = STL10Files(folder: path) {
      self = .stl10(files)
    } else if let set = try IDXSet.only(below: path) {
      self = .idx(set)
    } else if let folder = ArrayFolder(path: path) {
      self = .arrays(folder)
    } else if let folder = try PictureFolder(path: path) {
      self = .pictures(folder)
    } else {
      throw Self.refusal(of: path)
    }
  }

  /// Reads the dataset.
  ///
  /// - Throws: ``DataError``.
  func load(_ path: String, pictures: PictureOptions) throws -> Dataset {
    switch self {
    case .pictures(let folder): return try Dataset(folder, options: pictures)
    case _ where pictures != PictureOptions():
      throw DataError.malformed(
        path: path,
        .clause(
          "holds its pictures in arrays, to which --image-size and --grayscale do not apply: leave "
            + "them out"))
    case .cifar(let files): return try Dataset(files)
    case .stl10(let files): return try Dataset(files)
    case .idx(let set): return try Dataset(set)
    case .arrays(let folder): return try Dataset(folder)
    }
  }

  private static let readableSuffixes = [".npz", ".csv", ".csv.gz", ".tsv", ".data"]

  /// Why a folder is no dataset, and what to do.
  private static func refusal(of path: String) -> DataError {
    let entries = FileSystem.entries(of: path).filter(PictureFiles.isShown).sorted()
    func refused(_ clause: String) -> DataError { .malformed(path: path, .clause(clause)) }
    if let version = pythonCIFAR(entries, in: path) {
      return refused(
        "holds the Python version of \(version.name), which is made of pickles; get the binary "
          + "version, \(version.archive)")
    }
    if let file = entries.first(where: { name in
      readableSuffixes.contains { name.lowercased().hasSuffix($0) }
    }) {
      return refused(
        "is a folder, and no dataset by itself: name a file of it, as in --dataset "
          + FileSystem.join(path, file))
    }
    let found =
      entries.isEmpty
      ? "it is empty"
      : "it has " + entries.prefix(4).joined(separator: ", ")
        + (entries.count > 4 ? ", …" : "")
    return refused(
      "holds no dataset that can be read, neither IDX files, nor those of CIFAR or STL-10, nor "
        + "arrays such as x_train.npy and y_train.npy, nor folders of PNG or JPEG pictures "
        + "(\(found)); 'logitscope datasets' lists what can be read")
  }

  private static func pythonCIFAR(
    _ entries: [String], in path: String
  ) -> (name: String, archive: String)? {
    let names = Set(entries)
    if names.contains("cifar-10-batches-py")
      || names.isSuperset(of: ["data_batch_1", "test_batch"])
    {
      return ("CIFAR-10", "cifar-10-binary.tar.gz")
    }
    if names.contains("cifar-100-python") || names.isSuperset(of: ["train", "test", "meta"]) {
      return ("CIFAR-100", "cifar-100-binary.tar.gz")
    }
    return nil
  }
}

extension Dataset {
  /// Makes a dataset from four IDX files.
  ///
  /// k is one more than the largest label of both sets, at least 2.
  ///
  /// - Throws: ``DataError``.
  public init(name: String, files: IDXFiles, classNames: [String]? = nil) throws {
    let training = try Examples(images: files.trainingImages, labels: files.trainingLabels)
    let test = try Examples(images: files.testImages, labels: files.testLabels)
    guard training.shape == test.shape else {
      throw DataError.shapeMismatch(
        path: files.trainingImages.path, shape: training.shape,
        otherPath: files.testImages.path, otherShape: test.shape)
    }
    let classCount = max(training.largestLabel, test.largestLabel, 1) + 1
    // Labels are allowed to leave out the last classes of a dataset whose names are known.
    var names = classNames ?? []
    while names.count < classCount { names.append("\(names.count)") }
    self.init(name: name, training: training, test: test, classNames: names)
  }

  /// Reads a folder of four IDX files and, if there is one, its `classes.txt`: a name a line.
  ///
  /// - Throws: ``DataError``.
  public init(folder: String) throws {
    let files = try IDXFiles(folder: folder)
    try self.init(name: FileSystem.name(of: FileSystem.resolved(folder)), files: files)
    guard let named = try Self.classNames(in: folder, expected: classCount) else { return }
    self.init(name: name, training: training, test: test, classNames: named)
  }

  private static func classNames(in folder: String, expected: Int) throws -> [String]? {
    let path = FileSystem.join(folder, "classes.txt")
    guard FileSystem.exists(path) else { return nil }
    let file = try InputFile(path: path)
    let text = String(decoding: try file.read(count: file.remaining), as: UTF8.self)
    let names = text.namesOnLines
    guard names.count == expected else {
      throw DataError.malformed(
        path: path, .wrongNameCount(found: names.count, expected: expected))
    }
    return names.enumerated().map { $1.isEmpty ? "\($0)" : $1 }
  }
}

extension Examples {
  fileprivate init(images: IDXFiles.File, labels: IDXFiles.File) throws {
    let pictures = try IDXArray(bytes: images.bytes, path: images.path, dimensions: 3)
    let classes = try IDXArray(bytes: labels.bytes, path: labels.path, dimensions: 1)
    guard pictures.shape[0] == classes.shape[0] else {
      throw DataError.countMismatch(
        path: images.path, count: pictures.shape[0], otherPath: labels.path,
        otherCount: classes.shape[0])
    }
    self.init(
      pixels: pictures.values, labels: classes.values.map(Int32.init),
      shape: ImageShape(height: pictures.shape[1], width: pictures.shape[2]))
  }

  fileprivate var largestLabel: Int { Int(labels.max() ?? 0) }
}

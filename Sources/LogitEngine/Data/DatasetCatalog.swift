/// The datasets that are known by name and found by themselves once they are installed.
public enum DatasetCatalog {
  /// A dataset known by name.
  public struct Entry: Hashable, Sendable {
    /// The name on the command line, for instance `fashion-mnist`.
    public let name: String
    /// The folder where it is looked for.
    public let folder: String
    /// The Debian package that installs it there; nil when there is none.
    public let package: String?
    /// The names of its classes.
    public let classNames: [String]

    /// Whether its files are there.
    public var isInstalled: Bool { found != nil }

    /// Its files, all four of them; nil when they are not there.
    private var found: IDXSet? {
      IDXSet.sets(in: folder).first { $0.isComplete && $0.testImages != nil }
    }

    /// How large it is, from the headers of its files.
    ///
    /// - Throws: ``DataError``.
    public func size() throws -> DatasetSize {
      guard let found, let trainingImages = found.trainingImages, let testImages = found.testImages
      else {
        throw DataError.notInstalled(self)
      }
      let training = try IDXArray.shape(path: trainingImages, dimensions: 3...3)
      let test = try IDXArray.shape(path: testImages, dimensions: 3...3)
      return DatasetSize(
        trainingCount: training[0], testCount: test[0], classCount: classNames.count,
        shape: ImageShape(height: training[1], width: training[2]))
    }

    /// Reads it.
    ///
    /// - Throws: ``DataError``.
    public func load() throws -> Dataset {
      guard let found else { throw DataError.notInstalled(self) }
      return try Dataset(name: name, files: IDXFiles(found), classNames: classNames)
    }
  }

  /// Every dataset known by name.
  public static let entries = [
    Entry(
      name: "fashion-mnist", folder: "/usr/share/datasets/fashion-mnist",
      package: "dataset-fashion-mnist",
      classNames: [
        "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
        "ankle boot",
      ]),
    Entry(
      name: "mnist", folder: "/usr/share/datasets/mnist", package: nil,
      classNames: (0...9).map(String.init)),
  ]

  /// Reads the dataset of that name or, when no dataset has it, what is at that path.
  ///
  /// - Throws: ``DataError``.
  public static func load(_ nameOrPath: String) throws -> Dataset {
    try DatasetSource(nameOrPath).load()
  }
}

/// How large a dataset is.
public struct DatasetSize: Hashable, Sendable {
  /// How many training examples there are.
  public var trainingCount: Int
  /// How many test examples there are.
  public var testCount: Int
  /// k, the number of classes.
  public var classCount: Int
  /// The shape of one picture.
  public var shape: ImageShape

  /// Creates a size.
  public init(trainingCount: Int, testCount: Int, classCount: Int, shape: ImageShape) {
    self.trainingCount = trainingCount
    self.testCount = testCount
    self.classCount = classCount
    self.shape = shape
  }
}

extension Dataset {
  /// How large the dataset is.
  public var size: DatasetSize {
    DatasetSize(
      trainingCount: training.count, testCount: test.count, classCount: classCount,
      shape: training.shape)
  }
}

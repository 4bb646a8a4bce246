/// The four files of an MNIST-like dataset, plain or gzipped, each with a name for messages.
public struct IDXFiles: Sendable {
  /// A file's contents and its path.
  public struct File: Sendable {
    /// The path, or whatever else tells people which file it is.
    public var path: String
    /// The contents.
    public var bytes: [UInt8]

    /// Creates a file from its contents.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }

    init(path: String) throws {
      let file = try InputFile(path: path)
      self.init(path: path, bytes: try file.read(count: file.remaining))
    }
  }

  /// The pictures to learn from (three dimensions).
  public var trainingImages: File
  /// The labels of the pictures to learn from (one dimension).
  public var trainingLabels: File
  /// The pictures to evaluate on (three dimensions).
  public var testImages: File
  /// The labels of the pictures to evaluate on (one dimension).
  public var testLabels: File

  /// Creates the four files.
  public init(trainingImages: File, trainingLabels: File, testImages: File, testLabels: File) {
    self.trainingImages = trainingImages
    self.trainingLabels = trainingLabels
    self.testImages = testImages
    self.testLabels = testLabels
  }

  /// Reads the four files of a folder under any of their usual names.
  ///
  /// - Throws: ``DataError``.
  public init(folder: String) throws {
    let paths = try IDXPaths(folder: folder)
    try self.init(
      trainingImages: File(path: paths.trainingImages),
      trainingLabels: File(path: paths.trainingLabels),
      testImages: File(path: paths.testImages), testLabels: File(path: paths.testLabels))
  }
}

/// Where the four files of an MNIST-like dataset are.
struct IDXPaths {
  let trainingImages: String
  let trainingLabels: String
  let testImages: String
  let testLabels: String

  /// Finds the files of a folder under any of their usual names.
  init(folder: String) throws {
    trainingImages = try Self.find("train-images", "idx3", in: folder)
    trainingLabels = try Self.find("train-labels", "idx1", in: folder)
    testImages = try Self.find("t10k-images", "idx3", in: folder)
    testLabels = try Self.find("t10k-labels", "idx1", in: folder)
  }

  private static func find(_ stem: String, _ kind: String, in folder: String) throws -> String {
    guard FileSystem.isFolder(folder) else {
      throw DataError.unreadable(path: folder, code: FileSystem.errorCode(of: folder))
    }
    let usualName = "\(stem)-\(kind)-ubyte"
    for name in [usualName, "\(stem).\(kind)-ubyte", "\(stem).\(kind)"] {
      for suffix in ["", ".gz"] {
        let path = FileSystem.join(folder, name + suffix)
        if FileSystem.exists(path) { return path }
      }
    }
    throw DataError.missingFile(folder: folder, name: usualName)
  }
}

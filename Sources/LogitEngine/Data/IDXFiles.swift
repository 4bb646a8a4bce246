/// The files of an MNIST-like dataset, plain or gzipped, each with a name for messages.
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

  /// Examples, and their labels.
  public struct Part: Sendable {
    /// Pictures (three dimensions, four with channels) or feature vectors (two).
    public var images: File
    /// Labels: one dimension, or two, of which a row's first number is the label.
    public var labels: File

    /// Creates a part of a dataset.
    public init(images: File, labels: File) {
      self.images = images
      self.labels = labels
    }
  }

  /// What to learn from.
  public var training: Part
  /// What to evaluate on; nil for a part of what is to learn from.
  public var test: Part?

  /// Creates the files.
  public init(training: Part, test: Part?) {
    self.training = training
    self.test = test
  }

  /// Reads the files of a set.
  ///
  /// - Throws: ``DataError``, also for a set that lacks one of them.
  init(_ set: IDXSet) throws {
    func missing(_ part: String, _ kind: String) -> DataError {
      let prefix = set.prefix.isEmpty ? "" : set.prefix + "-"
      return .missingFile(folder: set.folder, name: "\(prefix)\(part)-\(kind)-ubyte")
    }
    guard let images = set.trainingImages else { throw missing("train", "images-idx3") }
    guard let labels = set.trainingLabels else { throw missing("train", "labels-idx1") }
    var test: (images: String, labels: String)?
    switch (set.testImages, set.testLabels) {
    case (let images?, let labels?): test = (images, labels)
    case (nil, nil): break
    case (nil, _): throw missing("t10k", "images-idx3")
    case (_, nil): throw missing("t10k", "labels-idx1")
    }
    self.init(
      training: Part(images: try File(path: images), labels: try File(path: labels)),
      test: try test.map {
        Part(images: try File(path: $0.images), labels: try File(path: $0.labels))
      })
  }
}

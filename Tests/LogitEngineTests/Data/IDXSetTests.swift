import TestSupport
import Testing

@testable import LogitEngine

@Suite struct IDXSetTests {
  private let folder: TemporaryFolder
  private let images = FileBytes.idx(shape: [3, 2, 2], values: Array(0..<12))
  private let labels = FileBytes.idx(shape: [3], values: [0, 2, 1])
  private let testImages = FileBytes.idx(shape: [1, 2, 2], values: [9, 8, 7, 6])
  private let testLabels = FileBytes.idx(shape: [1], values: [1])

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(
    _ images: String, _ labels: String, _ testImages: String, _ testLabels: String
  ) throws {
    try folder.write(self.images, to: images)
    try folder.write(self.labels, to: labels)
    try folder.write(self.testImages, to: testImages)
    try folder.write(self.testLabels, to: testLabels)
  }

  private func ints(_ values: [Int32], shape: [Int]) -> [UInt8] {
    FileBytes.idx(
      type: 0x0C, shape: shape, bytes: values.flatMap { FileBytes.bytes(of: $0.bigEndian) })
  }

  private func floats(_ values: [Float], shape: [Int]) -> [UInt8] {
    FileBytes.idx(
      type: 0x0D, shape: shape,
      bytes: values.flatMap { FileBytes.bytes(of: $0.bitPattern.bigEndian) })
  }

  private func load(_ path: String? = nil) throws -> Dataset {
    try DatasetCatalog.load(path ?? folder.url.path)
  }

  @Test(arguments: [
    [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "test-images-idx3-ubyte",
      "test-labels-idx1-ubyte",
    ],
    [
      "emnist-letters-train-images-idx3-ubyte", "emnist-letters-train-labels-idx1-ubyte",
      "emnist-letters-test-images-idx3-ubyte", "emnist-letters-test-labels-idx1-ubyte",
    ],
    ["train-images.idx", "train-labels.idx", "test-images.idx", "test-labels.idx"],
    ["x_train.idx", "y_train.idx", "x_test.idx", "y_test.idx"],
    ["trainImages", "trainLabels", "testImages", "testLabels"],
    [
      "MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/train-labels-idx1-ubyte",
      "MNIST/raw/t10k-images-idx3-ubyte", "MNIST/raw/t10k-labels-idx1-ubyte",
    ],
    [
      "raw/train-images-idx3-ubyte", "raw/train-labels-idx1-ubyte", "raw/t10k-images-idx3-ubyte",
      "raw/t10k-labels-idx1-ubyte",
    ],
    // As an archive of every file unpacks, with folders named like the files.
    [
      "train-images-idx3-ubyte/train-images-idx3-ubyte", "train-labels.idx1-ubyte",
      "t10k-images.idx3-ubyte", "t10k-labels-idx1-ubyte/t10k-labels-idx1-ubyte",
    ],
  ]) func findsFilesByTheirNames(_ names: [String]) throws {
    try write(names[0], names[1], names[2], names[3])
    let dataset = try load()
    #expect(dataset.training.labels == [0, 2, 1])
    #expect(dataset.test.pixels == [9, 8, 7, 6])
    // One of the files stands for all of them.
    #expect(try load(folder.path(names[2])).training.pixels == Array(0..<12))
  }

  @Test func namesAFolderOfTorchvisionByTheDataset() throws {
    try write(
      "MNIST/raw/train-images-idx3-ubyte", "MNIST/raw/train-labels-idx1-ubyte",
      "MNIST/raw/t10k-images-idx3-ubyte", "MNIST/raw/t10k-labels-idx1-ubyte")
    #expect(try load().name == "MNIST")
    for name in ["x", "y"] {
      try folder.write(
        name == "x" ? images : labels,
        to: "KMNIST/raw/train-\(name == "x" ? "images" : "labels")-idx\(name == "x" ? 3 : 1)-ubyte")
    }
    let error = try #require(throws: DataError.self) { try load() }
    #expect("\(error)".contains("2 datasets, KMNIST, MNIST"))
    #expect(try load(folder.path("MNIST")).test.labels == [1])
  }

  @Test func asksWhichOfSeveralSets() throws {
    for name in ["emnist-letters", "emnist-digits"] {
      try write(
        "\(name)-train-images-idx3-ubyte", "\(name)-train-labels-idx1-ubyte",
        "\(name)-test-images-idx3-ubyte", "\(name)-test-labels-idx1-ubyte")
    }
    try folder.write(
      FileBytes.idx(shape: [3], values: [2, 2, 1]), to: "emnist-letters-train-labels-idx1-ubyte")
    let error = try #require(throws: DataError.self) { try load() }
    guard case .malformed(_, .clause(let clause)) = error else {
      return #expect(Bool(false), "\(error)")
    }
    #expect(clause.contains("2 datasets, emnist-digits, emnist-letters"))
    // What it proposes works.
    let proposal = try #require(clause.split(separator: " ").last)
    #expect(try load(String(proposal)).name == "emnist-digits")
    let letters = try load(folder.path("emnist-letters"))
    #expect(letters.name == "emnist-letters")
    #expect(letters.classNames == ["1", "2"])
    #expect(letters.training.labels == [1, 1, 0] && letters.test.labels == [0])
    #expect(letters.origin.notes.count { $0.contains("2 numbers that occur") } == 1)
  }

  @Test func namesLettersByTheirMapping() throws {
    let name = "emnist-letters"
    try write(
      "\(name)-train-images-idx3-ubyte", "\(name)-train-labels-idx1-ubyte",
      "\(name)-test-images-idx3-ubyte", "\(name)-test-labels-idx1-ubyte")
    try folder.write(Array("0 64 96\n1 65 97\n2 66 98\n3 67 99\n".utf8), to: "\(name)-mapping.txt")
    #expect(try load().classNames == ["@", "A", "B"])
  }

  @Test func takesTheFirstOfSeveralLabels() throws {
    let image = Array(repeating: UInt8(1), count: 16)
    try folder.write(
      FileBytes.idx(shape: [2, 2, 4], values: image), to: "qmnist-train-images-idx3-ubyte")
    try folder.write(
      ints([5, 0, 3000, 6, 1, 3001], shape: [2, 3]), to: "qmnist-train-labels-idx2-int")
    try folder.write(
      gzip(FileBytes.idx(shape: [2, 2, 4], values: image)), to: "qmnist-test-images-idx3-ubyte.gz")
    try folder.write(
      gzip(ints([6, 0, 2, 6, 1, 3], shape: [2, 3])), to: "qmnist-test-labels-idx2-int.gz")
    try folder.write(Array("digit\thsf\n".utf8), to: "qmnist-test-labels.tsv")
    let dataset = try load()
    #expect(dataset.classNames == ["5", "6"])
    #expect(dataset.training.labels == [0, 1] && dataset.test.labels == [1, 1])
    #expect(dataset.origin.notes.contains { $0.contains("rows of 3 numbers") })
  }

  @Test func takesOneHotLabels() throws {
    try folder.write(images, to: "train-images-idx3-ubyte")
    try folder.write(
      floats([0, 0, 1, 1, 0, 0, 0, 1, 0], shape: [3, 3]), to: "train-labels-idx2-float")
    let dataset = try load()
    #expect(Set(dataset.training.labels + dataset.test.labels) == [0, 1, 2])
    #expect(dataset.origin.notes.contains { $0.contains("one-hot") })
    #expect(dataset.origin.notes.contains { $0.contains("a fifth of the examples") })
  }

  @Test func takesWholeFloatsForBytes() throws {
    try folder.write(
      floats([0, 255, 3, 4, 5, 6, 7, 8], shape: [2, 2, 2]), to: "train-images-idx3-float")
    try folder.write(floats([1, 0], shape: [2]), to: "train-labels-idx1-float")
    try folder.write(
      floats([1, 2, 3, 4], shape: [1, 2, 2]), to: "test-images-idx3-float")
    try folder.write(floats([1], shape: [1]), to: "test-labels-idx1-float")
    let dataset = try load()
    #expect(dataset.training.pixels == [0, 255, 3, 4, 5, 6, 7, 8])
    #expect(dataset.test.pixels == [1, 2, 3, 4])
    #expect(
      dataset.origin.notes == [
        "the inputs are float32, but whole numbers from 0 to 255, taken as the bytes of "
          + "pictures"
      ])
    try folder.write(
      floats([0, 255, 3, 4, 5, 6, 7, 8.5], shape: [2, 2, 2]), to: "train-images-idx3-float")
    #expect(try load().training.values(of: 0) == [0, 255, 3, 4])
    try folder.write(
      floats([0, 255, 3, 4, 5, .nan, 7, 8.5], shape: [2, 2, 2]), to: "train-images-idx3-float")
    #expect(
      throws: DataError.malformed(
        path: folder.path("train-images-idx3-float"),
        .badFeature(example: 1, feature: 1, value: "nan"))
    ) { try load() }
  }

  @Test func takesFeaturesAndColors() throws {
    try folder.write(floats([0.5, 1, 2, 3], shape: [2, 2]), to: "train-images-idx2-float")
    try folder.write(FileBytes.idx(shape: [2], values: [0, 1]), to: "train-labels-idx1-ubyte")
    #expect(try load().training.shape == ImageShape(featureVectorOf: 2))
    // Two pictures of 4×2 pixels with three channels, the channels last.
    try folder.write(
      FileBytes.idx(shape: [2, 4, 2, 3], values: Array(0..<48)),
      to: "color/train-images-idx4-ubyte")
    try folder.write(
      FileBytes.idx(shape: [2], values: [0, 1]), to: "color/train-labels-idx1-ubyte")
    let dataset = try load(folder.path("color"))
    #expect(dataset.training.shape == ImageShape(height: 4, width: 2, channels: 3))
    let first: UInt8 = dataset.training.labels == [0] ? 0 : 24
    let reds: [UInt8] = (0..<8).map { first + 3 * $0 }
    #expect(Array(dataset.training.pixels.prefix(8)) == reds)
  }

  @Test func saysWhichFileIsMissing() throws {
    try folder.write(images, to: "kmnist-train-images-idx3-ubyte")
    #expect(
      throws: DataError.missingFile(
        folder: folder.url.path, name: "kmnist-train-labels-idx1-ubyte")
    ) { try load() }
    let nameless = try folder.write(images, to: "other.idx")
    let error = try #require(throws: DataError.self) { try load(nameless) }
    #expect("\(error)".contains("its name does not say of what"))
  }

  @Test func keepsNamesOfClassesThatOccur() throws {
    try write(
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte")
    try folder.write(FileBytes.idx(shape: [3], values: [1, 3, 3]), to: "train-labels-idx1-ubyte")
    try folder.write(Array("none\nape\nbee\ncat\n".utf8), to: "classes.txt")
    let dataset = try load()
    #expect(dataset.classNames == ["ape", "cat"])
    #expect(dataset.training.labels == [0, 1, 1])
    #expect(dataset.origin.notes.contains { $0.contains("2 do not occur") })
    try folder.write(Array("ape\ncat\n".utf8), to: "classes.txt")
    #expect(try load().classNames == ["ape", "cat"])
    let named = try dataset.named(["a", "b"], from: "names.txt")
    #expect(named.classNames == ["a", "b"])
    #expect(
      throws: DataError.malformed(path: "names.txt", .wrongNameCount(found: 3, expected: 2))
    ) { try dataset.named(["a", "b", "c"], from: "names.txt") }
  }
}

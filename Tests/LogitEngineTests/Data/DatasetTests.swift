import Assets
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct DatasetTests {
  private let images = FileBytes.idx(shape: [3, 2, 2], values: Array(0..<12))
  private let labels = FileBytes.idx(shape: [3], values: [0, 2, 1])
  private let testImages = FileBytes.idx(shape: [1, 2, 2], values: [9, 8, 7, 6])
  private let testLabels = FileBytes.idx(shape: [1], values: [3])

  private func folder(_ changes: [String: [UInt8]?] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var files: [String: [UInt8]?] = [
      "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels,
      "t10k-images-idx3-ubyte": testImages, "t10k-labels-idx1-ubyte": testLabels,
    ]
    files.merge(changes) { $1 }
    for (name, bytes) in files {
      if let bytes { try folder.write(bytes, to: name) }
    }
    return folder
  }

  @Test func readsAFolder() throws {
    let folder = try folder()
    let dataset = try Dataset(folder: folder.url.path)
    #expect(dataset.name == folder.url.lastPathComponent)
    #expect(dataset.training.pixels == Array(0..<12))
    #expect(dataset.training.labels == [0, 2, 1])
    #expect(dataset.test.pixels == [9, 8, 7, 6])
    #expect(dataset.test.labels == [3])
    #expect(dataset.training.shape == ImageShape(height: 2, width: 2))
    #expect(dataset.classNames == ["0", "1", "2", "3"])
  }

  @Test func readsOtherUsualNames() throws {
    let folder = try folder([
      "train-images-idx3-ubyte": nil, "train-images.idx3-ubyte": images,
      "train-labels-idx1-ubyte": nil, "train-labels-idx1-ubyte.gz": gzip(labels),
      "t10k-images-idx3-ubyte": nil, "t10k-images.idx3-ubyte.gz": gzip(testImages),
    ])
    #expect(try Dataset(folder: folder.url.path + "/").training.labels == [0, 2, 1])
  }

  @Test func readsClassNames() throws {
    let folder = try folder(["classes.txt": Array("ape\r\nbear  cub\n\nd\u{1b}[2Jog\n\n".utf8)])
    #expect(try Dataset(folder: folder.url.path).classNames == ["ape", "bear cub", "2", "d[2Jog"])
  }

  @Test func refusesAnotherNumberOfNames() throws {
    let folder = try folder(["classes.txt": Array("ape\nbear\n".utf8)])
    #expect(
      throws: DataError.malformed(
        path: folder.path("classes.txt"), .wrongNameCount(found: 2, expected: 4))
    ) { try Dataset(folder: folder.url.path) }
  }

  @Test func hasAtLeastTwoClasses() throws {
    let zeros = FileBytes.idx(shape: [3], values: [0, 0, 0])
    let folder = try folder([
      "train-labels-idx1-ubyte": zeros,
      "t10k-labels-idx1-ubyte": FileBytes.idx(shape: [1], values: [0]),
    ])
    #expect(try Dataset(folder: folder.url.path).classCount == 2)
  }

  @Test func namesAMissingFile() throws {
    let folder = try folder(["t10k-labels-idx1-ubyte": nil])
    #expect(
      throws: DataError.missingFile(folder: folder.url.path, name: "t10k-labels-idx1-ubyte")
    ) { try Dataset(folder: folder.url.path) }
  }

  @Test func namesAMissingFolder() throws {
    let path = try TemporaryFolder().path("gone")
    #expect(throws: DataError.unreadable(path: path, code: 2)) { try DatasetCatalog.load(path) }
    #expect(throws: DataError.unknownDataset(name: "gone")) { try DatasetCatalog.load("gone") }
  }

  @Test func comparesCounts() throws {
    let folder = try folder([
      "train-labels-idx1-ubyte": FileBytes.idx(shape: [2], values: [0, 1])
    ])
    #expect(
      throws: DataError.countMismatch(
        path: folder.path("train-images-idx3-ubyte"), count: 3,
        otherPath: folder.path("train-labels-idx1-ubyte"), otherCount: 2)
    ) { try Dataset(folder: folder.url.path) }
  }

  @Test func comparesShapes() throws {
    let folder = try folder([
      "t10k-images-idx3-ubyte": FileBytes.idx(shape: [1, 4, 1], values: [9, 8, 7, 6])
    ])
    #expect(
      throws: DataError.shapeMismatch(
        path: folder.path("train-images-idx3-ubyte"), shape: ImageShape(height: 2, width: 2),
        otherPath: folder.path("t10k-images-idx3-ubyte"),
        otherShape: ImageShape(height: 4, width: 1))
    ) { try Dataset(folder: folder.url.path) }
  }

  @Test func swappedFilesAreNoticed() throws {
    let folder = try folder(["train-labels-idx1-ubyte": images])
    #expect(
      throws: DataError.malformed(
        path: folder.path("train-labels-idx1-ubyte"),
        .wrongFormat(expected: .idx(dimensions: 1), firstBytes: [0, 0, 8, 3]))
    ) { try Dataset(folder: folder.url.path) }
  }

  @Test func embeddedDigitsAreWhole() throws {
    let file = { IDXFiles.File(path: "embedded", bytes: $0) }
    let dataset = try Dataset(
      name: "digits",
      files: IDXFiles(
        training: IDXFiles.Part(
          images: file(EmbeddedDigits.trainingImages), labels: file(EmbeddedDigits.trainingLabels)),
        test: IDXFiles.Part(
          images: file(EmbeddedDigits.testImages), labels: file(EmbeddedDigits.testLabels))))
    #expect(
      dataset.size
        == DatasetSize(
          trainingCount: 1297, testCount: 500, classCount: 10,
          shape: ImageShape(height: 8, width: 8)))
    #expect(Set(dataset.training.labels) == Set(0...9))
    #expect(dataset.training.pixels.max() == 255)
  }

  @Test(.enabled(if: DatasetCatalog.entries[0].isInstalled))
  func fashionMNISTIsFoundByItself() throws {
    let dataset = try DatasetCatalog.load("fashion-mnist")
    #expect(dataset.name == "fashion-mnist")
    #expect(dataset.training.count == 60_000)
    #expect(dataset.test.count == 10_000)
    #expect(dataset.training.shape == ImageShape(height: 28, width: 28))
    #expect(dataset.classNames.count == 10)
    #expect(dataset.classNames[6] == "shirt")
    // The first training picture is an ankle boot.
    #expect(dataset.training.labels[0] == 9)
    #expect(try DatasetCatalog.entries[0].size() == dataset.size)
  }

  @Test func catalogTellsWhatIsMissing() throws {
    let folder = try folder()
    let missing = DatasetCatalog.Entry(
      name: "things", folder: folder.path("gone"), package: "dataset-things", classNames: [])
    #expect(!missing.isInstalled)
    #expect(throws: DataError.notInstalled(missing)) { try missing.load() }
    #expect(throws: DataError.notInstalled(missing)) { try missing.size() }
    let present = DatasetCatalog.Entry(
      name: "things", folder: folder.url.path, package: nil, classNames: ["a", "b", "c", "d"])
    #expect(present.isInstalled)
    #expect(try present.load().size == present.size())
    #expect(try present.load().classNames == ["a", "b", "c", "d"])
  }
}

import TestSupport
import Testing

@testable import LogitEngine

@Suite struct STL10Tests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A picture whose red values are its columns, green its rows, and blue a number of its own.
  private func picture(_ number: UInt8) -> [UInt8] {
    let columns = (0..<96 * 96).map { UInt8($0 / 96) }
    let rows = (0..<96 * 96).map { UInt8($0 % 96) }
    return columns + rows + [UInt8](repeating: number, count: 96 * 96)
  }

  private func write(to prefix: String = "") throws {
    try folder.write(picture(1) + picture(2), to: prefix + "train_X.bin")
    try folder.write([10, 1], to: prefix + "train_y.bin")
    try folder.write(picture(3), to: prefix + "test_X.bin")
    try folder.write([2], to: prefix + "test_y.bin")
  }

  @Test(arguments: ["", "stl10_binary/"]) func turnsColumnsIntoRows(_ prefix: String) throws {
    try write(to: prefix)
    try folder.write([0], to: prefix + "unlabeled_X.bin")
    let names = [
      "airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck",
    ]
    try folder.write(Array(names.joined(separator: "\n").utf8), to: prefix + "class_names.txt")
    let dataset = try DatasetCatalog.load(folder.url.path)
    #expect(dataset.name == "stl-10")
    #expect(dataset.classNames == names)
    #expect(dataset.training.labels == [9, 0] && dataset.test.labels == [1])
    #expect(dataset.training.shape == ImageShape(height: 96, width: 96, channels: 3))
    let pixels = dataset.training.pixels
    for (row, column) in [(0, 0), (0, 95), (95, 0), (17, 40)] {
      let place = row * 96 + column
      #expect(pixels[place] == column)
      #expect(pixels[96 * 96 + place] == row)
      #expect(pixels[2 * 96 * 96 + place] == 1)
    }
    #expect(dataset.origin.notes == ["unlabeled_X.bin has no labels and is left out"])
  }

  @Test func namesWhatIsMissingOrWrong() throws {
    try write()
    let path = folder.url.path
    func expect(_ words: String) throws {
      let error = try #require(throws: DataError.self) { try DatasetCatalog.load(path) }
      #expect("\(error)".contains(words), "\(error)")
    }
    try folder.write([10, 11], to: "train_y.bin")
    try expect("has the label 11 at example 1")
    try folder.write([10], to: "train_y.bin")
    #expect(
      throws: DataError.countMismatch(
        path: folder.path("train_X.bin"), count: 2, otherPath: folder.path("train_y.bin"),
        otherCount: 1)
    ) { try DatasetCatalog.load(path) }
    try folder.write([1, 2, 3], to: "train_X.bin")
    try expect("its 3 bytes are no multiple of 27648")
  }
}

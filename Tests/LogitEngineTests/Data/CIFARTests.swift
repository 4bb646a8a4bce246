import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct CIFARTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Records with recognisable pixels: red 10 + label, green 20 + label, blue 30 + label.
  private func records(_ labels: [UInt8], coarse: UInt8? = nil) -> [UInt8] {
    labels.flatMap { label in
      (coarse.map { [$0] } ?? []) + [label]
        + [10, 20, 30].flatMap { [UInt8](repeating: $0 + label, count: 1024) }
    }
  }

  private func writeTen() throws {
    try folder.write(records([1, 2]), to: "data_batch_1.bin")
    try folder.write(records([3]), to: "data_batch_2.bin")
    try folder.write(records([9]), to: "test_batch.bin")
  }

  @Test func readsTheBatchesInOrder() throws {
    try writeTen()
    let dataset = try DatasetCatalog.load(folder.url.path)
    #expect(dataset.name == "cifar-10")
    #expect(dataset.training.labels == [1, 2, 3])
    #expect(dataset.test.labels == [9])
    #expect(dataset.training.shape == ImageShape(height: 32, width: 32, channels: 3))
    #expect(dataset.classNames == (0..<10).map(String.init))
    let third = dataset.training.pixels.suffix(3072)
    #expect(third.first == 13 && third.last == 33)
    #expect((dataset.training.values(of: 2)[1024] * 255).rounded() == 23)
  }

  @Test func readsNamesAndTheArchivesOwnFolder() throws {
    let inner = folder.url.appendingPathComponent("cifar-10-batches-bin")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let names = ["airplane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
    for (name, bytes) in [
      ("data_batch_1.bin", records([0])), ("test_batch.bin", records([1])),
      ("batches.meta.txt", Array((names.joined(separator: "\n") + "\n\n").utf8)),
    ] { try folder.write(bytes, to: "cifar-10-batches-bin/" + name) }
    #expect(try DatasetCatalog.load(folder.url.path).classNames == names)
    try folder.write(Array("one\ntwo\n".utf8), to: "cifar-10-batches-bin/batches.meta.txt")
    #expect(
      throws: DataError.malformed(
        path: inner.appendingPathComponent("batches.meta.txt").path,
        .wrongNameCount(found: 2, expected: 10))
    ) { try DatasetCatalog.load(folder.url.path) }
  }

  @Test func takesTheFineLabelsOfAHundred() throws {
    try folder.write(records([99, 4], coarse: 200), to: "train.bin")
    try folder.write(records([7], coarse: 0), to: "test.bin")
    let dataset = try DatasetCatalog.load(folder.url.path)
    #expect(dataset.name == "cifar-100")
    #expect(dataset.training.labels == [99, 4])
    #expect((dataset.training.values(of: 1)[0] * 255).rounded() == 14)
    #expect(dataset.classCount == 100)
  }

  @Test func namesWhatIsMissingOrWrong() throws {
    try writeTen()
    let path = folder.url.path
    try folder.write(records([1]) + [0], to: "data_batch_2.bin")
    #expect(
      throws: DataError.malformed(
        path: folder.path("data_batch_2.bin"),
        .partialRecord(byteCount: 3074, recordSize: 3073))
    ) { try DatasetCatalog.load(path) }
    try folder.write(records([1, 10]), to: "data_batch_2.bin")
    #expect(
      throws: DataError.malformed(
        path: folder.path("data_batch_2.bin"),
        .badLabel(example: 1, value: "10", classCount: 10))
    ) { try DatasetCatalog.load(path) }
    try folder.write([], to: "data_batch_2.bin")
    #expect(throws: DataError.malformed(path: folder.path("data_batch_2.bin"), .empty)) {
      try DatasetCatalog.load(path)
    }
    try FileManager.default.removeItem(atPath: folder.path("data_batch_2.bin"))
    try folder.write(records([1]), to: "data_batch_3.bin")
    #expect(throws: DataError.missingBatch(folder: path, name: "data_batch_2.bin")) {
      try DatasetCatalog.load(path)
    }
    try FileManager.default.removeItem(atPath: folder.path("data_batch_3.bin"))
    try FileManager.default.removeItem(atPath: folder.path("test_batch.bin"))
    #expect(throws: DataError.missingBatch(folder: path, name: "test_batch.bin")) {
      try DatasetCatalog.load(path)
    }
  }

  @Test func survivesDamage() throws {
    var generator = SeededGenerator(seed: 3)
    let whole = records([1, 2, 3])
    try folder.write(records([1]), to: "test_batch.bin")
    for _ in 0..<100 {
      try folder.write(damaged(whole, using: &generator), to: "data_batch_1.bin")
      do {
        let dataset = try DatasetCatalog.load(folder.url.path)
        #expect(dataset.training.labels.allSatisfy { (0..<10).contains($0) })
      } catch is DataError {}
    }
  }
}

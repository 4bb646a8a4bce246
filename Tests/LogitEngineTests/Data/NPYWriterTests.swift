import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct NPYWriterTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [[6], [2, 3], [1, 6], [3, 1, 2]]) func writesWhatItReads(_ shape: [Int]) throws {
    let values: [Float] = [1.5, -2, .infinity, 0, -0.0, .leastNonzeroMagnitude]
    let path = folder.path("a.npy")
    try NPYWriter.write(values, shape: shape, to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect((bytes.count - 24) % 64 == 0)
    let array = try NPYArray(
      InputFile(path: path), dimensions: shape.count, of: .floatingPoint)
    #expect(array.shape == shape)
    #expect(try array.floats().map(\.bitPattern) == values.map(\.bitPattern))
    #expect(try folder.contents() == ["a.npy"])
  }

  @Test func replacesAFileWhole() throws {
    let path = try folder.write([1, 2, 3], to: "a.npy")
    try NPYWriter.write([4], shape: [1], to: path)
    let array = try NPYArray(InputFile(path: path), dimensions: 1, of: .floatingPoint)
    #expect(try array.floats() == [4])
  }

  @Test func writesThroughALink() throws {
    let path = try folder.write([1, 2, 3], to: "a.npy")
    let link = folder.path("link.npy")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try NPYWriter.write([4], shape: [1], to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    let array = try NPYArray(InputFile(path: path), dimensions: 1, of: .floatingPoint)
    #expect(try array.floats() == [4])
  }

  @Test func writesThroughALinkToNothing() throws {
    let link = folder.path("link.npy")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.npy")
    try NPYWriter.write([4], shape: [1], to: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "a.npy")
    #expect(try folder.contents() == ["a.npy", "link.npy"])
    let lost = folder.path("lost.npy")
    try FileManager.default.createSymbolicLink(atPath: lost, withDestinationPath: "gone/a.npy")
    #expect(throws: DataError.unwritable(path: lost, code: ENOENT)) {
      try NPYWriter.write([4], shape: [1], to: lost)
    }
  }

  @Test func refusesLinksInACircle() throws {
    let (link, other) = (folder.path("link.npy"), folder.path("other.npy"))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "other.npy")
    try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: "link.npy")
    #expect(throws: DataError.unwritable(path: link, code: ELOOP)) {
      try NPYWriter.write([4], shape: [1], to: link)
    }
    #expect(throws: DataError.unwritable(path: link, code: ELOOP)) { try AtomicFile.check(link) }
    #expect(try folder.contents() == ["link.npy", "other.npy"])
  }

  @Test func leavesNothingBehindWhenItFails() throws {
    let missing = folder.path("gone/a.npy")
    #expect(throws: DataError.unwritable(path: missing, code: ENOENT)) {
      try NPYWriter.write([4], shape: [1], to: missing)
    }
    #expect(throws: DataError.unwritable(path: folder.url.path, code: EISDIR)) {
      try NPYWriter.write([4], shape: [1], to: folder.url.path)
    }
    #expect(throws: DataError.unwritable(path: "/dev/full", code: ENOSPC)) {
      try NPYWriter.write([4], shape: [1], to: "/dev/full")
    }
    let path = try folder.write([1, 2, 3], to: "a.npy")
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try AtomicFile.write(to: path) { output in
        try [UInt8](repeating: 9, count: 100).withUnsafeBytes { try output.write($0) }
        throw Failure()
      }
    }
    #expect(try folder.contents() == ["a.npy"])
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) == [1, 2, 3])
  }
}

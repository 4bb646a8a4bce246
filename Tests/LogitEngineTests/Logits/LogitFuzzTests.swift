import TestSupport
import Testing

@testable import LogitEngine

/// Damaged files end in an error, never in a trap, whatever they claim.
@Suite struct LogitFuzzTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let logits = FileBytes.npy([1, 2, 3, 4, 5, 6], shape: [2, 3])
  private static let labels = FileBytes.npy([2, 0] as [Int64])
  private static let text = FileBytes.npy(
    "<U2", shape: [2],
    payload: [98, 0, 97, 0].flatMap { FileBytes.bytes(of: UInt32($0)) })
  private static let columns = FileBytes.npy(
    "|b1", shape: [2, 3], payload: [1, 0, 1, 0, 0, 1])

  private func check(_ logits: [UInt8], _ labels: [UInt8]) throws {
    let outside = OutsideLabels()
    do {
      let file = InputFile(bytes: labels, path: "y")
      let header = try NPYHeader(reading: file)
      let content = try LabelContent(header: header, data: file)
      var reading = try LogitContent(
        InputFile(bytes: logits, path: "z"),
        outside: OutsideLabels(given: content), options: LogitReadingOptions())
      reading.labels = content
      let shape = try LogitShape(reading.shape, "z", content.shape, "y")
      let reader = LabelReader(
        content, classCount: shape.classCount, classNames: nil, options: LogitReadingOptions())
      let result = shape.hasLabelPerClass ? try reader.onePerClass() : try reader.oneEach()
      #expect(result.truth.exampleCount + result.ignoredCount == shape.exampleCount)
    } catch is DataError {}
    do {
      _ = try LogitContent(
        InputFile(bytes: logits, path: "z"), outside: outside, options: LogitReadingOptions())
    } catch is DataError {}
  }

  @Test func survivesTruncationAnywhere() throws {
    for labels in [Self.labels, Self.text, Self.columns] {
      for length in 0..<labels.count {
        #expect(throws: DataError.self) {
          let file = InputFile(bytes: Array(labels[..<length]), path: "y")
          _ = try LabelContent(header: NPYHeader(reading: file), data: file)
        }
      }
    }
    let archive = ZipBytes([
      ZipBytes.Member("logits.npy", Self.logits, deflated: deflated(Self.logits)),
      ZipBytes.Member("labels.npy", Self.labels),
    ]).bytes
    for length in 0..<archive.count {
      #expect(throws: DataError.self) {
        _ = try LogitContent(
          InputFile(bytes: Array(archive[..<length]), path: "z"), outside: OutsideLabels(),
          options: LogitReadingOptions())
      }
    }
  }

  @Test func survivesMutationsOfArrays() throws {
    var generator = SeededGenerator(seed: 31)
    for labels in [Self.labels, Self.text, Self.columns] {
      for _ in 0..<3500 {
        let isOfLabels = Bool.random(using: &generator)
        try check(
          isOfLabels ? Self.logits : damaged(Self.logits, using: &generator),
          isOfLabels ? damaged(labels, using: &generator) : labels)
      }
    }
  }

  @Test func survivesMutationsOfArchives() throws {
    var generator = SeededGenerator(seed: 32)
    let archive = ZipBytes([
      ZipBytes.Member("logits.npy", Self.logits, deflated: deflated(Self.logits)),
      ZipBytes.Member("labels.npy", Self.labels, deflated: deflated(Self.labels)),
      ZipBytes.Member("classes.npy", Self.text),
    ]).bytes
    for _ in 0..<10_000 {
      let bytes = damaged(archive, using: &generator)
      do {
        let content = try LogitContent(
          InputFile(bytes: bytes, path: "z"), outside: OutsideLabels(),
          options: LogitReadingOptions())
        #expect(content.shape.reduce(1, *) == 6)
      } catch is DataError {}
    }
  }

  @Test func believesNoClaimOfMuch() {
    // Much more than the file could hold, of every size of element.
    for description in ["<f4", "<f8", "|b1", "<U1000000", "|S2147483647", "<i2"] {
      for shape in [[1 << 40], [1 << 31, 1 << 31], [1 << 62, 4], [1 << 20, 3]] {
        #expect(throws: DataError.self) {
          let file = InputFile(
            bytes: FileBytes.npy(description, shape: shape, payload: [0, 0, 0, 0]), path: "y")
          _ = try LabelContent(header: NPYHeader(reading: file), data: file)
        }
      }
    }
    var member = ZipBytes.Member("logits.npy", Self.logits, deflated: deflated(Self.logits))
    for size in [1 << 20, 1 << 40, UInt64(Int.max), .max] as [UInt64] {
      member.claimedSize = size
      #expect(throws: DataError.self) {
        _ = try LogitContent(
          InputFile(bytes: ZipBytes([member], isWide: true).bytes, path: "z"),
          outside: OutsideLabels(), options: LogitReadingOptions())
      }
    }
  }
}

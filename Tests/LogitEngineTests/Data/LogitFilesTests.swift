import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct LogitFilesTests {
  private let folder: TemporaryFolder
  private let logits: String

  init() throws {
    folder = try TemporaryFolder()
    logits = try folder.write(FileBytes.npy([1, 2, 3, 4, 5, 6], shape: [2, 3]), to: "z.npy")
  }

  @Test func readsLogitsAndLabels() throws {
    let labels = try folder.write(FileBytes.npy([2, 0] as [Int64]), to: "y.npy")
    let snapshot = try LogitFiles.readOne(logits: logits, labels: labels)
    #expect(snapshot.logits == [1, 2, 3, 4, 5, 6])
    #expect(snapshot.labels == [2, 0])
    #expect(snapshot.classCount == 3)
  }

  @Test func readsPipes() throws {
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let bytes = FileBytes.npy((0..<100_000).map { Float($0) }, shape: [50_000, 2])
    let writer = Thread {
      FileHandle(forWritingAtPath: pipe)?.write(Data(bytes))
    }
    writer.start()
    let zeros = FileBytes.npy("|u1", shape: [50_000], payload: .init(repeating: 0, count: 50_000))
    let labels = try folder.write(zeros, to: "y.npy")
    let snapshot = try LogitFiles.readOne(logits: pipe, labels: labels)
    #expect(snapshot.logits == (0..<100_000).map { Float($0) })
  }

  @Test func comparesCounts() throws {
    let labels = try folder.write(FileBytes.npy([2, 0, 1, 1] as [Int64]), to: "y.npy")
    #expect(
      throws: DataError.countMismatch(path: logits, count: 2, otherPath: labels, otherCount: 4)
    ) { try LogitFiles.readOne(logits: logits, labels: labels) }
  }

  @Test func readsOneLogitAnExample() throws {
    let single = try folder.write(FileBytes.npy([1, 2], shape: [2, 1]), to: "z1.npy")
    let labels = try folder.write(FileBytes.npy([0, 1] as [Int64]), to: "y.npy")
    let snapshot = try LogitFiles.readOne(logits: single, labels: labels)
    #expect(snapshot.classCount == 1 && snapshot.labels == [Truth.outsider, 0])
  }

  @Test func namesAMissingFile() {
    let path = folder.path("gone.npy")
    #expect(throws: DataError.unreadable(path: path, code: ENOENT)) {
      try LogitFiles.readOne(logits: path, labels: path)
    }
    #expect(throws: DataError.unreadable(path: folder.url.path, code: EISDIR)) {
      try LogitFiles.readOne(logits: folder.url.path, labels: path)
    }
  }

  @Test func readsNoise() throws {
    let path = try folder.write(
      FileBytes.npy([0, 1, 2, 2] as [Int64], shape: [2, 2]), to: "n.npy")
    #expect(
      try LogitFiles.noise(path: path, exampleCount: 2, classCount: 3) == [0, 1, 2, 2])
    #expect(
      throws: DataError.malformed(
        path: path, .classOutOfRange(position: [1, 0], value: "2", classCount: 2))
    ) { try LogitFiles.noise(path: path, exampleCount: 2, classCount: 2) }
    #expect(
      throws: DataError.malformed(path: path, .wrongShape(shape: [2, 2], wanted: [4, nil]))
    ) { try LogitFiles.noise(path: path, exampleCount: 4, classCount: 3) }
  }

  @Test func readsADistribution() throws {
    func read(_ values: [Double], classCount: Int = 2) throws -> [Double] {
      let path = try folder.write(FileBytes.npy(values), to: "q.npy")
      return try LogitFiles.distribution(path: path, classCount: classCount)
    }
    let path = folder.path("q.npy")
    #expect(try read([0.25, 0.75]) == [0.25, 0.75])
    let scaled = try read([0.2501, 0.7501])
    #expect(abs(scaled[0] + scaled[1] - 1) < 1e-15)
    #expect(throws: DataError.malformed(path: path, .badProbabilitySum(1.5))) {
      try read([0.75, 0.75])
    }
    #expect(throws: DataError.malformed(path: path, .badProbability(position: 1, value: 0))) {
      try read([1, 0])
    }
    #expect(
      throws: DataError.malformed(path: path, .badProbability(position: 0, value: .infinity))
    ) { try read([.infinity, 0.5]) }
    #expect(throws: DataError.malformed(path: path, .wrongShape(shape: [2], wanted: [3]))) {
      try read([0.25, 0.75], classCount: 3)
    }
  }

  @Test func findsWhatIsNotFinite() {
    let snapshot = LogitSnapshot(
      logits: [1, 2, .infinity, 4, .nan, -.infinity, 7, .nan, 9], labels: [0, 1, 2], classCount: 3)
    let census = NonFiniteLogits(snapshot)
    #expect(census.nanCount == 2)
    #expect(census.infinityCount == 2)
    #expect(census.firstNaN == .init(row: 1, classIndex: 1))
    #expect(census.firstInfinity == .init(row: 0, classIndex: 2))
    let finite = NonFiniteLogits(
      LogitSnapshot(logits: [.greatestFiniteMagnitude, -1e38], labels: [0], classCount: 2))
    #expect(finite.nanCount == 0 && finite.infinityCount == 0 && finite.firstNaN == nil)
  }
}

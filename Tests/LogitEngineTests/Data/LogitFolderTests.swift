import Glibc
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct LogitFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func reader(patience: Duration = .seconds(60)) throws -> LogitFolderReader {
    LogitFolderReader(try LogitFolder(path: folder.path("")), patience: patience, refresh: .zero)
  }

  private func logits(_ first: Float) -> [UInt8] {
    FileBytes.npy([first, 2, 3, 4, 5, 6], shape: [2, 3])
  }

  private func writeLabels() throws {
    try folder.write(FileBytes.npy([0, 2] as [Int64]), to: "labels.npy")
  }

  @Test(
    arguments: [
      ("z-000120.npy", 120), ("step_7.npz", 7), ("epoch3-step1200-rank0.npz", 1200),
      ("epoch03_loss0.25.npy", 25), ("2024-logits-9.npy", 9), ("logits.npy", nil),
      ("Step=12_v2.npz", 12), ("z99999999999999999999.npy", nil), ("z5000000000000.npy", nil),
      ("", nil),
    ] as [(String, Int?)])
  func findsTheStepInAName(_ name: String, _ step: Int?) {
    #expect(LogitFile.step(inName: name) == step)
  }

  @Test func readsFilesInTheOrderOfTheirSteps() throws {
    try writeLabels()
    for step in [10, 9, 100] { try folder.write(logits(Float(step)), to: "z\(step).npy") }
    try folder.write([1, 2, 3], to: "notes3.txt")
    try folder.write(logits(7), to: ".z7.npy")
    try folder.write(logits(0), to: "z.npy")
    var reader = try reader()
    let news = reader.look()
    #expect(news.readings.map(\.file.step) == [9, 10, 100])
    #expect(news.readings.map(\.reading.moments[0].snapshot.logits[0]) == [9, 10, 100])
    #expect(news.readings[0].reading.moments[0].snapshot.labels == [0, 2])
    #expect(reader.look().readings.isEmpty)
    try folder.write(logits(50), to: "z50.npy")
    #expect(reader.look().readings.map(\.file.step) == [50])
  }

  @Test func readsNoMoreThanItMayAtOnce() throws {
    try writeLabels()
    for step in 0..<5 { try folder.write(logits(Float(step)), to: "z\(step).npy") }
    var reader = try reader()
    var steps: [[Int]] = []
    var isIncomplete = true
    while isIncomplete {
      let news = reader.look(limit: 2)
      steps.append(news.readings.map(\.file.step))
      isIncomplete = news.isIncomplete
    }
    #expect(steps == [[0, 1], [2, 3], [4]])
  }

  @Test func waitsForAHalfWrittenFileAtEveryLength() throws {
    try writeLabels()
    let whole = logits(1)
    var reader = try reader()
    for length in stride(from: 0, to: whole.count, by: 7) {
      try folder.write(Array(whole[..<length]), to: "z1.npy")
      let news = reader.look()
      #expect(news.readings.isEmpty && news.complaints.isEmpty, "\(length)")
    }
    try folder.write(whole, to: "z1.npy")
    #expect(reader.look().readings.count == 1)
  }

  @Test func complainsOnceOfWhatStaysUnreadable() throws {
    try writeLabels()
    try folder.write([1, 2, 3], to: "z1.npy")
    var reader = try reader(patience: .zero)
    #expect(reader.look().complaints.isEmpty)
    let complaints = reader.look().complaints
    #expect(complaints.map(\.file.step) == [1] && complaints[0].error is DataError)
    #expect(reader.look().complaints.isEmpty)
    try folder.write(logits(1), to: "z1.npy")
    #expect(reader.look().readings.count == 1)
  }

  @Test func waitsForLabels() throws {
    try folder.write(logits(1), to: "z1.npy")
    var reader = try reader()
    #expect(reader.look().readings.isEmpty)
    try writeLabels()
    #expect(reader.look().readings.count == 1)
  }

  @Test func readsAFileAgainThatHasChanged() throws {
    try writeLabels()
    try folder.write(logits(1), to: "z1.npy")
    var reader = try reader()
    #expect(reader.look().readings.count == 1)
    // Another size, since a clock may not tell the two moments apart.
    let doubles = [8, 2, 3, 4, 5, 6].flatMap { FileBytes.bytes(of: Double($0)) }
    try folder.write(FileBytes.npy("<f8", shape: [2, 3], payload: doubles), to: "z1.npy")
    let news = reader.look()
    #expect(news.readings.map(\.reading.moments[0].snapshot.logits[0]) == [8])
  }

  @Test func leavesAnotherNumberOfClassesOut() throws {
    try writeLabels()
    try folder.write(logits(1), to: "z1.npy")
    try folder.write(FileBytes.npy([1, 2, 3, 4, 5, 6, 7, 8], shape: [2, 4]), to: "z2.npy")
    var reader = try reader(patience: .zero)
    #expect(reader.look().readings.map(\.file.step) == [1])
    #expect(
      reader.look().complaints.map { $0.error as? DataError } == [
        .otherClassCount(path: folder.path("z2.npy"), found: 4, expected: 3)
      ])
  }

  @Test func neitherOpensAPipeNorFollowsAFolder() throws {
    try writeLabels()
    #expect(mkfifo(folder.path("z1.npy"), 0o600) == 0)
    #expect(mkdir(folder.path("z2.npz"), 0o700) == 0)
    var reader = try reader(patience: .zero)
    #expect(reader.look().readings.isEmpty && reader.look().complaints.isEmpty)
  }

  @Test func needsAFolder() throws {
    #expect(throws: DataError.unreadable(path: folder.path("gone"), code: ENOENT)) {
      try LogitFolder(path: folder.path("gone"))
    }
    try writeLabels()
    #expect(throws: DataError.unreadable(path: folder.path("labels.npy"), code: ENOTDIR)) {
      try LogitFolder(path: folder.path("labels.npy"))
    }
  }
}

import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct LogitReadingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func bytes<Element: BitwiseCopyable>(_ values: [Element]) -> [UInt8] {
    values.flatMap { FileBytes.bytes(of: $0) }
  }

  private func read(
    _ logits: [UInt8], _ labels: [UInt8], _ options: LogitReadingOptions = LogitReadingOptions()
  ) throws -> LogitReading {
    try LogitFiles.read(
      logits: folder.write(logits, to: "z.npy"), labels: folder.write(labels, to: "y.npy"),
      options: options)
  }

  @Test func keepsDoublesOnlyWhereFloatsDoNotHoldThem() throws {
    let labels = FileBytes.npy([0, 1] as [Int64])
    let exact = try read(
      FileBytes.npy("<f8", shape: [2, 2], payload: bytes([1, 0.5, -2, 3] as [Double])), labels)
    #expect(exact.moments[0].snapshot.doubles == nil && exact.notes.isEmpty)
    #expect(exact.moments[0].snapshot.logits == [1, 0.5, -2, 3])
    let values = [1 + 1e-12, 1e39, -1e300, .infinity]
    let precise = try read(FileBytes.npy("<f8", shape: [2, 2], payload: bytes(values)), labels)
    #expect(precise.moments[0].snapshot.doubles == values)
    let largest = Float.greatestFiniteMagnitude
    #expect(precise.moments[0].snapshot.logits == [1, largest, -largest, .infinity])
    #expect(precise.notes.count == 1)
    let census = NonFiniteLogits(precise.moments[0].snapshot)
    #expect(census.infinityCount == 1)
  }

  @Test func ranksDoublesExactly() throws {
    // 1000 + 1e-9·i: one tie for Floats, all different for Doubles.
    let column = (0..<1000).map { 1000 + 1e-9 * Double($0) }
    let payload = bytes(column.flatMap { [0, $0] })
    let labels = FileBytes.npy((0..<1000).map { $0 < 500 ? 0 : 1 } as [Int64])
    let reading = try read(FileBytes.npy("<f8", shape: [1000, 2], payload: payload), labels)
    let report = EvaluationReport(reading.moments[0].snapshot)
    #expect(report.classes[1].averagePrecision == 1)
    #expect(report.classes[0].averagePrecision == 0.5)
  }

  @Test func readsIntegersAsLogits() throws {
    let labels = FileBytes.npy([0, 1] as [Int64])
    let small = try read(
      FileBytes.npy("|i1", shape: [2, 2], payload: bytes([3, -1, 0, 127] as [Int8])), labels)
    #expect(small.moments[0].snapshot.logits == [3, -1, 0, 127])
    let large = try read(
      FileBytes.npy([1 << 24, (1 << 24) + 1, 0, 1] as [Int64], shape: [2, 2]), labels)
    #expect(large.moments[0].snapshot.doubles == [16_777_216, 16_777_217, 0, 1])
  }

  @Test func readsMomentsWithTheStepsOfAnExport() throws {
    let values = (0..<12).map { Float($0) }
    let logits = FileBytes.npy(values, shape: [3, 2, 2])
    let labels = FileBytes.npy([1, 0] as [Int64])
    let plain = try read(logits, labels)
    #expect(plain.moments.map(\.step) == [nil, nil, nil])
    #expect(plain.moments[1].snapshot.logits == [4, 5, 6, 7])
    #expect(plain.moments[2].snapshot.labels == [1, 0])
    try folder.write(
      Array("snapshot,step,x\n0,10,1\n,15,2\n1,20,3\n2,30,4\n".utf8), to: "metrics.csv")
    #expect(try read(logits, labels).moments.map(\.step) == [10, 20, 30])
    // Steps of another number of moments, or that do not grow, are none.
    try folder.write(Array("snapshot,step\n0,10\n1,5\n2,30\n".utf8), to: "metrics.csv")
    #expect(try read(logits, labels).moments.map(\.step) == [nil, nil, nil])
  }

  @Test func leavesRowsOutOfEveryMoment() throws {
    let reading = try read(
      FileBytes.npy((0..<12).map { Float($0) }, shape: [2, 3, 2]),
      FileBytes.npy([0, -100, 1] as [Int64]))
    #expect(reading.moments.map(\.snapshot.logits) == [[0, 1, 4, 5], [6, 7, 10, 11]])
    #expect(reading.ignoredCount == 1)
  }

  @Test func recognizesScales() throws {
    func scale(_ values: [Float], classes: Int = 2) throws -> (LogitScale, [String]) {
      let count = values.count / classes
      let reading = try read(
        FileBytes.npy(values, shape: [count, classes]),
        FileBytes.npy((0..<count).map { Int64($0 % max(classes, 2)) }))
      return (reading.scale, reading.notes)
    }
    #expect(try scale([0.25, 0.75, 1, 0]).0 == .probabilities)
    #expect(try scale([0.25, 0.75, 1, 0.5]).0 == .sigmoids)
    #expect(try scale([0.25, 0.75, 1, 0.5], classes: 1).0 == .sigmoids)
    #expect(try scale([0.25, 0.75, 1, -0.5]).0 == .logits)
    #expect(try scale([0.25, .nan, 1, 0]).0 == .logits)
    let logarithms = try scale([-0.6931472, -0.6931472, 0, -.infinity])
    #expect(logarithms.0 == .logits)
    #expect(logarithms.1.contains { $0.contains("logarithms") })
    #expect(try scale([-0.5, -0.7, 0, -1]).1.isEmpty)
  }

  @Test func usesLabelsBesideAndSaysSo() throws {
    try folder.write(FileBytes.npy([0, 1] as [Int64]), to: "labels.npy")
    let path = try folder.write(FileBytes.npy([1, 2, 3, 4], shape: [2, 2]), to: "z.npy")
    let reading = try LogitFiles.read(logits: path)
    #expect(reading.moments[0].snapshot.labels == [0, 1])
    #expect(reading.notes.contains { $0.contains("labels.npy") })
  }
}

import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// What is packed unpacks to the same bits; what is damaged is refused without harm.
struct EncodingTests {
  /// Stores of before have neither top-1 precision nor the last four numbers of a class.
  @Test func reportsOfVersionOneAreRead() throws {
    let report = Samples.evaluation(step: 3).report
    var writer = ByteWriter()
    writer.write(UInt8(1))
    writer.write(Double?.some(0.25))
    writer.write(Int64(2))
    writer.write(Int64(3))
    for place in 0..<11 { writer.write(place == 4 ? nil : Double(place)) }
    writer.write(UInt32(report.classes.count))
    for metrics in report.classes {
      writer.write(Int64(metrics.classIndex))
      writer.write(Int64(metrics.positives))
      for place in 0..<8 { writer.write(Double?.some(Double(place))) }
    }
    let (read, loss) = try writer.bytes.withUnsafeBytes(ReportCoding.decode)
    #expect(loss == 0.25 && read.nanCount == 2 && read.infinityCount == 3)
    #expect(read.accuracy == 0 && read.meanROCAUC == nil && read.topOnePrecision == nil)
    #expect(read.separation.distanceToSeparation == 10)
    #expect(read.classes.count == report.classes.count)
    for metrics in read.classes {
      #expect(metrics.averagePrecision == 0 && metrics.bestF1Threshold == 7)
      #expect(metrics.overlap == nil && metrics.softmaxAveragePrecision == nil)
      #expect(metrics.thresholdAtRecall90 == nil && metrics.thresholdAtRecall99 == nil)
    }
  }

  @Test(arguments: [0, 1, 2, 1000, 70_000])
  func wordsComeBack(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let floats = (0..<count).map { _ in Float.random(in: -9...9, using: &generator) }
    let packed = PackedWords.pack(floats)
    #expect(try packed.withUnsafeBytes { try PackedWords.floats($0, count: count) } == floats)
    let integers = (0..<Int32(count)).map { $0 % 10 - 5 }
    let other = PackedWords.pack(integers)
    #expect(try other.withUnsafeBytes { try PackedWords.integers($0, count: count) } == integers)
  }

  @Test func logitsShrinkAndLabelsVanish() {
    var generator = SeededGenerator(seed: 3)
    let logits = (0..<100_000).map { _ in Float.random(in: -12...5, using: &generator) }
    #expect(PackedWords.pack(logits).count < 340_000)
    let labels = (0..<10_000).map { _ in Int32.random(in: 0..<10, using: &generator) }
    #expect(PackedWords.pack(labels).count < 7_000)
    #expect(PackedWords.pack([Float](repeating: 0, count: 100_000)).count < 1_000)
  }

  @Test func aWrongCountIsRefused() {
    let packed = PackedWords.pack([Float](repeating: 1, count: 5000))
    for count in [-1, 0, 4999, 5001, 200_000_000, .max] {
      #expect(throws: DamagedBytes.self) {
        try packed.withUnsafeBytes { try PackedWords.floats($0, count: count) }
      }
    }
  }

  /// A few bytes that claim to be 800 MB are refused before anything is allocated for them.
  @Test func aWildClaimAllocatesNothing() {
    var writer = ByteWriter()
    writer.write(UInt8(1))
    writer.write(UInt32(200_000_000))
    for _ in 0..<4 {
      writer.write(UInt8(1))
      writer.write(UInt32(3))
      writer.write(contentsOf: [1, 2, 3])
    }
    let claim = writer.bytes
    #expect(throws: DamagedBytes.self) {
      try claim.withUnsafeBytes { try PackedWords.floats($0, count: 200_000_000) }
    }
  }

  @Test func damageNeverCrashes() throws {
    var generator = SeededGenerator(seed: 4)
    let report = try #require(Samples.evaluation(step: 3) as Evaluation?).report
    let originals = [
      PackedWords.pack((0..<300).map { Float($0 % 3) }),
      ReportCoding.encode(report, trainingLoss: 0.5),
      ProgressCoding.encode([Samples.progress(1...9), Samples.progress(10...12)]),
    ]
    var refusals = 0
    for original in originals {
      for round in 0..<1000 {
        var bytes = original
        if round % 3 == 0 { bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator)) }
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
          let position = Int.random(in: 0..<bytes.count, using: &generator)
          bytes[position] = UInt8.random(in: 0...255, using: &generator)
        }
        bytes.withUnsafeBytes { bytes in
          do {
            _ = try PackedWords.floats(bytes, count: 300)
          } catch {
            refusals += 1
          }
          do { _ = try ReportCoding.decode(bytes) } catch { refusals += 1 }
          do { _ = try ProgressCoding.decode(bytes) } catch { refusals += 1 }
        }
      }
    }
    #expect(refusals > 6_000)
  }

  @Test func truncationIsAlwaysNoticed() {
    let report = ReportCoding.encode(Samples.evaluation(step: 3).report, trainingLoss: nil)
    let progress = ProgressCoding.encode([Samples.progress(1...9)])
    let words = PackedWords.pack((0..<300).map { Float($0 % 3) })
    for (bytes, decode) in [
      (report, { _ = try ReportCoding.decode($0) }),
      (progress, { _ = try ProgressCoding.decode($0) }),
      (words, { _ = try PackedWords.floats($0, count: 300) }),
    ] as [([UInt8], (UnsafeRawBufferPointer) throws -> Void)] {
      for count in 0..<bytes.count {
        #expect(throws: DamagedBytes.self) {
          try bytes[..<count].withUnsafeBytes { try decode($0) }
        }
      }
    }
  }
}

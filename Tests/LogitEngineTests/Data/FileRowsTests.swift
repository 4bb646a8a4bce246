import Foundation
import TestSupport
import Testing

@testable import LogitEngine

@Suite struct FileRowsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func rows(
    _ bytes: [UInt8], offset: Int = 5, count: Int, width: Int, _ type: String
  ) throws -> FileRows {
    let path = try folder.write([UInt8](repeating: 9, count: offset) + bytes, to: "rows")
    return FileRows(
      try RandomAccessFile(path: path), offset: offset, count: count, width: width,
      type: try #require(NPYElementType(description: type)))
  }

  private func values(_ rows: FileRows, _ place: Int) -> [Float] {
    var row = [Float](repeating: -7, count: rows.width + 1)
    row.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { rows.write(place, into: base) }
    }
    #expect(row.removeLast() == -7, "nothing is written after the row")
    return row
  }

  @Test(arguments: 1...9) func widensEveryTypeInPlace(_ width: Int) throws {
    let numbers = (0..<4 * width).map { Double($0 * 7 % 31) - 9 }
    let expected = (0..<4).map { row in
      numbers[row * width..<(row + 1) * width].map { Float($0) }
    }
    let files: [(String, (Double) -> [UInt8])] = [
      ("<f2", { FileBytes.bytes(of: Float16($0)) }),
      (">f2", { FileBytes.bytes(of: Float16($0).bitPattern.bigEndian) }),
      ("<f4", { FileBytes.bytes(of: Float($0)) }),
      (">f4", { FileBytes.bytes(of: Float($0).bitPattern.bigEndian) }),
      ("<f8", { FileBytes.bytes(of: $0) }),
      (">f8", { FileBytes.bytes(of: $0.bitPattern.bigEndian) }),
      ("|i1", { FileBytes.bytes(of: Int8($0)) }), ("<i2", { FileBytes.bytes(of: Int16($0)) }),
      (">i4", { FileBytes.bytes(of: Int32($0).bigEndian) }),
      ("<i8", { FileBytes.bytes(of: Int($0)) }),
    ]
    for (type, bytes) in files {
      let rows = try rows(numbers.flatMap(bytes), count: 4, width: width, type)
      for place in 0..<4 { #expect(values(rows, place) == expected[place], "\(type)") }
      let selected = rows.selecting([3, 1, 1]).selecting([0, 2])
      #expect(selected.count == 2)
      #expect(values(selected, 0) == expected[3] && values(selected, 1) == expected[1])
    }
  }

  private func examples(_ count: Int, isHeld: Bool) throws -> Examples {
    let shape = ImageShape(height: 5, width: 7, channels: 3)
    let plain = randomExamples(count: count, shape: shape, classCount: 4, seed: 3)
    if isHeld { return plain }
    return Examples(
      try rows(plain.pixels, count: count, width: 105, "|u1"), labels: plain.labels, shape: shape)
  }

  @Test(arguments: [false, true], [false, true])
  func isGatheredAsIfItWereHeld(_ isNormalized: Bool, _ isAugmented: Bool) throws {
    let preparation = InputPreparation(
      isNormalized: isNormalized, augmentations: isAugmented ? [.shift, .flip] : [])
    let names = ["a", "b", "c", "d"]
    let gathered = try [true, false].map { isHeld in
      let examples = try examples(60, isHeld: isHeld)
      let dataset = Dataset(
        name: "d", training: examples.selecting(Array(10..<60)), test: examples, classNames: names
      ).prepared(preparation)
      var result = [Float](repeating: 0, count: 50 * 105)
      result.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        dataset.training.gather(
          Array(0..<50).reversed(), into: base, firstRow: 0, pass: .training(seed: 1, step: 2))
      }
      return result + dataset.test.values(of: 7)
    }
    #expect(gathered[0] == gathered[1])
    #expect(try examples(60, isHeld: true).fingerprint == examples(60, isHeld: false).fingerprint)
  }

  @Test func splitsAndHoldsOutWithoutReading() throws {
    let examples = try examples(60, isHeld: false)
    let (training, test) = examples.split()
    #expect(training.count == 48 && test.count == 12)
    guard case .rows(let rows) = training.storage else {
      return #expect(Bool(false), "the rows are held")
    }
    #expect(rows.count == 48)
  }

  @Test func findsWhatIsNotFinite() throws {
    let numbers: [Float] = [1, 2, 3, .infinity, 5, .nan]
    let found = try rows(numbers.flatMap { FileBytes.bytes(of: $0) }, count: 3, width: 2, "<f4")
      .firstNonFinite()
    #expect(found?.row == 1 && found?.column == 1 && found?.value == .infinity)
    let whole = try rows([1, 2], count: 2, width: 1, "|u1")
    #expect(whole.firstNonFinite() == nil)
  }

  @Test func goesOnWithAFileThatIsDeleted() throws {
    let examples = try examples(10, isHeld: false)
    let before = examples.values(of: 9)
    try FileManager.default.removeItem(atPath: folder.path("rows"))
    #expect(examples.values(of: 9) == before)
    #expect(examples.failure == nil)
  }

  @Test func endsARunWhenTheFileIsCutShort() throws {
    let examples = try examples(64, isHeld: false)
    let dataset = Dataset(
      name: "d", training: examples, test: examples, classNames: ["a", "b", "c", "d"])
    var configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: .mlp, hiddenSizes: [8]), loss: Loss(.crossEntropy)
    )
    configuration.epochs = 50
    configuration.batchSize = 16
    configuration.threads = 2
    let trainer = try Trainer(dataset: dataset, configuration: configuration)
    var evaluations = 0
    var summary: TrainingSummary?
    trainer.run { event in
      switch event {
      case .evaluated(let evaluation):
        evaluations += 1
        if evaluation.moment.step == 8 { #expect(truncate(folder.path("rows"), 1000) == 0) }
      case .ended(let end): summary = end
      default: break
      }
    }
    #expect(evaluations == 3, "one before any step, one after each epoch but for the last")
    #expect(summary?.wasStopped == true)
    guard case .unreadableExamples(.malformed(let path, .wrongSize)) = trainer.failure else {
      return #expect(Bool(false), "\(String(describing: trainer.failure))")
    }
    #expect(path == folder.path("rows"))
    let runner = ComparisonRunner(dataset: dataset, workers: 2)
    #expect(throws: TrainingError.self) { try runner.run([configuration]) { _, _ in } }
  }
}

import Testing

@testable import LogitEngine

/// That the measurement measures what it should, in order; how long anything takes is not tested.
@Suite struct SpeedMeasurementTests {
  private let small = SpeedSpecification(
    hiddenSize: 16, classCounts: [30, 7], batchSizes: [1, 5], threads: 2, repeats: 3)

  @Test func reportsEachPairInOrder() throws {
    var results: [SpeedResult] = []
    try SpeedMeasurement.run(small) { results.append($0) }
    #expect(results.map(\.batchSize) == [1, 1, 5, 5])
    #expect(results.map(\.classCount) == [30, 7, 30, 7])
    for result in results {
      for times in [result.body, result.singleLogit, result.allLogits] {
        #expect(times.count >= 3 && times.minimum > 0 && times.upperQuartile.isFinite)
      }
      #expect(result.floor.bytes == Double(4 * result.classCount * (16 + result.batchSize)))
      #expect(result.floor.operations == Double(2 * 16 * result.classCount * result.batchSize))
      #expect(result.floor.readGigabytesPerSecond > 0)
      #expect((result.floor.gigaflopsPerSecond == nil) == (result.batchSize == 1))
      #expect(result.speedup == result.allLogits.median / result.singleLogit.median)
      #expect(result.floorMicroseconds > result.body.median)
    }
  }

  @Test func stopsWhenCancelled() throws {
    var results = 0
    try SpeedMeasurement.run(small, isCancelled: { results == 2 }) { _ in results += 1 }
    #expect(results == 2)
  }

  @Test func refusesMoreThanThereIsMemory() throws {
    let available = try #require(availableMemory())
    var large = small
    large.classCounts = [100_000_000]
    large.hiddenSize = 8192
    #expect(throws: SpeedError.self) {
      try SpeedMeasurement.run(large) { _ in Issue.record("measured") }
    }
    #expect(large.memoryNeeded > 3.2e12)
    #expect(available > 1 << 20)
  }

  @Test func namesTheBody() {
    #expect(SpeedSpecification(hiddenSize: 64).bodyName == "mlp 784-64-64")
    #expect(
      SpeedSpecification(body: .cnn, hiddenSize: 9).bodyName
        == "cnn 28×28-32-32-pool-64-64-pool-9")
  }

  @Test func theFloorIsTheSlowerOfMemoryAndArithmetic() {
    let memory = SpeedFloor(
      bytes: 8e9, operations: 1e9, readGigabytesPerSecond: 4, gigaflopsPerSecond: 100)
    #expect(memory.limit == .memory && abs(memory.microseconds - 2e6) < 1e-3)
    let arithmetic = SpeedFloor(
      bytes: 8e9, operations: 300e9, readGigabytesPerSecond: 4, gigaflopsPerSecond: 100)
    #expect(arithmetic.limit == .arithmetic && abs(arithmetic.microseconds - 3e6) < 1e-3)
    let alone = SpeedFloor(
      bytes: 8e9, operations: 300e9, readGigabytesPerSecond: 4, gigaflopsPerSecond: nil)
    #expect(alone.limit == .memory)
  }

  @Test(arguments: [[3.0], [5, 1], [4, 1, 3], [9, 2, 7, 4], [1, 2, 3, 4, 100]])
  func spreadsAreQuantiles(_ times: [Double]) {
    let spread = TimeSpread(times)
    let sorted = times.sorted()
    // NumPy's default: positions 0 to n − 1, on the line between two values.
    func twin(_ share: Double) -> Double {
      let position = share * Double(times.count - 1)
      let low = sorted[Int(position.rounded(.down))]
      let high = sorted[Int(position.rounded(.up))]
      return low + (high - low) * (position - position.rounded(.down))
    }
    #expect(spread.count == times.count && spread.minimum == sorted[0])
    #expect(spread.lowerQuartile == twin(0.25))
    #expect(spread.median == twin(0.5))
    #expect(spread.upperQuartile == twin(0.75))
  }

  @Test func largeBuffersAreZeroAndAligned() throws {
    let buffer = try #require(LargeBuffer(count: 3_000_001))
    #expect(buffer.count == 3_000_001)
    #expect(UInt(bitPattern: buffer.elements).isMultiple(of: 64))
    #expect(buffer.elements[0] == 0 && buffer.elements[3_000_000] == 0)
    buffer.elements[3_000_000] = 5
    #expect(buffer.elements[3_000_000] == 5)
  }
}

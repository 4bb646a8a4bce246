import LogitEngine
import Testing

@testable import RunStore

/// A queue that nobody empties keeps every scalar and a few snapshots, spread over the run.
struct RecordingQueueTests {
  private func keptSteps(_ items: [RecordingQueue.Item]) -> [Int] {
    items.compactMap { item in
      guard case .evaluation(let evaluation, isThinned: false) = item else { return nil }
      return evaluation.moment.step
    }
  }

  @Test func snapshotsThinOutEvenlyAndScalarsStay() throws {
    var queue = RecordingQueue(maximumSnapshots: 5)
    for step in 1...64 {
      queue.add(.progress(Samples.progress(step...step)))
      queue.add(.evaluated(Samples.evaluation(step: step)))
    }
    let items = queue.takeAll()
    let kept = keptSteps(items)
    #expect(kept.count == 5)
    #expect(kept.first == 1)
    #expect(kept.last == 64)
    let gaps = zip(kept, kept.dropFirst()).map { $1 - $0 }
    #expect(try #require(gaps.max()) <= 32)
    let steps = items.flatMap { item -> [Int] in
      guard case .progress(let block) = item else { return [] }
      return block.map(\.moment.step)
    }
    #expect(steps == Array(1...64))
    let reports = items.filter { if case .evaluation = $0 { true } else { false } }
    #expect(reports.count == 64)
    #expect(queue.items.isEmpty)
  }

  @Test func bytesAreBoundedToo() {
    let size = Samples.labels.count * Samples.classCount * 4
    var queue = RecordingQueue(maximumSnapshots: 100, maximumBytes: 3 * size)
    for step in 1...20 { queue.add(.evaluated(Samples.evaluation(step: step))) }
    #expect(keptSteps(queue.items).count == 3)
  }

  @Test func whatIsPutBackComesFirst() {
    var queue = RecordingQueue(maximumSnapshots: 2)
    queue.add(.evaluated(Samples.evaluation(step: 1)))
    queue.add(.evaluated(Samples.evaluation(step: 2)))
    let taken = queue.takeAll()
    queue.add(.evaluated(Samples.evaluation(step: 3)))
    queue.putBack(taken)
    #expect(queue.items.count == 3)
    #expect(keptSteps(queue.items) == [1, 3])
  }

  @Test func whatIsGivenUpLeavesTheSmallestGap() {
    #expect(EvenSpread.leastNeeded([]) == nil)
    #expect(EvenSpread.leastNeeded([0, 9]) == nil)
    #expect(EvenSpread.leastNeeded([0, 4, 5, 9]) == 1)
    #expect(EvenSpread.leastNeeded([0, 4, 8, 9, 10]) == 3)
  }
}

import ExplorerUI
import LogitEngine
import Testing

@testable import LogitscopeCommand

@Suite struct SpeedRunnerTests {
  private let small = SpeedSpecification(
    network: NetworkSpecification(architecture: .mlp, hiddenSizes: [8]),
    shape: ImageShape(height: 4, width: 4), classCounts: [3, 20], batchSizes: [1], threads: 1,
    repeats: 1)

  /// The class counts that were measured, and how it ended.
  private func measure(
    _ specification: SpeedSpecification, isCancelled: () -> Bool = { false }
  ) -> (counts: [Int], ending: String?) {
    var counts: [Int] = []
    var ending: String?
    SpeedRunner.measure(specification, isCancelled: isCancelled) { news in
      switch news {
      case .measured(let result): counts.append(result.classCount)
      case .finished: ending = "finished"
      case .failed(let reason): ending = reason
      }
    }
    return (counts, ending)
  }

  @Test func everyClassCountIsMeasured() {
    let (counts, ending) = measure(small)
    #expect(counts == [3, 20] && ending == "finished")
    #expect(small.bodyName == "mlp 16-8")
  }

  @Test func whatThereIsNoMemoryForIsLeftOutAndSaid() throws {
    var specification = small
    specification.classCounts = [3, 1 << 50]
    let (counts, ending) = measure(specification)
    #expect(counts == [3])
    let reason = try #require(ending)
    #expect(reason.contains("1,125,899,906,842,624 classes need"))
  }

  @Test func aCancelledMeasurementSaysNothingMore() {
    let (counts, ending) = measure(small) { true }
    #expect(counts.isEmpty && ending == nil)
  }

  @Test func newsComesThroughTheMailboxWhateverRunIsUnderWay() throws {
    let mailbox = try ExploreMailbox()
    let runner = SpeedRunner(mailbox: mailbox)
    _ = mailbox.beginRun()
    runner.start(small, number: 7)
    var isOver = false
    var counts: [Int] = []
    while !isOver, mailbox.wakePipe.wait(milliseconds: 20_000) {
      _ = mailbox.beginRun()
      for case .speed(let news, let number) in mailbox.take() {
        #expect(number == 7)
        if case .measured(let result) = news { counts.append(result.classCount) }
        if case .finished = news { isOver = true }
      }
    }
    #expect(isOver && counts == [3, 20])
    #expect(runner.stop(within: .seconds(5)))
  }
}

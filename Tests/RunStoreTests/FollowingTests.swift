import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// Whoever looks over a recorder's shoulder sees everything, once and in order.
struct FollowingTests {
  private let folder: TemporaryFolder
  private let store: RunStore
  private let reader: RunStore

  init() throws {
    folder = try TemporaryFolder()
    store = try RunStore(path: folder.path("runs.sqlite"), access: .writing)
    reader = try RunStore(path: folder.path("runs.sqlite"), access: .reading)
  }

  private func record(_ events: [TrainingEvent]) throws -> RunRecorder {
    guard case .started(let description) = events[0] else { throw DamagedBytes() }
    return try store.record(
      name: "one", note: "", fingerprint: "f00d", description: description,
      queue: RecordingQueue(maximumSnapshots: 1000)
    ) { _ in }
  }

  @Test func everyEventIsSeenAsItComes() throws {
    let events = Samples.events()
    let recorder = try record(events)
    let follower = try RunFollower(RunSource(reader.run("one"), in: reader), in: reader)
    #expect(follower.isLive)
    #expect(try follower.look() == nil)
    var seen: [String] = []
    for event in events {
      recorder.record(event)
      recorder.drain()
      for report in try follower.look() ?? [] { seen.append("\(report)") }
      #expect(try follower.look() == nil)
    }
    #expect(!follower.isLive)
    recorder.finish()
    let whole = try RunSource(reader.run("one"), in: reader)
    #expect(seen == whole.reports.map { "\($0)" })
    #expect(follower.source.run.totals == whole.run.totals)
    #expect("\(follower.source.summary(lastEvaluation: nil) as Any)".contains("wasStopped: true"))
    for index in whole.evaluations.indices {
      let (one, other) = (
        try follower.source.evaluation(at: index), try whole.evaluation(at: index)
      )
      #expect("\(one)" == "\(other)")
    }
  }

  @Test func aRecorderThatDiesIsNoticed() throws {
    let events = Samples.events()
    let recorder = try record(events)
    recorder.record(events[1])
    recorder.drain()
    let follower = try RunFollower(RunSource(reader.run("one"), in: reader), in: reader)
    #expect(try follower.look() == nil)
    recorder.finish()
    #expect(try follower.look()?.isEmpty == true)
    #expect(follower.source.run.status == .interrupted)
    #expect(!follower.isLive)
  }

  @Test func othersDoNotMatter() throws {
    let recorder = try record(Samples.events())
    let follower = try RunFollower(RunSource(reader.run("one"), in: reader), in: reader)
    #expect(try follower.look() == nil)
    try store.record(Samples.events(), name: "two")
    #expect(try follower.look() == nil)
    recorder.finish()
  }
}

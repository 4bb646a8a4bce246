import Foundation
import GRDB
import LogitEngine
import Synchronization
import TestSupport
import Testing

@testable import RunStore

/// A store that fails under a recorder: recording ends and says so once, nothing else is lost.
struct FailureTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: RunStore

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
    store = try RunStore(path: path, access: .writing)
  }

  private final class Failures: Sendable {
    private let errors = Mutex<[RunStoreError]>([])
    var all: [RunStoreError] { errors.withLock { $0 } }
    func add(_ error: RunStoreError) { errors.withLock { $0.append(error) } }
  }

  @Test func aFullDiskEndsRecordingAndKeepsWhatIsThere() throws {
    let failures = Failures()
    let recorder = try store.record(
      name: "long", fingerprint: "", description: Samples.description(), onFailure: failures.add)
    for step in 0..<5 { recorder.record(.evaluated(Samples.evaluation(step: step))) }
    recorder.drain()
    let before = try store.run("long")
    try store.pool.writeWithoutTransaction { db in
      let count = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count + 1)")
    }
    for step in 5..<2000 { recorder.record(.progress(Samples.progress(step...(step + 50)))) }
    recorder.record(.evaluated(Samples.evaluation(step: 2000)))
    recorder.finish()
    #expect(failures.all == [.full(path: path)])
    #expect(recorder.failure == .full(path: path))
    recorder.record(.evaluated(Samples.evaluation(step: 2001)))
    recorder.finish()
    #expect(failures.all.count == 1)
    let after = try store.run("long")
    #expect(after.evaluationCount == before.evaluationCount)
    #expect(after.status == .interrupted)
    let source = try RunSource(after, in: store)
    for index in source.evaluations.indices { _ = try source.evaluation(at: index) }
  }

  @Test func aLockedStoreIsTriedAgain() throws {
    let failures = Failures()
    let recorder = try store.record(
      name: "patient", fingerprint: "", description: Samples.description(),
      onFailure: failures.add)
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      recorder.record(.evaluated(Samples.evaluation(step: 0)))
      usleep(200_000)
      try db.execute(sql: "COMMIT")
    }
    recorder.finish()
    #expect(failures.all == [])
    #expect(try store.run("patient").snapshotCount == 1)
  }

  @Test func aDiskThatIsTooSlowLosesOnlyLogitsAndTheRunSaysSo() throws {
    let recorder = try store.record(
      name: "thin", note: "", fingerprint: "", description: Samples.description(),
      queue: RecordingQueue(maximumSnapshots: 3)
    ) { _ in }
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      for step in 0..<50 {
        recorder.record(.progress(Samples.progress(step + 1...step + 1)))
        recorder.record(.evaluated(Samples.evaluation(step: step + 1)))
        usleep(1000)
      }
      try db.execute(sql: "COMMIT")
    }
    recorder.finish()
    let run = try store.run("thin")
    #expect(run.evaluationCount == 50)
    #expect(run.thinnedCount >= 40)
    #expect(run.snapshotCount == 50 - run.thinnedCount)
    let source = try RunSource(run, in: store)
    #expect(source.allEvaluations.map(\.moment.step) == Array(1...50))
    #expect(source.progress.flatMap(\.losses).count == 50)
    #expect(source.evaluations.last?.moment.step == 50)
    let first = try #require(source.evaluations.first)
    #expect(try source.evaluation(at: 0).report == first.report)
  }
}

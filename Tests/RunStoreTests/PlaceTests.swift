import Foundation
import GRDB
import LogitEngine
import Synchronization
import TestSupport
import Testing

@testable import RunStore

/// Stores that are deleted, replaced or cut while a run is recorded, and stores that may only become
/// so large.
@Suite struct PlaceTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: RunStore

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
    store = try RunStore(path: path, access: .writing)
  }

  private func failure(after change: () throws -> Void) throws -> RunStoreError? {
    let recorder = try store.record(
      name: "one", fingerprint: "", description: Samples.description(), onFailure: { _ in })
    for step in 0..<40 { recorder.record(.evaluated(Samples.evaluation(step: step))) }
    recorder.drain()
    try change()
    recorder.record(.evaluated(Samples.evaluation(step: 41)))
    recorder.finish()
    return recorder.failure
  }

  private func rename(_ name: String, _ other: String) {
    #expect(Glibc.rename(folder.path(name), folder.path(other)) == 0)
  }

  @Test func aDeletedStoreIsNoticed() throws {
    #expect(try failure { unlink(path) } == .deleted(path: path))
  }

  @Test func aMovedStoreIsNoticed() throws {
    #expect(try failure { rename("runs.sqlite", "other") } == .deleted(path: path))
  }

  @Test func aReplacedStoreIsNoticedAndTheOtherFileLeftAlone() throws {
    try folder.write(Array("garbage".utf8), to: "garbage")
    #expect(try failure { rename("garbage", "runs.sqlite") } == .replaced(path: path))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "garbage")
  }

  @Test func aDeletedLogIsNoticedAndWhatWasInItIsSaved() throws {
    #expect(try failure { unlink(path + "-wal") } == .deleted(path: path + "-wal"))
    let run = try RunStore(path: path, access: .reading).run("one")
    #expect(run.evaluationCount == 40)
  }

  @Test func aCutLogIsNoticed() throws {
    #expect(try failure { truncate(path + "-wal", 4096) } == .cut(path: path))
  }

  @Test func aStoreThatIsWrittenOverIsNoticed() throws {
    let error = try failure {
      let descriptor = open(path, O_WRONLY)
      #expect(pwrite(descriptor, Array(repeating: 7, count: 100), 100, 0) == 100)
      close(descriptor)
    }
    #expect(error == .cut(path: path))
  }

  /// Looking at the files must not take the locks away that SQLite has on them: whoever looks at the
  /// store and leaves would take its log along.
  @Test func lookingAtTheFilesLeavesTheLocksAlone() throws {
    let recorder = try store.record(
      name: "one", fingerprint: "", description: Samples.description(), onFailure: { _ in })
    for step in 0..<5 {
      recorder.record(.evaluated(Samples.evaluation(step: step)))
      recorder.drain()
      // A process of its own, whose connection is the last one if nobody has a lock.
      let list = try ProgramRun(["runs", "list", "--store", path])
      #expect(list.exitCode == 0)
      #expect(access(path + "-wal", F_OK) == 0)
    }
    recorder.finish()
    #expect(recorder.failure == nil)
    #expect(try store.run("one").snapshotCount == 5)
  }

  @Test func anotherWhoGivesRoomBackIsNoHarm() throws {
    try store.record(
      Samples.events() + (10..<300).map { .evaluated(Samples.evaluation(step: $0)) }, name: "old")
    let error = try failure {
      let other = try RunStore(path: path, access: .writing)
      try other.delete(other.run("old"))
      try other.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    }
    #expect(error == nil)
    #expect(try store.run("one").evaluationCount == 41)
  }

  @Test func aRunThatIsRenamedIsKnownByItsNewName() throws {
    let recorder = try store.record(
      name: "one", fingerprint: "", description: Samples.description(), onFailure: { _ in })
    try store.change(store.run("one"), name: "other")
    recorder.finish()
    #expect(recorder.currentName == "other")
  }

  @Test func aBudgetIsKeptByGivingLogitsUpEvenly() throws {
    let limit = 300_000
    let reached = Mutex(0)
    let labels = [Int32](repeating: 0, count: 400)
    let description = Samples.description(testCount: labels.count)
    let recorder = try store.record(
      name: "one", fingerprint: "", description: description,
      budget: StoreBudget(limit: limit) { reached.withLock { $0 += 1 } }, onFailure: { _ in })
    for step in 0..<400 {
      recorder.record(.evaluated(Samples.evaluation(step: step, labels: labels)))
      // One at a time, so that no logits are left out for lack of time.
      recorder.drain()
    }
    recorder.finish()
    #expect(recorder.failure == nil)
    #expect(reached.withLock { $0 } == 1)
    #expect(recorder.storeBytes > limit / 2 && recorder.storeBytes <= limit)
    let run = try store.run("one")
    #expect(run.snapshotCount >= 2 && run.snapshotCount < run.evaluationCount)
    #expect(run.thinnedCount == run.evaluationCount - run.snapshotCount)
    let source = try RunSource(run, in: store)
    let steps = source.evaluations.map(\.moment.step)
    #expect(steps.first == 0 && steps.last == 399)
    let gaps = zip(steps.dropFirst(), steps).map { $0 - $1 }
    #expect((gaps.max() ?? 0) <= 4 * max(1, 400 / steps.count), "\(steps)")
    for index in source.evaluations.indices { _ = try source.evaluation(at: index) }
  }

  @Test func aBudgetThatCannotBeKeptEndsTheRecording() throws {
    let recorder = try store.record(
      name: "one", fingerprint: "", description: Samples.description(),
      budget: StoreBudget(limit: 1000) {}, onFailure: { _ in })
    recorder.record(.evaluated(Samples.evaluation(step: 0)))
    recorder.finish()
    #expect(recorder.failure == .limitReached(path: path, limit: 1000))
  }

  @Test func logitsThatWereGivenUpAreSaidToBe() throws {
    let run = try store.record(Samples.events(), name: "one")
    let source = try RunSource(run, in: store)
    try store.write { try $0.execute(sql: "DELETE FROM snapshot") }
    #expect(throws: RunStoreError.logitsThinned(name: "one", step: 5)) {
      try source.evaluation(at: 1)
    }
  }

  @Test func whoCannotOpenEnoughFilesIsToldBefore() {
    #expect(throws: RunStoreError.self) { try OpenFiles.require(1 << 40) }
    #expect(throws: Never.self) { try OpenFiles.require(3) }
  }

  @Test func anExportThatFailsLeavesNothing() throws {
    let run = try store.record(Samples.events(), name: "one")
    let source = try RunSource(run, in: store)
    try store.write {
      try $0.execute(sql: "UPDATE snapshot SET logits = x'00' WHERE evaluation_id = 2")
    }
    #expect(throws: RunStoreError.self) {
      try RunExport(source, folder: folder.path("new")).write(description: "{}")
    }
    #expect(access(folder.path("new"), F_OK) != 0)
    mkdir(folder.path("there"), 0o700)
    #expect(throws: RunStoreError.self) {
      try RunExport(source, folder: folder.path("there")).write(description: "{}")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("there")) == [])
  }
}

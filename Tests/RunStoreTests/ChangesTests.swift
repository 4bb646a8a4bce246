import Foundation
import GRDB
import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// Names, notes, deletion, and who is still recording.
struct ChangesTests {
  private let folder: TemporaryFolder
  private let store: RunStore

  init() throws {
    folder = try TemporaryFolder()
    store = try RunStore(path: folder.path("runs.sqlite"), access: .writing)
  }

  @Test func runsAreFoundByNameAndNumber() throws {
    let run = try store.record(Samples.events(), name: "by name")
    #expect(try store.run("by name").id == run.id)
    #expect(try store.run("\(run.id)").name == "by name")
    #expect(throws: RunStoreError.noRun("nobody")) { try store.run("nobody") }
    #expect(throws: RunStoreError.noRun("77")) { try store.run("77") }
  }

  @Test func namesAndNotesChange() throws {
    let run = try store.record(Samples.events(), name: "old")
    try store.record(Samples.events(), name: "taken")
    try store.change(run, name: "new")
    try store.change(run, note: "with momentum")
    #expect(try store.run("new").note == "with momentum")
    try store.change(run, name: "new", note: "")
    #expect(try store.run("new").note == "")
    #expect(throws: RunStoreError.nameTaken("taken")) { try store.change(run, name: "taken") }
    #expect(throws: RunStoreError.noRun("old")) { try store.run("old") }
    #expect(throws: RunStoreError.nameTaken("taken")) {
      try store.record(Samples.events(), name: "taken")
    }
    #expect(try store.freeName("free") == "free")
    #expect(try store.freeName("taken") == "taken-2")
  }

  @Test(arguments: ["", "  ", "12", "-3", "two\nlines", "bell\u{7}"])
  func badNamesAreRefused(name: String) {
    #expect(throws: RunStoreError.badName(name)) { try RunStore.check(name: name) }
  }

  @Test func aRunIsRunningAsLongAsItsRecorderLives() throws {
    var recorder: RunRecorder? = try store.record(
      name: "alive", fingerprint: "", description: Samples.description()
    ) { _ in }
    recorder?.record(.evaluated(Samples.evaluation(step: 0)))
    let run = try store.run("alive")
    #expect(run.status == .running)
    #expect(throws: RunStoreError.stillRecording(name: "alive")) { try store.delete(run) }
    try store.change(run, name: "renamed")
    recorder?.finish()
    recorder = nil
    #expect(try store.run("renamed").status == .interrupted)
    #expect(try store.run("renamed").snapshotCount == 1)
    try store.delete(run)
    #expect(try store.runs().runs.isEmpty)
  }

  @Test func aRunThatEndsWhileItIsListedIsNotCalledInterrupted() throws {
    for round in 0..<20 {
      let recorder = try store.record(
        name: "run \(round)", fingerprint: "", description: Samples.description()
      ) { _ in }
      let ending = Thread {
        for event in Samples.events().dropFirst() { recorder.record(event) }
        recorder.finish()
      }
      ending.start()
      var statuses: Set<RecordedRun.Status> = []
      while !statuses.contains(.stopped) { statuses.insert(try store.run("run \(round)").status) }
      #expect(!statuses.contains(.interrupted))
    }
  }

  @Test func deletingGivesTheRoomBackAndLeavesTheRest() throws {
    let labels = [Int32](repeating: 1, count: 3000)
    let evaluations = (0..<20).map {
      Samples.evaluation(step: $0, labels: labels, classCount: 10)
    }
    let description = Samples.description(classCount: 10, testCount: labels.count)
    let events = [.started(description)] + evaluations.map(TrainingEvent.evaluated)
    let kept = try store.record(events, name: "kept")
    let size = { () throws -> Int in
      try store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    }
    let before = try size()
    let run = try store.record(events, name: "gone")
    #expect(try store.byteCount(of: run) > 20 * 70_000)
    try store.delete(run)
    #expect(try size() <= before + 2)
    #expect(throws: RunStoreError.noRun("gone")) { try store.delete(run) }
    let source = try RunSource(kept, in: store)
    for (index, evaluation) in evaluations.enumerated() {
      #expect(try source.evaluation(at: index).snapshot.logits == evaluation.snapshot.logits)
    }
    let orphans = try store.read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT COUNT(*) FROM snapshot WHERE evaluation_id NOT IN (SELECT id FROM evaluation)")
    }
    #expect(orphans == 0)
  }

  @Test func numbersAreNeverUsedAgain() throws {
    let first = try store.record(Samples.events(), name: "first")
    try store.delete(first)
    #expect(try store.record(Samples.events(), name: "second").id > first.id)
  }
}

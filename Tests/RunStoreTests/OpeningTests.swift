import Foundation
import GRDB
import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// Whatever is at the path of a store, opening it gives a store or one clear error.
struct OpeningTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private func error(opening access: RunStore.Access) -> RunStoreError? {
    do {
      _ = try RunStore(path: path, access: access).runs()
      return nil
    } catch {
      return error as? RunStoreError
    }
  }

  @Test func theDefaultFollowsXDG() {
    let path = { (environment: [String: String]) in
      RunStore.defaultPath { environment[$0] }
    }
    #expect(path(["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/logitscope/runs.sqlite")
    #expect(path(["HOME": "/h"]) == "/h/.local/share/logitscope/runs.sqlite")
    #expect(
      path(["XDG_DATA_HOME": "relative", "HOME": "/h"])
        == "/h/.local/share/logitscope/runs.sqlite")
    #expect(path([:]) == nil)
  }

  @Test func nothingIsMissingForReadersAndMadeForWriters() throws {
    #expect(error(opening: .reading) == .missing(path: path))
    #expect(try folder.contents() == [])
    let nested = folder.path("a/b/c/runs.sqlite")
    #expect(try RunStore(path: nested, access: .writing).runs().runs.isEmpty)
    #expect(try RunStore(path: nested, access: .reading).runs().runs.isEmpty)
  }

  @Test func anEmptyFileBecomesAStore() throws {
    try folder.write([], to: "runs.sqlite")
    #expect(error(opening: .reading) == nil)
    #expect(error(opening: .writing) == nil)
  }

  @Test func anotherKindOfFileIsLeftAlone() throws {
    let text = Array("Dear diary, today I trained a network. ".utf8)
    let bytes = Array([[UInt8]](repeating: text, count: 100).joined())
    try folder.write(bytes, to: "runs.sqlite")
    #expect(error(opening: .reading) == .notAStore(path: path))
    #expect(error(opening: .writing) == .notAStore(path: path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
    #expect(try folder.contents() == ["runs.sqlite"])
  }

  @Test func whatCannotBeAStoreIsNotEvenOpened() throws {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(error(opening: .writing) == .notAStore(path: path))
    #expect(error(opening: .reading) == .notAStore(path: path))
    #expect(try folder.contents() == ["runs.sqlite"])
    #expect(throws: RunStoreError.unwritable(path: "", code: ENOENT)) {
      try RunStore(path: "", access: .writing)
    }
  }

  @Test func foldersOfARelativePathAreMade() throws {
    let program = try ProgramRun.program.path
    let run = try ProgramRun(
      path: "/bin/sh",
      [
        "-c", "cd '\(folder.url.path)' && exec \"$0\" \"$@\"", program, "train", "--model",
        "linear", "--epochs", "1", "--record", "name", "--store", "a/b/runs.sqlite",
      ])
    #expect(run.exitCode == 0 && run.errors.isEmpty)
    let store = try RunStore(path: folder.path("a/b/runs.sqlite"), access: .reading)
    #expect(try store.run("name").status == .finished)
  }

  @Test func somebodyElsesDatabaseIsLeftAlone() throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(error(opening: .reading) == .notAStore(path: path))
    #expect(error(opening: .writing) == .notAStore(path: path))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func aNewerVersionIsRefused() throws {
    try RunStore(path: path, access: .writing).write { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('2 something new')")
    }
    #expect(error(opening: .reading) == .newerVersion(path: path))
    #expect(error(opening: .writing) == .newerVersion(path: path))
  }

  @Test func aFolderIsNotAStore() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(error(opening: .reading) == .unopenable(path: path, code: EISDIR))
    #expect(error(opening: .writing) == .unwritable(path: path, code: EISDIR))
  }

  @Test func strangeNamesAreTakenAsTheyAre() throws {
    for name in ["file:memory?mode=memory", ":memory:", "a b%20c#d?e", "ü.sqlite"] {
      let path = folder.path(name)
      try RunStore(path: path, access: .writing).record(Samples.events(), name: "one")
      #expect(try RunStore(path: path, access: .reading).runs().runs.count == 1)
      #expect(try folder.contents().contains(name))
    }
  }

  /// Pages overwritten anywhere in the file: errors, no crash, and nothing but what was recorded.
  @Test func damageNeverCrashes() throws {
    let events = Samples.events()
    do {
      let store = try RunStore(path: path, access: .writing)
      for number in 0..<6 { try store.record(events, name: "run \(number)") }
    }
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SeededGenerator(seed: 5)
    var refusals = 0
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<30 {
        let position = Int.random(in: 100..<bytes.count, using: &generator)
        for offset in 0..<min(20, bytes.count - position) {
          bytes[position + offset] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let store = try RunStore(path: path, access: .reading)
        for run in try store.runs().runs {
          do { try RunSource(run, in: store).replay { _ in } } catch is RunStoreError {
            refusals += 1
          }
        }
      } catch is RunStoreError {
        refusals += 1
      }
    }
    #expect(refusals > 0)
  }

  @Test func oneDamagedRunDoesNotHideTheOthers() throws {
    let store = try RunStore(path: path, access: .writing)
    for name in ["first", "second", "third"] { try store.record(Samples.events(), name: name) }
    try store.write { db in
      try db.execute(sql: "UPDATE run SET configuration = '{' WHERE name = 'second'")
      try db.execute(
        sql: "UPDATE snapshot SET logits = x'0102' WHERE evaluation_id IN "
          + "(SELECT evaluation.id FROM evaluation JOIN run ON run_id = run.id "
          + "WHERE name = 'third')")
    }
    let listing = try store.runs()
    #expect(listing.runs.map(\.name) == ["third", "first"])
    #expect(listing.damaged == ["second"])
    #expect(throws: RunStoreError.damagedRun(name: "second")) { try store.run("second") }
    let third = try RunSource(listing.runs[0], in: store)
    #expect(throws: RunStoreError.damagedRun(name: "third")) { try third.evaluation(at: 0) }
  }

  @Test func aStoreOnAReadOnlyDiskCanBeRead() throws {
    try RunStore(path: path, access: .writing).record(Samples.events(), name: "one")
    // What a reader does when it may not create the file that readers coordinate with.
    let opening = StoreOpening(path: path, locks: RunLocks(storePath: path))
    let pool = try opening.openImmutable()
    #expect(try pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM snapshot") } == 3)
    #expect(try folder.contents() == ["runs.sqlite", "runs.sqlite-live"])
  }
}

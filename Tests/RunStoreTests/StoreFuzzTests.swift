import Foundation
import GRDB
import LogitEngine
import TestSupport
import Testing

@testable import RunStore

/// Stores that somebody has changed from outside, every column set to wild values, blobs cut and
/// flipped.
///
/// Whatever is in them, every use of them succeeds or says that they are damaged.
@Suite struct StoreFuzzTests {
  private let folder: TemporaryFolder
  private let original: String

  init() throws {
    folder = try TemporaryFolder()
    original = folder.path("original.sqlite")
    try Self.record(original)
    // One file, without a log beside it, to be copied.
    let queue = try DatabaseQueue(path: original)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try queue.close()
  }

  private static func record(_ path: String) throws {
    let store = try RunStore(path: path, access: .writing)
    try store.record(Samples.events(), name: "one")
    let checkpoint = try checkpoint()
    try store.record(
      [.started(Samples.description()), .checkpointed(checkpoint)] + Samples.events().dropFirst(),
      name: "two")
  }

  private static func checkpoint() throws -> Checkpoint {
    let shape = ImageShape(height: 1, width: 4)
    let examples = Examples(
      pixels: (0..<80).map { UInt8($0) }, labels: (0..<20).map { $0 % 3 }, shape: shape)
    let dataset = Dataset(
      name: "d", training: examples, test: examples, classNames: ["a", "b", "c"])
    let trainer = try Trainer(
      dataset: dataset,
      configuration: TrainingConfiguration(
        network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[0]),
        epochs: 1, batchSize: 5, checkpointing: .everyEpoch))
    var found: Checkpoint?
    _ = trainer.advance(by: 2) { if case .checkpointed(let checkpoint) = $0 { found = checkpoint } }
    return try #require(found)
  }

  /// Does everything with a store that the commands do; fails only by errors that are foreseen.
  private func use(_ path: String) {
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch {
        #expect(
          error is RunStoreError || error is CheckpointError || error is DataError, "\(error)")
      }
    }
    attempt {
      let store = try RunStore(path: path, access: .reading)
      for run in try store.runs().runs {
        attempt { _ = try store.byteCount(of: run) }
        attempt { _ = try store.checkpointSteps(of: run) }
        attempt { _ = try store.checkpoint(of: run) }
        attempt {
          let source = try RunSource(run, in: store)
          for index in source.evaluations.indices {
            attempt { _ = try source.evaluation(at: index) }
          }
          attempt { try source.replay { _ in } }
          attempt {
            _ = try RunExport(source, folder: path + ".export").write(description: "{}")
          }
          try? FileManager.default.removeItem(atPath: path + ".export")
        }
      }
    }
    attempt {
      let store = try RunStore(path: path, access: .writing)
      for run in try store.runs().runs {
        attempt {
          guard let checkpoint = try store.checkpoint(of: run) else { return }
          let recorder = try store.resume(
            run, from: checkpoint, description: run.description, onFailure: { _ in })
          recorder.record(.progress(Samples.progress(9...9)))
          recorder.finish()
        }
        attempt { try store.delete(run) }
      }
    }
  }

  private struct Column {
    var table: String
    var name: String
    var type: String
  }

  @Test func wildColumnsAreUsedOrRefused() throws {
    var generator = SeededGenerator(seed: FuzzRounds.seed(22))
    let columns = try DatabaseQueue(path: original).read { db in
      try ["run", "evaluation_set", "progress", "evaluation", "snapshot", "change", "checkpoint"]
        .flatMap { table in
          try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))").map { row in
            Column(table: table, name: row["name"], type: row["type"])
          }
        }
    }
    for round in 0..<FuzzRounds.count(250) {
      let path = folder.path("\(round).sqlite")
      try FileManager.default.copyItem(atPath: original, toPath: path)
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        for _ in 0..<Int.random(in: 1...2, using: &generator) {
          let column = columns[
            round < columns.count ? round : Int.random(in: 0..<columns.count, using: &generator)]
          let value = try wild(column, db, &generator)
          // What the schema itself refuses is no damage.
          try? db.execute(
            sql: "UPDATE \(column.table) SET \(column.name) = ? WHERE rowid % 2 = ? OR ? = 1",
            arguments: [
              value, Int.random(in: 0...1, using: &generator),
              Int.random(in: 0...1, using: &generator),
            ])
        }
      }
      try queue.close()
      use(path)
      for ending in ["", "-wal", "-shm", "-live"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
  }

  private func wild(
    _ column: Column, _ db: Database, _ generator: inout SeededGenerator
  ) throws -> DatabaseValue {
    switch column.type {
    case "INTEGER":
      return (WildValues.integers.randomElement(using: &generator) ?? 0).databaseValue
    case "REAL": return (WildValues.numbers.randomElement(using: &generator) ?? 0).databaseValue
    case "TEXT":
      let stored = try String.fetchOne(db, sql: "SELECT \(column.name) FROM \(column.table)") ?? ""
      guard Bool.random(using: &generator), stored.contains("\"") else {
        return (WildValues.texts.randomElement(using: &generator) ?? "").databaseValue
      }
      // A setting within the JSON of a configuration.
      var parts = stored.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
      let place = Int.random(in: 0..<parts.count, using: &generator)
      parts[place | 1 < parts.count ? place | 1 : place] =
        (WildValues.texts.randomElement(using: &generator) ?? "")
        .filter { $0 != "\"" && $0 != "\\" && !$0.isNewline }
      return parts.joined(separator: "\"").databaseValue
    default:
      var bytes = Array(
        try Data.fetchOne(db, sql: "SELECT \(column.name) FROM \(column.table)") ?? Data())
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes.removeSubrange(place...)
        case 2:
          let number = WildValues.integers.randomElement(using: &generator) ?? 0
          for (offset, byte) in FileBytes.bytes(of: number).enumerated()
          where place + offset < bytes.count {
            bytes[place + offset] = byte
          }
        default: bytes.append(contentsOf: bytes[..<place])
        }
      }
      return Data(bytes).databaseValue
    }
  }

  @Test func aStepBeyondWhatCanBeCountedIsDamage() throws {
    let queue = try DatabaseQueue(path: original)
    try queue.write { db in
      try db.execute(sql: "UPDATE evaluation SET step = 9007199254740992")
    }
    try queue.close()
    let store = try RunStore(path: original, access: .reading)
    #expect(try store.runs().damaged.sorted() == ["one", "two"])
    #expect(throws: RunStoreError.damagedRun(name: "one")) { try store.run("one") }
  }
}

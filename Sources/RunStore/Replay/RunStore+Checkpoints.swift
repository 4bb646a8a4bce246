import Foundation
import GRDB
import LogitEngine

extension RunStore {
  /// The steps from which a run can be gone on with, ascending.
  ///
  /// - Throws: ``RunStoreError``.
  public func checkpointSteps(of run: RecordedRun) throws -> [Int] {
    try read { db in
      try Int.fetchAll(
        db, sql: "SELECT step FROM checkpoint WHERE run_id = ? ORDER BY step", arguments: [run.id])
    }
  }

  /// The last checkpoint of a run at or before a step; nil if there is none.
  ///
  /// - Throws: ``RunStoreError``, or `CheckpointError`.
  public func checkpoint(of run: RecordedRun, atOrBefore step: Int = .max) throws -> Checkpoint? {
    let bytes = try read { db in
      try Data.fetchOne(
        db,
        sql: """
          SELECT state FROM checkpoint WHERE run_id = ? AND step <= ? ORDER BY step DESC LIMIT 1
          """, arguments: [run.id, step])
    }
    return try bytes.map { try Checkpoint(bytes: Array($0), origin: "the run '\(run.name)'") }
  }
}

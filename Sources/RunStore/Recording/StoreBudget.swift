import GRDB

/// How large a store may grow by recording a run, and what is given up to keep it that small.
public struct StoreBudget: Sendable {
  /// The most bytes that the store may take, everything in it counted, but for SQLite's log.
  public var limit: Int
  /// Called once, on the recorder's thread, when something is given up for the first time.
  public var onReached: @Sendable () -> Void

  /// Creates a budget.
  public init(limit: Int, onReached: @escaping @Sendable () -> Void) {
    self.limit = limit
    self.onReached = onReached
  }
}

/// Keeps a store within its limit: gives up logits, then checkpoints, then whole evaluations of one
/// run, each time those that leave the smallest gap.
struct StoreThinning {
  let runID: Int64
  let limit: Int
  let path: String

  /// The bytes of a store that are in use.
  static func usedBytes(_ db: Database) throws -> Int {
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
    return (pages - free) * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
  }

  /// Gives up what must be; tells whether anything was.
  ///
  /// - Throws: ``RunStoreError/limitReached(path:limit:)`` when that is not enough.
  func thin(_ db: Database) throws -> Bool {
    guard try Self.usedBytes(db) > limit else { return false }
    try thin(
      db, listed: "evaluation JOIN snapshot ON evaluation_id = id",
      giving: [
        "DELETE FROM snapshot WHERE evaluation_id = ?",
        "UPDATE run SET thinned = thinned + 1 WHERE id = (SELECT run_id FROM evaluation WHERE id = ?)",
      ])
    try thin(
      db, listed: "checkpoint", key: "rowid", giving: ["DELETE FROM checkpoint WHERE rowid = ?"])
    try thin(
      db, listed: "evaluation LEFT JOIN snapshot ON evaluation_id = id",
      condition: "AND evaluation_id IS NULL",
      giving: [
        "UPDATE run SET thinned = thinned - 1 WHERE id = (SELECT run_id FROM evaluation WHERE id = ?)",
        "DELETE FROM evaluation WHERE id = ?",
      ])
    guard try Self.usedBytes(db) <= limit else {
      throw RunStoreError.limitReached(path: path, limit: limit)
    }
    return true
  }

  private func thin(
    _ db: Database, listed: String, key: String = "id", condition: String = "",
    giving statements: [String]
  ) throws {
    var kept = try Row.fetchAll(
      db,
      sql: "SELECT \(key) AS key, step FROM \(listed) WHERE run_id = ? \(condition) ORDER BY step",
      arguments: [runID]
    ).map { row in (key: try row.checked("key") as Int64, step: try row.checkedCount("step")) }
    while try Self.usedBytes(db) > limit,
      let position = EvenSpread.leastNeeded(kept.map(\.step))
    {
      let given = kept.remove(at: position)
      for sql in statements {
        try db.cachedStatement(sql: sql).execute(arguments: [given.key])
      }
    }
  }
}

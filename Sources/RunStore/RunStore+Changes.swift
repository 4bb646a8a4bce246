import GRDB

extension RunStore {
  /// Gives a run another name, another note, or both.
  ///
  /// - Throws: ``RunStoreError``.
  public func change(_ run: RecordedRun, name: String? = nil, note: String? = nil) throws {
    if let name { try Self.check(name: name) }
    try write { db in
      if let name {
        let owner = try Int64.fetchOne(
          db, sql: "SELECT id FROM run WHERE name = ?", arguments: [name])
        guard owner == nil || owner == run.id else { throw RunStoreError.nameTaken(name) }
      }
      try db.execute(
        sql: "UPDATE run SET name = IFNULL(?, name), note = IFNULL(?, note) WHERE id = ?",
        arguments: [name, note, run.id])
      guard db.changesCount == 1 else { throw RunStoreError.noRun(run.name) }
    }
  }

  /// Deletes a run with everything in it and gives its room back.
  ///
  /// - Throws: ``RunStoreError``, for instance while the run is being recorded.
  public func delete(_ run: RecordedRun) throws {
    try write { db in
      guard try status(of: run.id, db) != .running else {
        throw RunStoreError.stillRecording(name: run.name)
      }
      try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.id])
      guard db.changesCount == 1 else { throw RunStoreError.noRun(run.name) }
    }
    try giveRoomBack()
  }

  /// Makes the file smaller piece by piece, so that whoever records need not wait for long.
  private func giveRoomBack() throws {
    let pagesAtOnce = 1000
    while true {
      let isDone = try write { db in
        let before = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        try db.execute(sql: "PRAGMA incremental_vacuum(\(pagesAtOnce))")
        let after = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        return after == 0 || after >= before
      }
      if isDone { return }
    }
  }

  /// Whether a run may have a name.
  ///
  /// A name is one line that is not a number, which would be taken for the number of a run.
  /// - Throws: ``RunStoreError/badName(_:)``.
  public static func check(name: String) throws {
    let isPrintable = name.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .lineSeparator
    }
    guard isPrintable, name.contains(where: { !$0.isWhitespace }), name.count <= 200,
      Int64(name) == nil
    else { throw RunStoreError.badName(name) }
  }
}

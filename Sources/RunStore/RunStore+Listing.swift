import GRDB
import LogitEngine

/// The runs of a store.
public struct RunListing: Sendable {
  /// The runs that can be read, the latest first.
  public var runs: [RecordedRun]
  /// The names of runs that are damaged.
  public var damaged: [String]

  /// Creates a list without runs.
  public init() {
    runs = []
    damaged = []
  }
}

extension RunStore {
  /// All runs.
  ///
  /// - Throws: ``RunStoreError``.
  public func runs() throws -> RunListing {
    var listing = try read { db in
      var listing = RunListing()
      for row in try Row.fetchAll(db, sql: Self.selection + " ORDER BY created DESC, id DESC") {
        do {
          listing.runs.append(try run(row, db))
        } catch is DamagedBytes {
          listing.damaged.append(String.fromDatabaseValue(row["name"]) ?? "?")
        }
      }
      return listing
    }
    for index in listing.runs.indices { try settleStatus(of: &listing.runs[index]) }
    return listing
  }

  /// The run of a name, or else of a number.
  ///
  /// - Throws: ``RunStoreError``.
  public func run(_ nameOrNumber: String) throws -> RecordedRun {
    var found = try read { db in
      var row = try Row.fetchOne(
        db, sql: Self.selection + " WHERE name = ?", arguments: [nameOrNumber])
      if row == nil, let id = Int64(nameOrNumber) {
        row = try Row.fetchOne(db, sql: Self.selection + " WHERE id = ?", arguments: [id])
      }
      guard let row else { throw RunStoreError.noRun(nameOrNumber) }
      do {
        return try run(row, db)
      } catch is DamagedBytes {
        throw RunStoreError.damagedRun(name: nameOrNumber)
      }
    }
    try settleStatus(of: &found)
    return found
  }

  /// The name that a run has by now; nil if that cannot be found out.
  func name(ofRun id: Int64) -> String? {
    try? read { db in
      try String.fetchOne(db, sql: "SELECT name FROM run WHERE id = ?", arguments: [id])
    }
  }

  /// Finds out whether a run that claims to be running does.
  private func settleStatus(of run: inout RecordedRun) throws {
    guard run.status == .running, !locks.isHeld(run.id) else { return }
    // It may have ended since the look at its row; what is read now is the last word.
    let id = run.id
    run.status = try read { db in try status(of: id, db) }
  }

  func status(of id: Int64, _ db: Database) throws -> RecordedRun.Status {
    let text = try String.fetchOne(db, sql: "SELECT status FROM run WHERE id = ?", arguments: [id])
    guard let status = text.flatMap(RecordedRun.Status.init) else { return .interrupted }
    return status == .running && !locks.isHeld(id) ? .interrupted : status
  }

  /// How many bytes of the store a run takes, for its progress, metrics, logits and checkpoints.
  ///
  /// - Throws: ``RunStoreError``.
  public func byteCount(of run: RecordedRun) throws -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT CAST(
            (SELECT TOTAL(LENGTH(block)) FROM progress WHERE run_id = :id)
            + (SELECT TOTAL(LENGTH(report)) FROM evaluation WHERE run_id = :id)
            + (SELECT TOTAL(LENGTH(logits)) FROM snapshot JOIN evaluation ON id = evaluation_id
               WHERE run_id = :id)
            + (SELECT TOTAL(LENGTH(labels)) FROM evaluation_set WHERE run_id = :id)
            + (SELECT TOTAL(LENGTH(state)) FROM checkpoint WHERE run_id = :id)
            AS INTEGER)
          """, arguments: ["id": run.id]) ?? 0
    }
  }

  private static let selection = """
    SELECT *,
      (SELECT COUNT(*) FROM evaluation WHERE run_id = run.id) AS evaluation_count,
      (SELECT COUNT(*) FROM snapshot JOIN evaluation ON evaluation.id = evaluation_id
       WHERE run_id = run.id) AS snapshot_count,
      (SELECT COUNT(*) FROM checkpoint WHERE run_id = run.id) AS checkpoint_count
    FROM run
    """

  private func run(_ row: Row, _ db: Database) throws -> RecordedRun {
    let id: Int64 = try row.checked("id")
    guard let status = RecordedRun.Status(rawValue: try row.checked("status")) else {
      throw DamagedBytes()
    }
    let lastEvaluation = try Row.fetchOne(
      db, sql: "SELECT * FROM evaluation WHERE run_id = ? ORDER BY sequence DESC LIMIT 1",
      arguments: [id])
    let seconds: Double? = try row.checkedOptional("seconds")
    return RecordedRun(
      id: id, name: try row.checked("name"), note: try row.checked("note"),
      created: try row.checked("created"), status: status, description: try description(row),
      datasetFingerprint: try row.checked("fingerprint"),
      lastMoment: TrainingMoment(
        step: try row.checkedCount("last_step"), epoch: try row.checked("last_epoch")),
      evaluationCount: try row.checkedCount("evaluation_count"),
      snapshotCount: try row.checkedCount("snapshot_count"),
      thinnedCount: try row.checkedCount("thinned"),
      checkpointCount: try row.checkedCount("checkpoint_count"),
      totals: try seconds.map { seconds in
        RecordedRun.Totals(
          seconds: seconds, examplesPerSecond: try row.checkedOptional("images_per_second") ?? 0,
          millisecondsPerStep: try row.checkedOptional("milliseconds_per_step") ?? 0)
      },
      lastEvaluation: try lastEvaluation.map { try RecordedEvaluation($0) })
  }

  private func description(_ row: Row) throws -> RunDescription {
    let configuration = try StoredJSON.value(
      SettingsCoding.self, from: try row.checked("configuration"))
    let classNames = try StoredJSON.value([String].self, from: try row.checked("class_names"))
    let stepsPerEpoch = try row.checkedCount("steps_per_epoch")
    guard classNames.count > 1, stepsPerEpoch > 0 else { throw DamagedBytes() }
    return RunDescription(
      datasetName: try row.checked("dataset"), classNames: classNames,
      trainingCount: try row.checkedCount("training_count"),
      testCount: try row.checkedCount("test_count"), networkName: try row.checked("network"),
      configuration: try configuration.configuration,
      stepsPerEpoch: stepsPerEpoch,
      totalSteps: try row.checkedCount("total_steps"),
      parameterCount: try row.checkedCount("parameter_count"),
      firstStep: try row.checkedCount("first_step"))
  }
}

extension RecordedEvaluation {
  /// Reads an evaluation from its row.
  init(_ row: Row) throws {
    let decoded = try row.withBytes("report", ReportCoding.decode)
    self.init(
      moment: TrainingMoment(step: try row.checkedCount("step"), epoch: try row.checked("epoch")),
      trainingLoss: decoded.trainingLoss, report: decoded.report)
  }
}

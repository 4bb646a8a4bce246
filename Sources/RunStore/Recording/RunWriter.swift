import Foundation
import GRDB
import LogitEngine

/// Writes a run, a batch of items a transaction.
struct RunWriter {
  /// How many checkpoints a run keeps at most.
  static let maximumCheckpoints = 8
  /// How many bytes its checkpoints take at most, but for the latest.
  private static let maximumCheckpointBytes = 128 << 20

  private let store: RunStore
  private let id: Int64
  private let description: RunDescription
  private let budget: StoreBudget?
  private var sequence: Int
  private var hasLabels: Bool
  private var hasReachedLimit = false
  /// The bytes of the store that were in use after the last write.
  private(set) var storeBytes = 0

  /// Creates the writer of a run that is in the store already.
  ///
  /// - Parameters:
  ///   - sequence: how many events the store has of it.
  ///   - hasLabels: whether the store has the labels of its evaluation set.
  ///   - budget: how large the store may become; nil for as large as it likes.
  init(
    store: RunStore, id: Int64, description: RunDescription, sequence: Int = 0,
    hasLabels: Bool = false, budget: StoreBudget? = nil
  ) {
    self.budget = budget
    self.store = store
    self.id = id
    self.description = description
    self.sequence = sequence
    self.hasLabels = hasLabels
  }

  /// A row to be, packed before the transaction begins, so that others wait only for the disk.
  private enum Row {
    case progress([UInt8], last: TrainingMoment)
    case evaluation(TrainingMoment, report: [UInt8], logits: [UInt8]?)
    case change(RunStatus, loss: String)
    case checkpoint([UInt8], step: Int)
    case end(TrainingSummary)

    /// How many events of the run the row stands for.
    var events: Int { if case .checkpoint = self { 0 } else { 1 } }
  }

  /// Writes all items or, if it throws, none.
  mutating func write(_ items: [RecordingQueue.Item]) throws {
    var labels: [UInt8]?
    var rows: [Row] = []
    for item in items {
      rows.append(try row(item))
      if labels == nil, !hasLabels, case .evaluation(let evaluation, isThinned: false) = item {
        labels = PackedWords.pack(evaluation.snapshot.labels)
      }
    }
    let first = sequence
    try store.checkPlace()
    let (isThinned, bytes) = try store.write { db in
      if let labels {
        try db.execute(
          sql: "INSERT INTO evaluation_set (run_id, labels) VALUES (?, ?)",
          arguments: [id, Data(labels)])
      }
      var sequence = first
      for row in rows {
        try insert(row, sequence: sequence, db)
        sequence += row.events
      }
      let thinning = budget.map {
        StoreThinning(runID: id, limit: $0.limit, path: store.path)
      }
      return (try thinning?.thin(db) ?? false, try StoreThinning.usedBytes(db))
    }
    store.place.note()
    storeBytes = bytes
    if isThinned, !hasReachedLimit {
      hasReachedLimit = true
      budget?.onReached()
    }
    sequence += rows.reduce(0) { $0 + $1.events }
    hasLabels = hasLabels || labels != nil
  }

  /// Writes a change within a transaction that is under way.
  mutating func write(_ status: RunStatus, _ db: Database) throws {
    try insert(row(.change(status)), sequence: sequence, db)
    sequence += 1
  }

  private func row(_ item: RecordingQueue.Item) throws -> Row {
    switch item {
    case .progress(let block):
      let moment = block.last?.moment ?? TrainingMoment(step: 0, epoch: 0)
      return .progress(ProgressCoding.encode(block), last: moment)
    case .evaluation(let evaluation, let isThinned):
      let snapshot = evaluation.snapshot
      let fits = !isThinned && snapshot.logits.count <= PackedWords.maximumCount
      if !isThinned {
        precondition(
          snapshot.exampleCount == description.testCount
            && snapshot.classCount == description.classNames.count,
          "a snapshot is not of the evaluation set that its run described")
      }
      return .evaluation(
        evaluation.moment,
        report: ReportCoding.encode(evaluation.report, trainingLoss: evaluation.trainingLoss),
        logits: fits ? PackedWords.pack(snapshot.logits) : nil)
    case .change(let status):
      return .change(status, loss: try StoredJSON.text(SettingsCoding(status.loss)))
    case .checkpoint(let checkpoint):
      return .checkpoint(try checkpoint.bytes(), step: checkpoint.moment.step)
    case .end(let summary): return .end(summary)
    }
  }

  private func insert(_ row: Row, sequence: Int, _ db: Database) throws {
    switch row {
    case .progress(let block, let last):
      try db.cachedStatement(
        sql: "INSERT INTO progress (run_id, sequence, block) VALUES (?, ?, ?)"
      ).execute(arguments: [id, sequence, Data(block)])
      try setLast(last, db)
    case .evaluation(let moment, let report, let logits):
      try db.cachedStatement(
        sql: "INSERT INTO evaluation (run_id, sequence, step, epoch, report) VALUES (?, ?, ?, ?, ?)"
      ).execute(arguments: [id, sequence, moment.step, moment.epoch, Data(report)])
      if let logits {
        try db.cachedStatement(sql: "INSERT INTO snapshot (evaluation_id, logits) VALUES (?, ?)")
          .execute(arguments: [db.lastInsertedRowID, Data(logits)])
      } else {
        try db.execute(sql: "UPDATE run SET thinned = thinned + 1 WHERE id = ?", arguments: [id])
      }
      try setLast(moment, db)
    case .change(let status, let loss):
      try db.cachedStatement(
        sql: """
          INSERT INTO change (run_id, sequence, step, epoch, is_paused, loss, learning_rate,
            steps_per_second_limit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        id, sequence, status.moment.step, status.moment.epoch, status.isPaused, loss,
        status.learningRate, status.stepsPerSecondLimit,
      ])
    case .checkpoint(let state, let step):
      try db.execute(
        sql: "INSERT OR REPLACE INTO checkpoint (run_id, step, state) VALUES (?, ?, ?)",
        arguments: [id, step, Data(state)])
      try thinCheckpoints(db)
    case .end(let summary):
      let status: RecordedRun.Status = summary.wasStopped ? .stopped : .finished
      try db.execute(
        sql: """
          UPDATE run SET status = ?, seconds = ?, images_per_second = ?, milliseconds_per_step = ?
          WHERE id = ?
          """,
        arguments: [
          status.rawValue, summary.seconds, summary.examplesPerSecond, summary.millisecondsPerStep,
          id,
        ])
      try setLast(summary.moment, db)
    }
  }

  /// Keeps a few checkpoints, the first and the latest among them: each is as large as the network
  /// and its optimizer.
  private func thinCheckpoints(_ db: Database) throws {
    var kept = try GRDB.Row.fetchAll(
      db,
      sql: "SELECT step, LENGTH(state) AS bytes FROM checkpoint WHERE run_id = ? ORDER BY step",
      arguments: [id]
    ).map { row in (step: try row.checkedCount("step"), bytes: try row.checkedCount("bytes")) }
    while kept.count > Self.maximumCheckpoints
      || (kept.count > 1 && kept.reduce(0) { $0 + $1.bytes } > Self.maximumCheckpointBytes)
    {
      let given = kept.remove(at: EvenSpread.leastNeeded(kept.map(\.step)) ?? 0)
      try db.execute(
        sql: "DELETE FROM checkpoint WHERE run_id = ? AND step = ?", arguments: [id, given.step])
    }
  }

  private func setLast(_ moment: TrainingMoment, _ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE run SET last_step = ?, last_epoch = ? WHERE id = ?")
      .execute(arguments: [moment.step, moment.epoch, id])
    // Whoever deletes a run behind its recorder's back must have gone round its lock.
    guard db.changesCount == 1 else { throw RunStoreError.noRun(String(id)) }
  }
}

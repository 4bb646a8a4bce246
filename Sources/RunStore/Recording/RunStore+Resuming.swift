import Foundation
import GRDB
import LogitEngine

extension RunStore {
  /// Goes on recording a run from one of its checkpoints; what was recorded after that is taken
  /// back.
  ///
  /// - Parameters:
  ///   - run: a run that nobody records.
  ///   - checkpoint: the checkpoint that the trainer goes on from.
  ///   - description: the trainer's description of the run; it may be longer than it was.
  ///   - budget: how large the store may become; nil for as large as it likes.
  ///   - onFailure: told, once and on the recorder's thread, why recording ended early.
  /// - Throws: ``RunStoreError``, for instance while the run is being recorded.
  public func resume(
    _ run: RecordedRun, from checkpoint: Checkpoint, description: RunDescription,
    budget: StoreBudget? = nil, onFailure: @escaping @Sendable (RunStoreError) -> Void
  ) throws -> RunRecorder {
    let configuration = try StoredJSON.text(SettingsCoding(description.configuration))
    try OpenFiles.require(Self.filesOfRecording)
    let id = run.id
    var resumption = Resumption(isEvaluated: true, secondsBefore: 0)
    var (writer, lock): (RunWriter?, RunLocks.Held?)
    try write { db in
      // Somebody else may have gone on with it since it was looked up.
      guard try status(of: id, db) == run.status, run.status != .running else {
        throw RunStoreError.stillRecording(name: run.name)
      }
      lock = locks.hold(id)
      let trimming = RunTrimming(run: run, moment: checkpoint.moment)
      let secondsBefore = try trimming.trim(db)
      try db.execute(
        sql: """
          UPDATE run SET status = ?, configuration = ?, total_steps = ?, last_step = ?,
            last_epoch = ?, seconds = NULL, images_per_second = NULL, milliseconds_per_step = NULL
          WHERE id = ?
          """,
        arguments: [
          RecordedRun.Status.running.rawValue, configuration, description.totalSteps,
          checkpoint.moment.step, checkpoint.moment.epoch, id,
        ])
      guard db.changesCount == 1 else { throw RunStoreError.noRun(run.name) }
      // A run that does not begin or end there is not evaluated there unless it was before.
      let needsEvaluation =
        [run.description.firstStep, description.totalSteps].contains(checkpoint.moment.step)
      resumption = Resumption(
        isEvaluated: try !needsEvaluation || trimming.isEvaluated(db), secondsBefore: secondsBefore)
      var next = RunWriter(
        store: self, id: id, description: description, sequence: try trimming.nextSequence(db),
        hasLabels: try trimming.hasLabels(db), budget: budget)
      if let status = try trimming.changedStatus(from: checkpoint, db) {
        try next.write(status, db)
      }
      writer = next
    }
    guard let writer else { throw RunStoreError.noRun(run.name) }
    return RunRecorder(
      writer: writer, runID: id, store: self, lock: lock, queue: RecordingQueue(),
      resumption: resumption, onFailure: onFailure)
  }
}

/// Takes back what a run recorded after a moment.
struct RunTrimming {
  let run: RecordedRun
  let moment: TrainingMoment

  private var step: Int { moment.step }

  /// Deletes everything after the moment; returns the seconds that the run had taken until then.
  func trim(_ db: Database) throws -> Double {
    for table in ["evaluation", "change", "checkpoint"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE run_id = ? AND step > ?", arguments: [run.id, step])
    }
    try db.execute(
      sql: """
        UPDATE run SET thinned = (SELECT COUNT(*) FROM evaluation WHERE run_id = run.id
          AND NOT EXISTS (SELECT 1 FROM snapshot WHERE evaluation_id = evaluation.id))
        WHERE id = ?
        """, arguments: [run.id])
    while let row = try Row.fetchOne(
      db,
      sql: "SELECT id, block FROM progress WHERE run_id = ? ORDER BY sequence DESC LIMIT 1",
      arguments: [run.id])
    {
      let id: Int64 = try row.checked("id")
      let block = try row.withBytes("block", ProgressCoding.decode)
      if let last = block.last, last.moment.step <= step { return last.secondsElapsed }
      let kept = block.compactMap(kept)
      guard let last = kept.last else {
        try db.execute(sql: "DELETE FROM progress WHERE id = ?", arguments: [id])
        continue
      }
      try db.execute(
        sql: "UPDATE progress SET block = ? WHERE id = ?",
        arguments: [Data(ProgressCoding.encode(kept)), id])
      return last.secondsElapsed
    }
    return 0
  }

  /// The part of a report that lies before the moment; nil if none does.
  private func kept(_ progress: TrainingProgress) -> TrainingProgress? {
    let excess = progress.moment.step - step
    guard excess > 0 else { return progress }
    guard excess < progress.losses.count else { return nil }
    var kept = progress
    kept.moment = moment
    kept.losses.removeLast(excess)
    return kept
  }

  /// Whether the run was evaluated at the moment.
  func isEvaluated(_ db: Database) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 FROM evaluation WHERE run_id = ? AND step = ? LIMIT 1",
      arguments: [run.id, step]) != nil
  }

  /// Whether the labels of the evaluation set are stored.
  func hasLabels(_ db: Database) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 FROM evaluation_set WHERE run_id = ?", arguments: [run.id]) != nil
  }

  /// The number of the event to come.
  func nextSequence(_ db: Database) throws -> Int {
    let last = try ["progress", "evaluation", "change"].map { table in
      try Int.fetchOne(
        db, sql: "SELECT MAX(sequence) FROM \(table) WHERE run_id = ?", arguments: [run.id]) ?? -1
    }
    return (last.max() ?? -1) + 1
  }

  /// The status that a trainer begins with when it goes on from a checkpoint, if that is not the
  /// one recorded last: a run may have been paused, or changed right after its checkpoint.
  func changedStatus(from checkpoint: Checkpoint, _ db: Database) throws -> RunStatus? {
    let configuration = run.description.configuration
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM change WHERE run_id = ? ORDER BY sequence DESC LIMIT 1",
      arguments: [run.id])
    let last = try row.map { try RunStatus($0, of: configuration) }
    let now = RunStatus(
      moment: last?.moment ?? moment, isPaused: false, loss: checkpoint.loss,
      learningRate: checkpoint.learningRate, stepsPerSecondLimit: nil)
    let recorded =
      last
      ?? RunStatus(
        moment: now.moment, isPaused: false, loss: configuration.loss,
        learningRate: configuration.learningRate, stepsPerSecondLimit: nil)
    guard recorded != now else { return nil }
    var changed = now
    changed.moment = moment
    return changed
  }
}

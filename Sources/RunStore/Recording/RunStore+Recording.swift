import GRDB
import Glibc
import LogitEngine

extension RunStore {
  /// Begins to record a run.
  ///
  /// - Parameters:
  ///   - name: a name that no run of the store has.
  ///   - note: whatever is worth saying.
  ///   - fingerprint: the fingerprint of the dataset.
  ///   - description: what stays the same during the run.
  ///   - budget: how large the store may become; nil for as large as it likes.
  ///   - onFailure: told, once and on the recorder's thread, why recording ended early.
  /// - Throws: ``RunStoreError``.
  public func record(
    name: String, note: String = "", fingerprint: String, description: RunDescription,
    budget: StoreBudget? = nil, onFailure: @escaping @Sendable (RunStoreError) -> Void
  ) throws -> RunRecorder {
    try record(
      name: name, note: note, fingerprint: fingerprint, description: description,
      queue: RecordingQueue(), budget: budget, onFailure: onFailure)
  }

  func record(
    name: String, note: String, fingerprint: String, description: RunDescription,
    queue: RecordingQueue, budget: StoreBudget? = nil,
    onFailure: @escaping @Sendable (RunStoreError) -> Void
  ) throws -> RunRecorder {
    try Self.check(name: name)
    try OpenFiles.require(Self.filesOfRecording)
    let configuration = try StoredJSON.text(SettingsCoding(description.configuration))
    let classNames = try StoredJSON.text(description.classNames)
    let (id, lock) = try write { db in
      guard
        try String.fetchOne(db, sql: "SELECT name FROM run WHERE name = ?", arguments: [name])
          == nil
      else { throw RunStoreError.nameTaken(name) }
      try db.execute(
        sql: """
          INSERT INTO run (name, note, created, status, dataset, fingerprint, class_names,
            training_count, test_count, network, configuration, steps_per_epoch, total_steps,
            parameter_count, first_step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          name, note, Self.now, RecordedRun.Status.running.rawValue, description.datasetName,
          fingerprint, classNames, description.trainingCount, description.testCount,
          description.networkName, configuration, description.stepsPerEpoch,
          description.totalSteps, description.parameterCount, description.firstStep,
        ])
      // Locked before anybody can see the row, lest it look interrupted for a moment.
      let id = db.lastInsertedRowID
      return (id, locks.hold(id))
    }
    return RunRecorder(
      writer: RunWriter(store: self, id: id, description: description, budget: budget), runID: id,
      store: self, lock: lock, queue: queue, onFailure: onFailure)
  }

  /// How many files recording a run may come to open besides those that are open already: those of
  /// a few more connections, and the queue's own.
  static let filesOfRecording = 20

  /// The first of `name`, `name-2`, `name-3`… that no run has.
  ///
  /// - Throws: ``RunStoreError``.
  public func freeName(_ name: String) throws -> String {
    try read { db in
      let taken = try String.fetchSet(db, sql: "SELECT name FROM run")
      if !taken.contains(name) { return name }
      var number = 2
      while taken.contains("\(name)-\(number)") { number += 1 }
      return "\(name)-\(number)"
    }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

import GRDB
import LogitEngine

/// A recorded run as a source of events: the same that the trainer reported, in the same order, and
/// any evaluation at once.
public struct RunSource: Sendable {
  /// The run.
  public private(set) var run: RecordedRun
  /// What stayed the same during the run.
  public var description: RunDescription { run.description }
  /// The reports of progress, with the loss of every step.
  public private(set) var progress: [TrainingProgress] = []
  /// The evaluations whose logits are there: the moments that can be shown.
  public private(set) var evaluations: [RecordedEvaluation] = []
  /// Every evaluation, those that lost their logits too: all there is for curves.
  public private(set) var allEvaluations: [RecordedEvaluation] = []
  /// What commands changed during the run.
  public private(set) var changes: [RunStatus] = []

  private let store: RunStore
  private var labels: [Int32] = []
  /// The keys of the snapshots, one an evaluation of ``evaluations``.
  private var snapshotKeys: [Int64] = []
  private var order: [Step] = []
  /// The number of the last event that has been read.
  private var lastSequence = -1

  /// An event by its place among those of its kind.
  private enum Step {
    case progress(Range<Int>)
    case evaluation(Int)
    /// An evaluation that lost its logits, among all.
    case thinned(Int)
    case change(Int)
  }

  /// Reads everything of a run but its logits.
  ///
  /// - Throws: ``RunStoreError``.
  public init(_ run: RecordedRun, in store: RunStore) throws {
    self.run = run
    self.store = store
    try read()
  }

  /// Reads what has been recorded since, and what has become of the run; returns the new reports.
  ///
  /// - Throws: ``RunStoreError``; then nothing has been read.
  public mutating func update() throws -> [Report] {
    var updated = self
    // In this order: of a run that has ended by now, everything has been written.
    updated.run = try store.run(String(run.id))
    try updated.read()
    let reports = updated.order[order.count...].flatMap(updated.reports)
    self = updated
    return reports
  }

  private mutating func read() throws {
    do {
      try store.pool.read { db in try read(db) }
    } catch is DamagedBytes {
      throw RunStoreError.damagedRun(name: run.name)
    } catch {
      throw RunStoreError(error, path: store.path)
    }
  }

  private mutating func read(_ db: Database) throws {
    let arguments: StatementArguments = [run.id, lastSequence]
    var steps: [(sequence: Int, step: Step)] = []

    let blocks = try Row.fetchCursor(
      db,
      sql: """
        SELECT sequence, block FROM progress WHERE run_id = ? AND sequence > ? ORDER BY sequence
        """, arguments: arguments)
    while let row = try blocks.next() {
      let block = try row.withBytes("block", ProgressCoding.decode)
      let begin = progress.count
      progress += block
      steps.append((try row.checked("sequence"), .progress(begin..<progress.count)))
    }

    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, sequence, step, epoch, report,
          EXISTS (SELECT 1 FROM snapshot WHERE evaluation_id = id) AS has_logits
        FROM evaluation WHERE run_id = ? AND sequence > ? ORDER BY sequence
        """, arguments: arguments)
    while let row = try rows.next() {
      let evaluation = try RecordedEvaluation(row)
      guard evaluation.report.classes.count == run.description.classNames.count else {
        throw DamagedBytes()
      }
      allEvaluations.append(evaluation)
      guard try row.checked("has_logits") else {
        steps.append((try row.checked("sequence"), .thinned(allEvaluations.count - 1)))
        continue
      }
      steps.append((try row.checked("sequence"), .evaluation(evaluations.count)))
      evaluations.append(evaluation)
      snapshotKeys.append(try row.checked("id"))
    }

    for row in try Row.fetchAll(
      db, sql: "SELECT * FROM change WHERE run_id = ? AND sequence > ? ORDER BY sequence",
      arguments: arguments)
    {
      steps.append((try row.checked("sequence"), .change(changes.count)))
      changes.append(try RunStatus(row, of: run.description.configuration))
    }

    steps.sort { $0.sequence < $1.sequence }
    order += steps.map(\.step)
    lastSequence = steps.last?.sequence ?? lastSequence
    if labels.isEmpty { labels = try Self.labels(of: run, db) }
  }

  private static func labels(of run: RecordedRun, _ db: Database) throws -> [Int32] {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT labels FROM evaluation_set WHERE run_id = ?", arguments: [run.id])
    guard let row = try cursor.next() else { return [] }
    let labels = try row.withBytes("labels") {
      try PackedWords.integers($0, count: run.description.testCount)
    }
    let classes = 0..<Int32(run.description.classNames.count)
    guard labels.allSatisfy(classes.contains) else { throw DamagedBytes() }
    return labels
  }

  /// The evaluation at an index of ``evaluations``, with its logits, read and unpacked alone.
  ///
  /// - Throws: ``RunStoreError``.
  public func evaluation(at index: Int) throws -> Evaluation {
    let recorded = evaluations[index]
    do {
      return try store.pool.read { db in
        Evaluation(
          moment: recorded.moment, trainingLoss: recorded.trainingLoss,
          snapshot: try snapshot(snapshotKeys[index], of: recorded, db), report: recorded.report)
      }
    } catch is DamagedBytes {
      throw RunStoreError.damagedRun(name: run.name)
    } catch {
      throw RunStoreError(error, path: store.path)
    }
  }

  private func snapshot(
    _ key: Int64, of recorded: RecordedEvaluation, _ db: Database
  ) throws -> LogitSnapshot {
    let classCount = description.classNames.count
    let statement = try db.cachedStatement(
      sql: "SELECT logits FROM snapshot WHERE evaluation_id = ?")
    let cursor = try Row.fetchCursor(statement, arguments: [key])
    guard let row = try cursor.next() else {
      // Either somebody deleted the run meanwhile, or its store has reached a limit.
      let isThere =
        try Int.fetchOne(db, sql: "SELECT 1 FROM run WHERE id = ?", arguments: [run.id]) != nil
      throw isThere
        ? RunStoreError.logitsThinned(name: run.name, step: recorded.moment.step)
        : RunStoreError.noRun(run.name)
    }
    let (count, overflows) = labels.count.multipliedReportingOverflow(by: classCount)
    guard !overflows, labels.count == description.testCount else { throw DamagedBytes() }
    let logits = try row.withBytes("logits") { try PackedWords.floats($0, count: count) }
    return LogitSnapshot(logits: logits, labels: labels, classCount: classCount)
  }

  /// The index of the last evaluation at or before a step; nil if there is none.
  public func evaluationIndex(atOrBefore step: Int) -> Int? {
    evaluations.lastIndex { $0.moment.step <= step }
  }

  /// Reports the events of the run, from its start up to and including those at a step.
  ///
  /// The run's end is the last of them if the run ended there.
  /// - Throws: ``RunStoreError``, or whatever `report` throws.
  public func replay(upTo lastStep: Int = .max, _ report: (TrainingEvent) throws -> Void) throws {
    try report(.started(description))
    var last: Evaluation?
    for step in order {
      switch step {
      case .progress(let range):
        for progress in progress[range] where progress.moment.step <= lastStep {
          try report(.progress(progress))
        }
      case .evaluation(let index):
        guard evaluations[index].moment.step <= lastStep else { continue }
        let evaluation = try evaluation(at: index)
        last = evaluation
        try report(.evaluated(evaluation))
      case .thinned: break
      case .change(let index):
        guard changes[index].moment.step <= lastStep else { continue }
        try report(.changed(changes[index]))
      }
    }
    if let summary = summary(lastEvaluation: last), summary.moment.step <= lastStep {
      try report(.ended(summary))
    }
  }

  /// What was reported, with an evaluation's index in place of its logits.
  public enum Report: Sendable {
    /// Some steps were taken.
    case progress(TrainingProgress)
    /// An evaluation, with its index among ``evaluations``, or nil if it lost its logits.
    case evaluation(RecordedEvaluation, index: Int?)
    /// A command changed something.
    case change(RunStatus)
  }

  /// Everything that was reported between start and end, in order, without logits.
  public var reports: [Report] { order.flatMap(reports) }

  private func reports(_ step: Step) -> [Report] {
    switch step {
    case .progress(let range): progress[range].map { .progress($0) }
    case .evaluation(let index): [.evaluation(evaluations[index], index: index)]
    case .thinned(let index): [.evaluation(allEvaluations[index], index: nil)]
    case .change(let index): [.change(changes[index])]
    }
  }

  /// How the run ended; nil unless it did.
  public func summary(lastEvaluation: Evaluation?) -> TrainingSummary? {
    guard let totals = run.totals else { return nil }
    return TrainingSummary(
      lastEvaluation: lastEvaluation, moment: run.lastMoment,
      wasStopped: run.status == .stopped, seconds: totals.seconds,
      examplesPerSecond: totals.examplesPerSecond, millisecondsPerStep: totals.millisecondsPerStep)
  }
}

extension RunStatus {
  /// Reads a change from its row.
  init(_ row: Row, of configuration: TrainingConfiguration) throws {
    self.init(
      moment: TrainingMoment(step: try row.checkedCount("step"), epoch: try row.checked("epoch")),
      isPaused: try row.checked("is_paused"),
      loss: try StoredJSON.value(SettingsCoding.self, from: try row.checked("loss"))
        .loss(in: configuration),
      learningRate: try row.checked("learning_rate"),
      stepsPerSecondLimit: try row.checkedOptional("steps_per_second_limit"))
  }
}

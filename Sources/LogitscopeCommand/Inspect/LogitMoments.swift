import ExplorerUI
import LogitEngine
import Synchronization

/// What is known of the moments that files of logits are of.
///
/// Logits are kept as long as there is room and read again when they are wanted later.
final class LogitMoments: Sendable {
  /// One moment.
  struct Moment: Sendable {
    /// The file.
    var path: String
    /// What the file was like; nil for what can be read only once.
    var version: FileVersion?
    /// When it was.
    var moment: TrainingMoment
    /// Every metric of the logits.
    var report: EvaluationReport
    /// Where the logits lie.
    var ranges: LogitRanges
    /// Reads the logits again.
    var read: @Sendable () throws -> LogitSnapshot
  }

  private struct Content {
    var moments: [Moment] = []
    var snapshots: [Int: LogitSnapshot] = [:]
  }

  private let content = Mutex(Content())
  private let capacity: Int

  /// Creates a list that keeps at most so many bytes of logits that can be read again.
  init(capacity: Int = 256 << 20) {
    self.capacity = capacity
  }

  /// Adds a moment and returns its number.
  func add(_ moment: Moment, _ snapshot: LogitSnapshot) -> Int {
    content.withLock { content in
      let index = content.moments.count
      content.moments.append(moment)
      content.snapshots[index] = snapshot
      let capacity = capacity
      // The last two are what a timeline that follows shows and compares.
      let oldest = content.snapshots.keys.filter { $0 < index - 1 }.sorted()
      var total = content.snapshots.values.reduce(0) { $0 + $1.byteCount }
      for old in oldest where total > capacity && content.moments[old].version != nil {
        total -= content.snapshots[old]?.byteCount ?? 0
        content.snapshots[old] = nil
      }
      return index
    }
  }

  /// What is told of a moment.
  func event(_ index: Int) -> (event: ReplayedRun.Event, ranges: LogitRanges) {
    let moment = content.withLock { $0.moments[index] }
    return (
      .evaluated(index: index, moment: moment.moment, trainingLoss: nil, report: moment.report),
      moment.ranges
    )
  }

  /// The evaluations with these numbers, with their logits.
  ///
  /// - Throws: ``CommandError/badData(_:)`` for a file that has changed, or `DataError`.
  func evaluations(_ indices: [Int]) throws -> [Int: Evaluation] {
    var evaluations: [Int: Evaluation] = [:]
    for index in indices {
      let (moment, kept) = content.withLock { ($0.moments[index], $0.snapshots[index]) }
      evaluations[index] = Evaluation(
        moment: moment.moment, trainingLoss: nil, snapshot: try kept ?? readAgain(moment),
        report: moment.report)
    }
    return evaluations
  }

  private func readAgain(_ moment: Moment) throws -> LogitSnapshot {
    func isUnchanged() -> Bool { FileVersion(ofFile: moment.path) == moment.version }
    let snapshot = isUnchanged() ? try moment.read() : nil
    guard let snapshot, isUnchanged() else {
      throw CommandError.badData("\(moment.path) is not what it was when it was read first")
    }
    return snapshot
  }
}

extension LogitSnapshot {
  fileprivate var byteCount: Int {
    logits.count * MemoryLayout<Float>.stride
      + (doubles?.count ?? 0) * MemoryLayout<Double>.stride
  }
}

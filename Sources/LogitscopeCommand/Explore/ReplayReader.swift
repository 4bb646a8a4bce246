import ExplorerUI
import LogitEngine
import RunStore
import Synchronization

/// Reads a recorded run for the explorer; used by the explorer's thread.
final class ReplayReader {
  /// The run, all but its logits.
  let run: ReplayedRun

  private let source: RunSource
  private let running = RunningThreads()
  private let isStopping = Stopping()

  private final class Stopping: Sendable {
    let isSet = Atomic(false)
  }

  /// How many evaluations are measured between two reports.
  private static let batch = 32

  /// Takes a run.
  init(_ source: RunSource) {
    self.source = source
    let events = source.reports.map { report -> ReplayedRun.Event in
      switch report {
      case .progress(let progress): .progress(progress)
      case .change(let status): .changed(status)
      case .evaluation(let evaluation, let index):
        .evaluated(
          index: index, moment: evaluation.moment, trainingLoss: evaluation.trainingLoss,
          report: evaluation.report)
      }
    }
    run = ReplayedRun(
      name: source.run.name, description: source.description, events: events,
      summary: source.summary(lastEvaluation: nil))
  }

  /// Evaluations with their logits.
  ///
  /// - Throws: `RunStoreError`.
  func evaluations(_ indices: [Int]) throws -> [Int: Evaluation] {
    var evaluations: [Int: Evaluation] = [:]
    for index in indices { evaluations[index] = try source.evaluation(at: index) }
    return evaluations
  }

  /// Begins to look where the logits of every evaluation lie, on a thread of its own.
  func measure(for mailbox: ExploreMailbox) {
    let (source, isStopping, run) = (source, isStopping, mailbox.beginRun())
    running.start {
      let count = source.evaluations.count
      for first in stride(from: 0, to: count, by: Self.batch) {
        var ranges: [LogitRanges] = []
        for index in first..<min(first + Self.batch, count) {
          if isStopping.isSet.load(ordering: .relaxed) { return }
          // What cannot be read is said when it is to be shown.
          guard let evaluation = try? source.evaluation(at: index) else { break }
          ranges.append(LogitRanges(evaluation.snapshot))
        }
        if !ranges.isEmpty { mailbox.post(.measured(from: first, ranges), run: run) }
      }
    }
  }

  /// Stops measuring.
  ///
  /// - Returns: whether that was done within the time.
  func stop(within duration: Duration) -> Bool {
    isStopping.isSet.store(true, ordering: .relaxed)
    return running.waitForEnd(within: duration)
  }
}

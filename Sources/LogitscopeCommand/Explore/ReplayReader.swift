import ExplorerUI
import Glibc
import LogitEngine
import RunStore
import Synchronization

/// Reads a recorded run for the explorer; used by the explorer's thread.
final class ReplayReader {
  /// The run as it was in the beginning, all but its logits.
  let run: ReplayedRun

  private let store: RunStore
  private var source: RunSource
  private let running = RunningThreads()
  private let isStopping = Stopping()

  private final class Stopping: Sendable {
    let isSet = Atomic(false)
  }

  /// How many evaluations are measured between two reports.
  private static let batch = 32
  /// How often to look for what another process has recorded, in microseconds.
  private static let interval: UInt32 = 200_000

  /// Takes a run.
  init(_ source: RunSource, in store: RunStore) {
    self.source = source
    self.store = store
    run = ReplayedRun(
      id: source.run.id, name: source.run.name, description: source.description,
      events: source.reports.map(ReplayedRun.Event.init),
      summary: source.summary(lastEvaluation: nil), isFollowed: source.run.status == .running)
  }

  /// Evaluations with their logits.
  ///
  /// - Throws: `RunStoreError`.
  func evaluations(_ indices: [Int]) throws -> [Int: Evaluation] {
    var evaluations: [Int: Evaluation] = [:]
    for index in indices { evaluations[index] = try source.evaluation(at: index) }
    return evaluations
  }

  /// The examples that the logits are of.
  func examples() -> RecordedExamples { RecordedExamples(of: source.run) }

  /// Takes over what has been recorded since.
  func take(_ source: RunSource) { self.source = source }

  /// Begins to look where the logits of every evaluation lie, and for what is still being recorded,
  /// and to read the examples, on threads of its own.
  ///
  /// - Parameter loaded: a dataset that is there, which will do if it is the run's.
  func start(for mailbox: ExploreMailbox, loaded: Dataset? = nil) {
    let (source, store, isStopping, run) = (source, store, isStopping, mailbox.beginReplay())
    running.start {
      mailbox.post(.examples(RecordedExamples(of: source.run, loaded: loaded)), replay: run)
    }
    running.start {
      Self.measure(source, from: 0, isStopping, mailbox, run)
      if source.run.status == .running { Self.follow(source, store, isStopping, mailbox, run) }
    }
  }

  private static func measure(
    _ source: RunSource, from first: Int, _ isStopping: Stopping, _ mailbox: ExploreMailbox,
    _ run: Int
  ) {
    let count = source.evaluations.count
    for first in stride(from: first, to: count, by: Self.batch) {
      var ranges: [LogitRanges] = []
      for index in first..<min(first + Self.batch, count) {
        if isStopping.isSet.load(ordering: .relaxed) { return }
        // What cannot be read is said when it is to be shown.
        guard let evaluation = try? source.evaluation(at: index) else { break }
        ranges.append(LogitRanges(evaluation.snapshot))
      }
      if !ranges.isEmpty { mailbox.post(.measured(from: first, ranges), replay: run) }
    }
  }

  private static func follow(
    _ source: RunSource, _ store: RunStore, _ isStopping: Stopping, _ mailbox: ExploreMailbox,
    _ run: Int
  ) {
    do {
      let follower = try RunFollower(source, in: store)
      while follower.isLive, !isStopping.isSet.load(ordering: .relaxed) {
        let first = follower.source.evaluations.count
        if let reports = try follower.look() {
          let more = ReplayedRun.Extension(
            events: reports.map(ReplayedRun.Event.init),
            summary: follower.source.summary(lastEvaluation: nil), isFollowed: follower.isLive)
          mailbox.post(.extended(follower.source, more), replay: run)
          measure(follower.source, from: first, isStopping, mailbox, run)
        }
        usleep(interval)
      }
    } catch {
      let sentence = Diagnosis(error).sentence ?? "the store cannot be read"
      mailbox.post(.runsFailed("not followed any further: \(sentence)"))
    }
  }

  /// Stops measuring and following, without waiting for the end.
  func stop() { isStopping.isSet.store(true, ordering: .relaxed) }

  /// Waits for the end of what has been stopped.
  ///
  /// - Returns: whether it came within the time.
  func waitForEnd(within duration: Duration) -> Bool { running.waitForEnd(within: duration) }
}

extension ReplayedRun.Event {
  /// Takes over a report of a recorded run.
  fileprivate init(_ report: RunSource.Report) {
    self =
      switch report {
      case .progress(let progress): .progress(progress)
      case .change(let status): .changed(status)
      case .evaluation(let evaluation, let index):
        .evaluated(
          index: index, moment: evaluation.moment, trainingLoss: evaluation.trainingLoss,
          report: evaluation.report)
      }
  }
}

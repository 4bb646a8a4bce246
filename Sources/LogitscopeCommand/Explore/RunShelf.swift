import ExplorerUI
import LogitEngine
import RunStore

/// Does what the explorer wants done with recorded runs, on threads that nobody waits for; used by
/// the explorer's thread.
final class RunShelf {
  private let location: StoreOptions
  private let mailbox: ExploreMailbox
  private let running = RunningThreads()

  /// Creates a shelf for the runs of a store, which need not exist.
  init(location: StoreOptions, mailbox: ExploreMailbox) {
    self.location = location
    self.mailbox = mailbox
  }

  /// Does something; what comes of it comes by mail.
  ///
  /// - Parameter loaded: the dataset that is there already.
  func perform(_ effect: RunEffect, loaded: Dataset?) {
    let (location, mailbox) = (location, mailbox)
    running.start {
      do {
        if let message = try Self.message(effect, location, loaded) { mailbox.post(message) }
      } catch {
        mailbox.post(.runsFailed(Diagnosis(error).sentence ?? "the store cannot be used"))
      }
    }
  }

  private static func message(
    _ effect: RunEffect, _ location: StoreOptions, _ loaded: Dataset?
  ) throws -> ExploreMessage? {
    switch effect {
    case .list: return try list(location.open(for: .reading))
    case .open(let id):
      let store = try location.open(for: .reading)
      let run = try store.run(String(id))
      guard run.snapshotCount > 0 || run.status == .running else {
        throw CommandError.badData("the run '\(run.name)' has no evaluation to show")
      }
      return .opened(try RunSource(run, in: store), store)
    case .pin(let id): return try pin(id, location.open(for: .reading))
    case .resume(let id, let step):
      return .goesOn(try Continuation(of: id, .resume(step: step), in: location, loaded: loaded))
    case .fork(let id, let step, let loss):
      return .goesOn(
        try Continuation(of: id, .fork(step: step, loss), in: location, loaded: loaded))
    case .delete(let id):
      let store = try location.openExisting()
      try store.delete(store.run(String(id)))
      return try list(store)
    case .returnToTraining: return nil
    }
  }

  private static func list(_ store: RunStore) throws -> ExploreMessage {
    .listed(
      try store.runs().runs.map { run in
        ListedRun(
          id: run.id, name: run.name, dataset: run.description.datasetName,
          loss: run.description.configuration.loss.kind.name,
          began: RunText.localTime(run.created), status: run.status.rawValue,
          isLive: run.status == .running, step: run.lastMoment.step,
          totalSteps: run.description.totalSteps,
          meanAveragePrecision: run.lastEvaluation?.report.meanAveragePrecision,
          hasCheckpoint: run.checkpointCount > 0)
      })
  }

  private static func pin(_ id: Int64, _ store: RunStore) throws -> ExploreMessage {
    let run = try store.run(String(id))
    guard let last = run.lastEvaluation else {
      throw CommandError.badData("the run '\(run.name)' has no evaluation to measure against")
    }
    let source = try RunSource(run, in: store)
    let hasLogits = source.evaluations.last?.moment == last.moment
    let snapshot =
      hasLogits ? try source.evaluation(at: source.evaluations.count - 1).snapshot : nil
    let loss = source.changes.last?.loss ?? run.description.configuration.loss
    return .pinned(
      PinnedBaseline(
        id: id, name: run.name, loss: loss, report: last.report, snapshot: snapshot))
  }

  /// Waits until everything is done.
  ///
  /// - Returns: whether it is within the time.
  func stop(within duration: Duration) -> Bool { running.waitForEnd(within: duration) }
}

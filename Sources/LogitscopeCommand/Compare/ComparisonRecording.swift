import LogitEngine
import RunStore
import Synchronization

/// Records the runs of a comparison, each under a name of its own: prefix, loss and seed.
final class ComparisonRecording: Sendable {
  private let prefix: String
  private let path: String
  private let fingerprint: String
  private let state = Mutex(State())

  private struct State {
    var recorders: [Int: RunRecorder] = [:]
    var failure: RunStoreError?
  }

  /// Makes sure that the name will do and that there is a store to write to.
  ///
  /// - Throws: ``RunStoreError``.
  init(prefix: String, path: String, dataset: Dataset) throws {
    try RunStore.check(name: prefix)
    self.prefix = prefix
    self.path = path
    fingerprint = dataset.fingerprint
    _ = try RunStore(path: path, access: .writing)
  }

  /// The first thing that kept a run from being recorded; nil if all are.
  var failure: RunStoreError? { state.withLock { $0.failure } }

  /// Records an event of the run with this index; to be called by one thread a run.
  func record(_ event: TrainingEvent, of index: Int) {
    if case .started(let description) = event {
      let recorder = begin(description)
      state.withLock { $0.recorders[index] = recorder }
    }
    let recorder = state.withLock { $0.recorders[index] }
    recorder?.record(event)
    guard case .ended = event else { return }
    recorder?.finish()
    state.withLock { $0.recorders[index] = nil }
  }

  private func begin(_ description: RunDescription) -> RunRecorder? {
    let configuration = description.configuration
    let name = "\(prefix)-\(configuration.loss.kind.name)-\(configuration.seed)"
    do {
      let store = try RunStore(path: path, access: .writing)
      return try store.record(
        name: try store.freeName(name), note: "of a comparison", fingerprint: fingerprint,
        description: description, onFailure: fail)
    } catch {
      // A store throws nothing else.
      if let error = error as? RunStoreError { fail(error) }
      return nil
    }
  }

  @Sendable private func fail(_ error: RunStoreError) {
    let isFirst = state.withLock { state in
      defer { state.failure = state.failure ?? error }
      return state.failure == nil
    }
    if isFirst { Recording.report(error) }
  }
}

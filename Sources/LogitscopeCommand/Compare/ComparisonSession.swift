import LogitEngine
import Synchronization

/// A comparison under way: the runs that are still to be made, and the record they go into.
final class ComparisonSession: Sendable {
  private let dataset: Dataset
  private let bases: [TrainingConfiguration]
  private let seeds: [UInt64]
  private let isTuned: Bool
  private let workers: Int
  private let file: ComparisonFile?
  private let recording: ComparisonRecording?
  private let state: Mutex<State>

  private struct State {
    var record: ComparisonRecord
    var progress: ComparisonProgress
    var runner: ComparisonRunner?
    var isStopped = false
    var failure: (any Error)?
    /// The seconds that the record took before this session.
    let secondsBefore: Double
    let start = ContinuousClock.now

    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }
  }

  /// The share of the training set that tuning holds out.
  private static let validationShare = 1.0 / 6

  /// Prepares a session.
  ///
  /// - Parameters:
  ///   - bases: a configuration for each loss.
  ///   - record: what has been done already.
  ///   - workers: how many runs go on at once.
  ///   - file: where the record is kept after each run; nil for nowhere.
  ///   - recording: what records the runs of the table, but not those of tuning; nil for nothing.
  init(
    dataset: Dataset, bases: [TrainingConfiguration], seeds: [UInt64], isTuned: Bool,
    record: ComparisonRecord, workers: Int, file: ComparisonFile?,
    recording: ComparisonRecording? = nil
  ) {
    self.dataset = dataset
    self.bases = bases
    self.seeds = seeds
    self.isTuned = isTuned
    self.workers = workers
    self.file = file
    self.recording = recording
    state = Mutex(
      State(
        record: record, progress: ComparisonProgress(), secondsBefore: record.seconds))
  }

  /// What has been done so far.
  var record: ComparisonRecord { state.withLock { $0.record } }

  /// How many runs of the table are still to be made.
  var missingRuns: Int { pending(record).count }

  private var losses: [LossKind] { bases.map(\.loss.kind) }

  /// Makes what is missing, until told to stop.
  ///
  /// - Throws: ``TrainingError``, or what keeps the file from being written.
  func run() throws {
    defer { state.withLock { $0.progress.end() } }
    var tunings: [LossTuning] = []
    if isTuned, missingRuns > 0 {
      let validation = dataset.holdingOut(Self.validationShare, seed: seeds[0])
      repeat {
        tunings = currentTunings
        let candidates = tunings.flatMap(\.candidates)
        let rest = tunings.map { $0.length - $0.trials.count }.reduce(0, +) - candidates.count
        if candidates.isEmpty { break }
        try execute(candidates, on: validation, later: missingRuns + max(0, rest)) {
          record, configuration, summary in
          guard let result = ComparedRun(summary, of: configuration) else { return false }
          record.add(
            LossTuning.Trial(
              loss: configuration.loss, learningRate: configuration.learningRate,
              averagePrecision: result.values[.averagePrecision]))
          return true
        }
      } while !isStopped
    }
    guard !isStopped else { return }
    let configurations = pending(record).map { kind, seed in
      var configuration =
        tunings.first { $0.kind == kind }?.configuration
        ?? bases.first { $0.loss.kind == kind } ?? bases[0]
      configuration.seed = seed
      return configuration
    }
    try execute(configurations, on: dataset, later: 0, recording) {
      record, configuration, summary in
      guard let result = ComparedRun(summary, of: configuration) else { return false }
      record.add(result)
      return true
    }
  }

  /// Stops at the next step of the runs under way.
  func stop() {
    let runner = state.withLock { state in
      state.isStopped = true
      return state.runner
    }
    runner?.stop()
  }

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  private var currentTunings: [LossTuning] {
    let trials = record.trials
    return bases.map { base in
      var base = base
      base.seed = seeds[0]
      return LossTuning(base, trials: trials.filter { $0.loss.kind == base.loss.kind })
    }
  }

  /// The runs that have no result, seed by seed, so that every loss has one early.
  private func pending(_ record: ComparisonRecord) -> [(kind: LossKind, seed: UInt64)] {
    seeds.flatMap { seed in
      losses.filter { !record.has($0, seed: seed) }.map { (kind: $0, seed: seed) }
    }
  }

  /// Trains some configurations; `keep` puts what comes of each into the record, unless it was
  /// stopped.
  private func execute(
    _ configurations: [TrainingConfiguration], on dataset: Dataset, later: Int,
    _ recording: ComparisonRecording? = nil,
    keep:
      @escaping @Sendable (
        _ record: inout ComparisonRecord, _ configuration: TrainingConfiguration, TrainingSummary
      ) -> Bool
  ) throws {
    let runner = ComparisonRunner(dataset: dataset, workers: workers)
    let stops = state.withLock { state in
      state.runner = runner
      state.progress.begin(configurations, later: later)
      return state.isStopped
    }
    if stops { return }
    try runner.run(configurations) { index, event in
      recording?.record(event, of: index)
      self.state.withLock { state in
        switch event {
        case .started(let run): state.progress.start(index, run)
        case .progress(let progress):
          state.progress.move(index, to: progress.moment.step, elapsed: state.elapsed)
        case .ended(let summary):
          state.progress.finish(index)
          guard keep(&state.record, configurations[index], summary) else { return }
          state.record.seconds = state.secondsBefore + state.elapsed
          self.save(&state)
        case .evaluated, .changed, .checkpointed: break
        }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func save(_ state: inout State) {
    state.record.date = Machine.today
    state.record.machine = Machine.name + ", " + threadsText(workers)
    guard let file, state.failure == nil else { return }
    do {
      try file.write(state.record, losses: losses, seeds: seeds)
    } catch {
      state.failure = error
      state.isStopped = true
      state.runner?.stop()
    }
  }
}

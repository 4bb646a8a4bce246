import LogitEngine

/// What waits to be written: everything in order, and no more than a few snapshots.
struct RecordingQueue {
  /// One thing to write.
  enum Item: Sendable {
    /// Successive reports of progress.
    case progress([TrainingProgress])
    /// An evaluation; its logits go with it unless it was thinned.
    case evaluation(Evaluation, isThinned: Bool)
    case change(RunStatus)
    case checkpoint(Checkpoint)
    case end(TrainingSummary)

    var isCheckpoint: Bool { if case .checkpoint = self { true } else { false } }
  }

  /// The things that wait, oldest first.
  private(set) var items: [Item] = []

  private let maximumSnapshots: Int
  private let maximumBytes: Int

  /// Creates an empty queue that holds so many snapshots, and no third one beyond so many bytes.
  init(maximumSnapshots: Int = 8, maximumBytes: Int = 256 << 20) {
    precondition(maximumSnapshots > 1, "the first and the last snapshot are never dropped")
    self.maximumSnapshots = maximumSnapshots
    self.maximumBytes = maximumBytes
  }

  /// Adds an event; the start of a run is not one that waits.
  mutating func add(_ event: TrainingEvent) {
    switch event {
    case .started: break
    case .progress(let progress): add(progress)
    case .evaluated(let evaluation):
      items.append(.evaluation(evaluation, isThinned: false))
      thin()
    case .changed(let status): items.append(.change(status))
    case .checkpointed(let checkpoint):
      // Whoever resumes wants the latest; those that the disk was too slow for are no loss.
      items.removeAll(where: \.isCheckpoint)
      items.append(.checkpoint(checkpoint))
    case .ended(let summary): items.append(.end(summary))
    }
  }

  /// Takes everything out, or everything but a checkpoint, unless the run has ended.
  mutating func takeAll(butCheckpoint: Bool = false) -> [Item] {
    var held: [Item] = []
    if butCheckpoint, !items.contains(where: { if case .end = $0 { true } else { false } }) {
      held = items.filter(\.isCheckpoint)
      items.removeAll(where: \.isCheckpoint)
    }
    defer { items = held }
    return items
  }

  /// Puts back what could not be written.
  mutating func putBack(_ earlier: [Item]) {
    // Whoever resumes wants the latest checkpoint only.
    let isOutdated = items.contains(where: \.isCheckpoint)
    items = (isOutdated ? earlier.filter { !$0.isCheckpoint } : earlier) + items
    thin()
  }

  private mutating func add(_ progress: TrainingProgress) {
    if case .progress(var block) = items.last {
      // Without the copy that the queue holds, appending does not copy the block.
      items.removeLast()
      block.append(progress)
      items.append(.progress(block))
    } else {
      items.append(.progress([progress]))
    }
  }

  /// Drops the logits of waiting evaluations until there are few enough: never those of the first
  /// or the last, and each time those that leave the smallest gap, so that what is kept is spread
  /// evenly over the run.
  private mutating func thin() {
    var waiting: [(index: Int, step: Int, bytes: Int)] = []
    for (index, item) in items.enumerated() {
      guard case .evaluation(let evaluation, isThinned: false) = item else { continue }
      let bytes = evaluation.snapshot.logits.count * MemoryLayout<Float>.size
      waiting.append((index, evaluation.moment.step, bytes))
    }
    while waiting.count > maximumSnapshots
      || (waiting.count > 2 && waiting.reduce(0) { $0 + $1.bytes } > maximumBytes)
    {
      guard let position = EvenSpread.leastNeeded(waiting.map(\.step)) else { return }
      dropLogits(at: waiting.remove(at: position).index)
    }
  }

  private mutating func dropLogits(at index: Int) {
    guard case .evaluation(var evaluation, _) = items[index] else { return }
    evaluation.snapshot = LogitSnapshot(
      logits: [], labels: [], classCount: evaluation.snapshot.classCount)
    items[index] = .evaluation(evaluation, isThinned: true)
  }
}

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
    case checkpoint(bytes: [UInt8], step: Int)
    case end(TrainingSummary)
  }

  /// The things that wait, oldest first.
  private(set) var items: [Item] = []

  private let maximumSnapshots: Int
  private let maximumBytes: Int

  /// Creates an empty queue that holds so many snapshots, but no second one beyond so many bytes.
  init(maximumSnapshots: Int = 8, maximumBytes: Int = 256 << 20) {
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
    case .ended(let summary): items.append(.end(summary))
    }
  }

  /// Adds a checkpoint, in place of one that still waits.
  mutating func add(checkpoint bytes: [UInt8], step: Int) {
    items.removeAll { if case .checkpoint = $0 { true } else { false } }
    items.append(.checkpoint(bytes: bytes, step: step))
  }

  /// Takes everything out.
  mutating func takeAll() -> [Item] {
    defer { items = [] }
    return items
  }

  /// Puts back what could not be written.
  mutating func putBack(_ earlier: [Item]) {
    items = earlier + items
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

  /// Drops the logits of every second waiting evaluation but the latest, which keeps them evenly
  /// spaced, as often as there are too many.
  private mutating func thin() {
    while true {
      let waiting = items.indices.filter { index in
        if case .evaluation(_, isThinned: false) = items[index] { true } else { false }
      }
      let bytes = waiting.reduce(0) { sum, index in
        if case .evaluation(let evaluation, _) = items[index] {
          return sum + evaluation.snapshot.logits.count * MemoryLayout<Float>.size
        }
        return sum
      }
      guard waiting.count > maximumSnapshots || (waiting.count > 1 && bytes > maximumBytes) else {
        return
      }
      let dropped = stride(from: waiting.count - 2, through: 0, by: -2)
      for position in dropped {
        let index = waiting[position]
        if case .evaluation(let evaluation, _) = items[index] {
          items[index] = .evaluation(evaluation.withoutLogits, isThinned: true)
        }
      }
    }
  }
}

extension Evaluation {
  fileprivate var withoutLogits: Evaluation {
    var evaluation = self
    evaluation.snapshot = LogitSnapshot(
      logits: [], labels: [], classCount: snapshot.classCount)
    return evaluation
  }
}

import LogitEngine

/// The evaluations of a run that can be shown, and which of them is.
///
/// A live run keeps its logits in memory; when they are too many, evaluations go that leave the
/// smallest gap, so that those that stay are spread evenly. A recorded run has all its evaluations
/// and keeps the logits of those around the one that is shown.
struct Timeline: Sendable {
  /// One evaluation.
  struct Entry: Sendable {
    var moment: TrainingMoment
    var trainingLoss: Double?
    var report: EvaluationReport
    /// The loss and the learning rate in force.
    var loss: Loss
    var learningRate: Double
    /// The logits; nil while they have not been fetched.
    var snapshot: LogitSnapshot?
    /// Where the logits of each class lie; nil until that is known.
    var ranges: LogitRanges?
    /// The number by which a recorded run knows it; nil for a live one.
    var sourceIndex: Int?

    fileprivate var byteCount: Int {
      (snapshot?.byteCount ?? 0)
        + report.classes.count * MemoryLayout<ClassMetrics>.stride
    }
  }

  private(set) var entries: [Entry] = []
  /// The entry that is shown; nil before the first.
  private(set) var shownIndex: Int?
  private let capacity: Int
  /// The bytes of all entries.
  private var byteCount = 0

  /// Creates an empty timeline for at most so many bytes.
  init(capacity: Int = 256 << 20) {
    self.capacity = capacity
  }

  var shown: Entry? { shownIndex.map { entries[$0] } }
  /// The entry before the one that is shown.
  var previous: Entry? { shownIndex.flatMap { $0 > 0 ? entries[$0 - 1] : nil } }
  var lastIndex: Int? { entries.isEmpty ? nil : entries.count - 1 }
  /// Whether the latest evaluation is shown, and the next one will be.
  var isFollowing: Bool { shownIndex == lastIndex }

  /// Shows another entry.
  mutating func show(_ index: Int) {
    guard let lastIndex else { return }
    shownIndex = index.clamped(to: 0...lastIndex)
    thin()
  }

  /// Adds an evaluation and shows it if the latest was shown; one of the same step is replaced.
  mutating func append(_ entry: Entry) {
    let wasFollowing = isFollowing
    // Steps only ever grow; whatever says otherwise has begun anew from there.
    while let last = entries.last, last.moment.step >= entry.moment.step {
      byteCount -= last.byteCount
      entries.removeLast()
    }
    entries.append(entry)
    byteCount += entry.byteCount
    let isGone = (shownIndex ?? 0) >= entries.count - 1
    if wasFollowing || isGone { shownIndex = entries.count - 1 }
    thin()
  }

  /// Takes in logits that were fetched.
  mutating func fill(_ index: Int, with snapshot: LogitSnapshot) {
    guard let index = entries.firstIndex(where: { $0.sourceIndex == index }) else { return }
    byteCount -= entries[index].byteCount
    entries[index].snapshot = snapshot
    byteCount += entries[index].byteCount
    if entries[index].ranges == nil { entries[index].ranges = LogitRanges(snapshot) }
    thin()
  }

  /// Takes in where the logits of some successive evaluations of a recorded run lie.
  mutating func fill(from first: Int, with ranges: [LogitRanges]) {
    for index in entries.indices {
      guard let source = entries[index].sourceIndex, ranges.indices.contains(source - first) else {
        continue
      }
      entries[index].ranges = ranges[source - first]
    }
  }

  /// The entry whose step is nearest.
  func index(nearestTo step: Double) -> Int? {
    entries.indices.min { distance($0, step) < distance($1, step) }
  }

  private func distance(_ index: Int, _ step: Double) -> Double {
    abs(Double(entries[index].moment.step) - step)
  }

  /// The axis for a class, or for all, at the shown moment: that of the moments before, as long as it will do.
  ///
  /// It depends on the run alone and not on how the moment was reached.
  func axisRange(ofClass index: Int?) -> ClosedRange<Double>? {
    guard let shownIndex else { return nil }
    return entries[...shownIndex].reduce(nil) { axis, entry in
      entry.ranges?.range(ofClass: index).map { SteadyRange.following(axis, data: $0) } ?? axis
    }
  }

  /// One axis for a class, or for all, at all moments.
  func wholeRange(ofClass index: Int?) -> ClosedRange<Double>? {
    var union: ClosedRange<Double>?
    var axis: ClosedRange<Double>?
    for entry in entries {
      guard let range = entry.ranges?.range(ofClass: index) else { continue }
      let all =
        union.map {
          min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound)
        } ?? range
      union = all
      axis = SteadyRange.following(axis, data: all)
    }
    return axis
  }

  private mutating func thin() {
    while byteCount > capacity {
      guard let victim = entries.last?.sourceIndex == nil ? crowded : farthest else { return }
      byteCount -= entries[victim].byteCount
      if entries[victim].sourceIndex != nil {
        entries[victim].snapshot = nil
        byteCount += entries[victim].byteCount
      } else {
        entries.remove(at: victim)
        if let shownIndex, victim < shownIndex { self.shownIndex = shownIndex - 1 }
      }
    }
  }

  /// The entry that leaves the smallest gap; never the first, the last two, the shown one.
  private var crowded: Int? {
    guard entries.count > 3 else { return nil }
    return (1..<entries.count - 2).filter { $0 != shownIndex }.min { gap($0) < gap($1) }
  }

  private func gap(_ index: Int) -> Int {
    entries[index + 1].moment.step - entries[index - 1].moment.step
  }

  /// The entry with logits that is farthest from the shown one and the one before it.
  private var farthest: Int? {
    guard let shownIndex else { return nil }
    return entries.indices
      .filter { entries[$0].snapshot != nil && $0 != shownIndex && $0 != shownIndex - 1 }
      .max { abs($0 - shownIndex) < abs($1 - shownIndex) }
  }
}

extension Timeline.Entry {
  /// The evaluation with its logits; nil while they have not been fetched.
  var evaluation: Evaluation? {
    snapshot.map {
      Evaluation(moment: moment, trainingLoss: trainingLoss, snapshot: $0, report: report)
    }
  }
}

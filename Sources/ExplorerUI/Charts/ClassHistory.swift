import LogitEngine

/// The AUPRC of every class at every evaluation of a run, in bounded memory: when it is full,
/// every second evaluation but the latest goes.
struct ClassHistory: Sendable {
  /// One evaluation.
  struct Entry: Sendable {
    var step: Int
    var mean: Double?
    /// NaN stands for undefined.
    var classes: [Float]
  }

  private(set) var entries: [Entry] = []

  mutating func append(step: Int, report: EvaluationReport) {
    let entry = Entry(
      step: step, mean: report.meanAveragePrecision,
      classes: report.classes.map { Float($0.averagePrecision ?? .nan) })
    // Steps only ever grow; whatever says otherwise has begun anew from there.
    while let last = entries.last, last.step >= step { entries.removeLast() }
    let capacity = (4_000_000 / max(1, entry.classes.count)).clamped(to: 16...512)
    if entries.count >= capacity {
      entries = stride(from: 0, to: entries.count, by: 2).map { entries[$0] }
    }
    entries.append(entry)
  }

  /// The points of one class, undefined ones left out.
  func points(ofClass index: Int) -> [(step: Int, value: Double)] {
    entries.compactMap { entry in
      guard entry.classes.indices.contains(index), !entry.classes[index].isNaN else { return nil }
      return (entry.step, Double(entry.classes[index]))
    }
  }

  /// The points of the mean over all classes.
  var meanPoints: [(step: Int, value: Double)] {
    entries.compactMap { entry in entry.mean.map { (entry.step, $0) } }
  }
}

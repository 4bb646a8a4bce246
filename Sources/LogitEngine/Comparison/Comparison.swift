/// Losses held against each other: what the paper's table says of them.
public struct Comparison: Sendable {
  /// One row a loss, in the order in which they were given.
  public let rows: [Row]

  /// What is known of one loss, over all its seeds.
  public struct Row: Sendable {
    /// The loss.
    public let kind: LossKind
    /// The results behind the row, in the order of their seeds.
    public let results: [ComparedRun]

    /// A measure's mean and spread over the seeds where it is defined; nil where it never is.
    public func statistics(_ measure: ComparisonMeasure) -> SampleStatistics? {
      SampleStatistics(results.compactMap { $0.values[measure] })
    }

    /// What is gained over softmax of all logits by the bare logit, mostly a loss and so below 0:
    /// the difference of their average precisions, seed by seed.
    public var gainOverSoftmax: SampleStatistics? {
      SampleStatistics(
        results.compactMap { result in
          guard let logit = result.values[.averagePrecision],
            let softmax = result.values[.softmaxAveragePrecision]
          else { return nil }
          return logit - softmax
        })
    }

    fileprivate var averagePrecision: Double? { statistics(.averagePrecision)?.mean }
  }

  /// Sorts results into rows; a loss without any has none.
  public init(_ results: [ComparedRun], losses: [LossKind]) {
    rows = losses.compactMap { kind in
      let own = results.filter { $0.loss.kind == kind }.sorted { $0.seed < $1.seed }
      return own.isEmpty ? nil : Row(kind: kind, results: own)
    }
  }

  /// The row of a loss; nil where it has none.
  public func row(_ kind: LossKind) -> Row? { rows.first { $0.kind == kind } }

  /// The losses with the best mean of a measure: one, or several that are equal.
  public func best(_ measure: ComparisonMeasure) -> Set<LossKind> {
    let means = rows.compactMap { row in
      row.statistics(measure).map { (kind: row.kind, mean: $0.mean) }
    }
    let best = means.map(\.mean).reduce(nil) { (best: Double?, mean) in
      guard let best else { return mean }
      return measure.prefersLarger ? max(best, mean) : min(best, mean)
    }
    return Set(means.filter { $0.mean == best }.map(\.kind))
  }

  /// The unaligned loss with the larger mean average precision; nil if none was trained.
  public var betterUnaligned: Row? {
    rows.filter { !$0.kind.isAligned && $0.averagePrecision != nil }
      .max { ($0.averagePrecision ?? 0) < ($1.averagePrecision ?? 0) }
  }

  /// The aligned loss with the largest mean average precision; nil if none was trained.
  public var bestAligned: Row? {
    rows.filter { $0.kind.isAligned && $0.averagePrecision != nil }
      .max { ($0.averagePrecision ?? 0) < ($1.averagePrecision ?? 0) }
  }

  /// The row of cross-entropy, the loss that most would take.
  public var crossEntropy: Row? { rows.first { $0.kind == .crossEntropy } }

  /// The share of 1 − AUPRC that one loss does away with where another leaves it, by their means;
  /// nil where a mean is undefined or the other leaves nothing to improve.
  public func improvement(of row: Row, over other: Row?) -> Double? {
    guard let own = row.averagePrecision, let reference = other?.averagePrecision, reference < 1
    else { return nil }
    return 1 - (1 - own) / (1 - reference)
  }

  /// The mean over the aligned losses of their improvement over another; nil if there is none.
  public func meanAlignedImprovement(over other: Row?) -> Double? {
    let improvements = rows.filter(\.kind.isAligned).compactMap { improvement(of: $0, over: other) }
    return improvements.isEmpty ? nil : improvements.reduce(0, +) / Double(improvements.count)
  }

  /// The average precision of the best aligned loss's bare logit, less that of cross-entropy's
  /// softmax over all logits, seed by seed where both were trained.
  public var gainOverCrossEntropySoftmax: SampleStatistics? {
    guard let bestAligned, let crossEntropy else { return nil }
    return SampleStatistics(
      bestAligned.results.compactMap { result in
        let twin = crossEntropy.results.first { $0.seed == result.seed }
        guard let logit = result.values[.averagePrecision],
          let softmax = twin?.values[.softmaxAveragePrecision]
        else { return nil }
        return logit - softmax
      })
  }
}

extension LossKind {
  /// Cross-entropy, the first of all losses.
  static var crossEntropy: LossKind { all[0] }
}

import LogitEngine

/// The paper's table before it has a format: a row a loss, a column a measure.
struct ComparisonTable {
  /// The columns after the name of the loss.
  let columns: [Column]
  /// A row's loss and its cells, one a column.
  let rows: [(kind: LossKind, cells: [Cell])]

  /// A column.
  struct Column {
    /// Its heading, which may have a percent sign and a minus.
    var heading: String
  }

  /// A value with its spread over the seeds, as figures without units.
  struct Cell {
    /// The mean; nil where it is undefined.
    var value: String?
    /// The sample standard deviation; nil where it is undefined.
    var deviation: String?
    /// Whether no row has a better one.
    var isBest: Bool

    /// Both with a sign between them, `-` where there is nothing.
    func text(_ sign: String) -> String {
      guard let value else { return "-" }
      return value + (deviation.map { sign + $0 } ?? "")
    }
  }

  /// Lays out what a comparison says.
  init(_ comparison: Comparison) {
    let best = comparison.rows.count > 1
    var columns = ComparisonMeasure.allCases.map { measure in
      let leaders = best ? comparison.best(measure) : []
      let isShare = measure == .violatingPairFraction
      return (
        heading: measure.heading,
        cell: { (row: Comparison.Row) in
          Self.cell(
            row.statistics(measure), digits: isShare ? 2 : 3, scale: isShare ? 100 : 1,
            isBest: leaders.contains(row.kind))
        }
      )
    }
    columns.append(
      (
        heading: "logit - softmax",
        cell: { Self.cell($0.gainOverSoftmax, digits: 3, isSigned: true) }
      ))
    for reference in Self.references(comparison) {
      columns.append(
        (
          heading: "vs \(reference.kind.name) %",
          cell: { row in
            let improvement =
              row.kind == reference.kind
              ? nil : comparison.improvement(of: row, over: reference)
            return Cell(
              value: improvement.map { Self.signed((100 * $0).fixed(1)) }, deviation: nil,
              isBest: false)
          }
        ))
    }
    self.columns = columns.map { Column(heading: $0.heading) }
    rows = comparison.rows.map { row in (row.kind, columns.map { $0.cell(row) }) }
  }

  /// What losses are held against: the better unaligned loss, and cross-entropy.
  private static func references(_ comparison: Comparison) -> [Comparison.Row] {
    let all = [comparison.betterUnaligned, comparison.crossEntropy].compactMap { $0 }
    return all.count == 2 && all[0].kind == all[1].kind ? [all[0]] : all
  }

  private static func cell(
    _ statistics: SampleStatistics?, digits: Int, scale: Double = 1, isSigned: Bool = false,
    isBest: Bool = false
  ) -> Cell {
    let mean = statistics.map { statistics in
      let text = (scale * statistics.mean).fixed(digits)
      // What is not 0 is not said to be.
      let isSmall = scale == 100 && statistics.mean > 0 && Double(text) == 0
      return isSmall ? "<0.01" : text
    }
    return Cell(
      value: isSigned ? mean.map(signed) : mean,
      deviation: statistics?.deviation.map { (scale * $0).fixed(digits) }, isBest: isBest)
  }

  static func signed(_ number: String) -> String { number.hasPrefix("-") ? number : "+" + number }
}

extension ComparisonMeasure {
  /// The heading of its column.
  fileprivate var heading: String {
    switch self {
    case .averagePrecision: "AUPRC"
    case .precisionAtRecall90: "P@0.9"
    case .precisionAtRecall99: "P@0.99"
    case .accuracy: "accuracy"
    case .softmaxAveragePrecision: "softmax AUPRC"
    case .violatingPairFraction: "violating %"
    }
  }
}

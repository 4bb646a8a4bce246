import ExplorerUI

/// The line that remains when the explorer has closed.
struct ExploreSummary {
  /// One line.
  let text: String

  /// Sums a run up; nil when there was none.
  init?(_ state: ExplorerState) {
    guard state.run != nil else { return nil }
    var parts = ["step \(state.moment.step.grouped)"]
    if let report = state.latestReport {
      parts.append("mean AUPRC \(report.meanAveragePrecision?.fixed(4) ?? "undefined")")
      parts.append(
        "violating pairs \(report.separation.violatingPairFraction?.percent ?? "undefined")")
    }
    text =
      "\(state.datasetName), \(state.configuration.loss.kind.name): "
      + parts.joined(separator: ", ")
  }
}

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
    if let rate = state.examplesPerSecond {
      parts.append("\(Int(rate.rounded()).grouped) examples/s")
    }
    let loss = state.isLossKnown ? ", \(state.configuration.loss.kind.name)" : ""
    text =
      "\(state.datasetName)\(loss): "
      + parts.joined(separator: ", ")
  }
}

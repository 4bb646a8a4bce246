/// The numbers behind the view Compare: the metrics of every compared loss.
enum ComparisonData {
  /// One line a loss; nil before a comparison has been evaluated.
  static func csv(_ state: ExplorerState) -> String? {
    var table = CSVText(columns: [
      "loss", "aligned", "step", "class", "average_precision", "mean_average_precision",
      "mean_precision_at_recall_90", "mean_precision_at_recall_99", "accuracy",
      "softmax_mean_average_precision", "violating_pair_fraction", "margin",
      "distance_to_separation", "normalizer_spread", "single_threshold_cost",
    ])
    var isEmpty = true
    for row in state.comparisonRows {
      guard let run = state.comparison.run(ofLoss: row.loss), let shown = run.timeline.shown else {
        continue
      }
      isEmpty = false
      let (report, separation) = (shown.report, shown.report.separation)
      table.add([
        .text(row.name), .text(row.isAligned ? "true" : "false"), .integer(shown.moment.step),
        .text(state.classLabel(state.classIndex)),
        .number(run.metrics(ofClass: state.classIndex)?.averagePrecision),
        .number(report.meanAveragePrecision), .number(report.meanPrecisionAtRecall90),
        .number(report.meanPrecisionAtRecall99), .number(report.accuracy),
        .number(report.softmaxMeanAveragePrecision), .number(separation.violatingPairFraction),
        .number(separation.margin), .number(separation.distanceToSeparation),
        .number(separation.normalizerSpread), .number(separation.singleThresholdCost),
      ])
    }
    return isEmpty ? nil : table.text
  }
}

/// The numbers behind the view Classes: the metrics of every class.
enum ClassData {
  /// One line a class.
  static func csv(_ state: ExplorerState) -> String? {
    guard let evaluation = state.evaluation else { return nil }
    var table = CSVText(columns: [
      "class", "name", "step", "positives", "average_precision", "precision_at_recall_90",
      "precision_at_recall_99", "roc_auc", "min_positive", "max_negative", "margin", "best_f1",
      "best_f1_threshold",
    ])
    for metrics in evaluation.report.classes {
      table.add([
        .integer(metrics.classIndex), .text(name(metrics.classIndex, state.classNames)),
        .integer(evaluation.moment.step), .integer(metrics.positives),
        .number(metrics.averagePrecision), .number(metrics.precisionAtRecall90),
        .number(metrics.precisionAtRecall99), .number(metrics.rocAUC),
        .number(metrics.minPositive), .number(metrics.maxNegative), .number(metrics.margin),
        .number(metrics.bestF1), .number(metrics.bestF1Threshold),
      ])
    }
    return table.text
  }

  /// The name as it was given; empty where there is none, or it only repeats the number.
  private static func name(_ index: Int, _ names: [String]) -> String {
    guard names.indices.contains(index), !ClassLabels.isUnnamed(names[index], index) else {
      return ""
    }
    return names[index]
  }
}

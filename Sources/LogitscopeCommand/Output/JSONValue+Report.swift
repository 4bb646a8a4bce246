import LogitEngine

extension JSONValue {
  /// All metrics of a file of logits.
  static func report(_ report: EvaluationReport, examples: Int, classes: Int) -> JSONValue {
    let separation = report.separation
    return .object([
      .init("examples", .integer(examples)),
      .init("classes", .integer(classes)),
      .init("accuracy", .optional(report.accuracy)),
      .init(
        "mean",
        .object([
          .init("average_precision", .optional(report.meanAveragePrecision)),
          .init("precision_at_recall_90", .optional(report.meanPrecisionAtRecall90)),
          .init("precision_at_recall_99", .optional(report.meanPrecisionAtRecall99)),
          .init("roc_auc", .optional(report.meanROCAUC)),
        ])),
      .init(
        "separation",
        .object([
          .init("violating_pair_fraction", .optional(separation.violatingPairFraction)),
          .init("margin", .optional(separation.margin)),
          .init("normalizer_spread", .optional(separation.normalizerSpread)),
          .init("single_threshold_cost", .optional(separation.singleThresholdCost)),
          .init("distance_to_separation", .optional(separation.distanceToSeparation)),
        ])),
      .init("per_class", .array(report.classes.map(classMetrics))),
    ])
  }

  private static func classMetrics(_ metrics: ClassMetrics) -> JSONValue {
    .object([
      .init("class", .integer(metrics.classIndex)),
      .init("positives", .integer(metrics.positives)),
      .init("average_precision", .optional(metrics.averagePrecision)),
      .init("precision_at_recall_90", .optional(metrics.precisionAtRecall90)),
      .init("precision_at_recall_99", .optional(metrics.precisionAtRecall99)),
      .init("roc_auc", .optional(metrics.rocAUC)),
      .init("min_positive", .optional(metrics.minPositive)),
      .init("max_negative", .optional(metrics.maxNegative)),
    ])
  }
}

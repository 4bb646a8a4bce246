import LogitEngine

extension JSONValue {
  /// All metrics of logits.
  ///
  /// - Parameters:
  ///   - names: the names of the classes; empty for their numbers.
  ///   - selection: the classes that are listed.
  ///   - more: what else is known, before the classes.
  static func report(
    _ report: EvaluationReport, examples: Int, names: [String] = [],
    selection: ClassSelection = ClassSelection(showsUndefined: true), more: [Member] = []
  ) -> JSONValue {
    let separation = report.separation
    let members: [Member] = [
      .init("examples", .integer(examples)),
      .init("classes", .integer(report.classes.count)),
      .init("accuracy", .optional(report.accuracy)),
      .init(
        "mean",
        .object(
          ClassFigure.all.compactMap { figure in
            figure.mean.map { .init(figure.id, .optional($0(report))) }
          })),
      .init(
        "separation",
        .object([
          .init("violating_pair_fraction", .optional(separation.violatingPairFraction)),
          .init("margin", .optional(separation.margin)),
          .init("normalizer_spread", .optional(separation.normalizerSpread)),
          .init("single_threshold_cost", .optional(separation.singleThresholdCost)),
          .init("distance_to_separation", .optional(separation.distanceToSeparation)),
        ])),
      .init("top_1_precision", .optional(report.topOnePrecision)),
      .init("defined_classes", .integer(report.definedClassCount)),
      .init("infinite_logits", .integer(report.infinityCount)),
      .init("nan_logits", .integer(report.nanCount)),
    ]
    return .object(
      members + more + [
        .init(
          "per_class",
          .array(selection.classes(of: report).map { classMetrics($0, names) }))
      ])
  }

  private static func classMetrics(_ metrics: ClassMetrics, _ names: [String]) -> JSONValue {
    let index = metrics.classIndex
    let name = names.indices.contains(index) ? names[index] : ""
    return .object(
      [
        .init("class", .integer(index)),
        .init("name", .string(name.isEmpty ? String(index) : name)),
        .init("positives", .integer(metrics.positives)),
      ] + ClassFigure.all.map { .init($0.id, .optional($0.value(metrics))) })
  }
}

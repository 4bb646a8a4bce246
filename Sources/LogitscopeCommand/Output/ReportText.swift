import LogitEngine

/// Metrics as text for people.
enum ReportText {
  /// Everything: a line about the data, a table of the classes, a block about separation.
  static func full(_ report: EvaluationReport, examples: Int, classNames: [String]? = nil) -> String
  {
    "\(examples.grouped) examples, \(report.classes.count.grouped) classes, "
      + "accuracy \(number(report.accuracy))\n\n"
      + classTable(report, classNames: classNames) + "\n" + separation(report)
  }

  /// One row a class, no more than the first so many of them, and the means.
  static func classTable(
    _ report: EvaluationReport, classNames: [String]?, limit: Int = .max
  ) -> String {
    var table = TextTable([
      .init("class", .left), .init("positives"), .init("AUPRC"), .init("P@0.90"),
      .init("P@0.99"), .init("ROC AUC"), .init("min pos"), .init("max neg"),
    ])
    for metrics in report.classes.prefix(limit) {
      let name = classNames.map { names in
        names[metrics.classIndex] == "\(metrics.classIndex)" ? "" : " " + names[metrics.classIndex]
      }
      table.add([
        "\(metrics.classIndex)" + (name ?? ""), metrics.positives.grouped,
        number(metrics.averagePrecision), number(metrics.precisionAtRecall90),
        number(metrics.precisionAtRecall99), number(metrics.rocAUC), logit(metrics.minPositive),
        logit(metrics.maxNegative),
      ])
    }
    let rest = report.classes.count - limit
    if rest > 0 { table.add(["... \(rest.grouped) more"] + Array(repeating: "", count: 7)) }
    table.add([
      "mean", "", number(report.meanAveragePrecision), number(report.meanPrecisionAtRecall90),
      number(report.meanPrecisionAtRecall99), number(report.meanROCAUC), "", "",
    ])
    return table.text
  }

  /// What is measured over all classes at once.
  static func separation(_ report: EvaluationReport) -> String {
    let separation = report.separation
    var rows = [
      ("softmax AUPRC", number(report.softmaxMeanAveragePrecision)),
      ("violating pairs", percent(separation.violatingPairFraction)),
      ("separation margin", logit(separation.margin)),
      ("normalizer spread", logit(separation.normalizerSpread)),
      ("single-threshold cost", number(separation.singleThresholdCost)),
      ("distance to separation", percent(separation.distanceToSeparation)),
    ]
    if report.infinityCount > 0 { rows.append(("infinite logits", report.infinityCount.grouped)) }
    let width = rows.reduce(0) { max($0, $1.0.count) }
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }

  /// A score with four digits, `-` if it is undefined.
  static func number(_ value: Double?) -> String { value?.fixed(4) ?? "-" }

  /// A share in per cent, `-` if it is undefined.
  static func percent(_ value: Double?) -> String { value?.percent ?? "-" }

  /// A logit with two digits, `-` if it is undefined.
  static func logit(_ value: Double?) -> String { value?.fixed(2) ?? "-" }
}

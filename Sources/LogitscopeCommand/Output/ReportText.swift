import ExplorerUI
import LogitEngine

/// Metrics as text for people.
enum ReportText {
  /// Everything: a line about the data, a table of the classes, a block about separation.
  static func full(
    _ report: EvaluationReport, examples: Int, ignored: Int = 0, classNames: [String] = [],
    selection: ClassSelection = ClassSelection()
  ) -> String {
    let classes = selection.classes(of: report)
    let figures = ClassFigure.all.filter { figure in
      report.classes.contains { figure.value($0) != nil }
    }
    return heading(report, examples: examples, ignored: ignored) + "\n"
      + table(report, classes, figures, ClassLabels(classNames, usesASCII: !Surroundings.usesUTF8))
      + remarks(report, shown: classes, isChosen: !selection.chosen.isEmpty) + "\n"
      + separation(report)
  }

  private static func heading(_ report: EvaluationReport, examples: Int, ignored: Int) -> String {
    let count = report.classes.count
    var parts = [
      "\(examples.grouped) example\(examples == 1 ? "" : "s")",
      "\(count.grouped) class\(count == 1 ? "" : "es")",
    ]
    if report.definedClassCount < count {
      parts[1] += " (\(report.definedClassCount.grouped) defined)"
    }
    if ignored > 0 { parts[0] += " (\(ignored.grouped) more ignored)" }
    if let precision = report.topOnePrecision {
      parts.append("top-1 precision \(number(precision))")
    } else if count > 1 {
      parts.append("accuracy \(number(report.accuracy))")
    }
    return parts.joined(separator: ", ") + "\n"
  }

  /// One row a class, no more than the first so many of them, and the means.
  static func classTable(
    _ report: EvaluationReport, classNames: [String]?, limit: Int = .max
  ) -> String {
    table(
      report, Array(report.classes.prefix(limit)), ClassFigure.main,
      ClassLabels(classNames ?? [], usesASCII: !Surroundings.usesUTF8))
  }

  private static func table(
    _ report: EvaluationReport, _ classes: [ClassMetrics], _ figures: [ClassFigure],
    _ labels: ClassLabels
  ) -> String {
    var table = TextTable(
      [.init("class", .left), .init("positives")] + figures.map { .init($0.heading) })
    for metrics in classes {
      let isFew = 1..<fewPositives ~= metrics.positives && metrics.averagePrecision != nil
      table.add(
        [labels.label(metrics.classIndex), metrics.positives.grouped + (isFew ? "*" : "")]
          + figures.map { $0.text($0.value(metrics)) })
    }
    let rest = report.classes.count - classes.count
    if rest > 0 {
      table.add(["... \(rest.grouped) more"] + Array(repeating: "", count: figures.count + 1))
    }
    let defined = report.definedClassCount
    table.add(
      [defined == report.classes.count ? "mean" : "mean of \(defined.grouped)", ""]
        + figures.map { figure in figure.mean.map { figure.text($0(report)) } ?? "" })
    return table.text
  }

  /// Below so many positives a recall of 0.90 needs all of them, as one of 0.99 does.
  private static let fewPositives = 10

  /// What has to be known to read the table, a line each.
  private static func remarks(
    _ report: EvaluationReport, shown: [ClassMetrics], isChosen: Bool
  ) -> String {
    var lines: [String] = []
    if let sentence = fewPositivesSentence(shown) { lines.append("* " + sentence) }
    let undefined = report.classes.count - report.definedClassCount
    if undefined > 0 {
      let isShown = shown.contains { $0.averagePrecision == nil }
      lines.append(
        "\(undefined.grouped) class\(undefined == 1 ? " is" : "es are") undefined, without a "
          + "positive, without a negative or with NaN"
          + (isShown || isChosen ? "" : "; --classes all lists them"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What the precisions of classes with few positives mean; nil if there is no such class.
  static func fewPositivesSentence(_ classes: [ClassMetrics]) -> String? {
    let few = classes.count { 1..<fewPositives ~= $0.positives && $0.averagePrecision != nil }
    guard few > 0 else { return nil }
    return "\(few.grouped) class\(few == 1 ? " has" : "es have") fewer than ten positives, where a "
      + "recall of 0.90 needs all of them and P@0.90 is P@0.99"
  }

  /// What is measured over all classes at once.
  static func separation(_ report: EvaluationReport) -> String {
    let separation = report.separation
    var rows = [
      ("violating pairs", percent(separation.violatingPairFraction)),
      ("separation margin", logit(separation.margin)),
      ("single-threshold cost", number(separation.singleThresholdCost)),
      ("distance to separation", percent(separation.distanceToSeparation)),
    ]
    if separation.normalizerSpread != nil {
      rows.insert(("normalizer spread", logit(separation.normalizerSpread)), at: 2)
    }
    if report.softmaxMeanAveragePrecision != nil {
      rows.insert(("softmax AUPRC", number(report.softmaxMeanAveragePrecision)), at: 0)
    }
    if report.infinityCount > 0 { rows.append(("infinite logits", report.infinityCount.grouped)) }
    if report.nanCount > 0 { rows.append(("NaN logits", report.nanCount.grouped)) }
    let width = rows.reduce(0) { max($0, $1.0.count) }
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
    }.joined()
  }

  /// A score with four digits, two significant ones if it is small, `-` if it is undefined.
  static func number(_ value: Double?) -> String {
    guard let value else { return "-" }
    return value != 0 && value.magnitude < 0.001 ? value.significant(2) : value.fixed(4)
  }

  /// A fraction as a percentage, `-` if it is undefined.
  static func percent(_ value: Double?) -> String { value?.percent ?? "-" }

  /// A logit with two digits, two significant ones if it is small, `-` if it is undefined.
  static func logit(_ value: Double?) -> String {
    guard let value else { return "-" }
    return value != 0 && value.magnitude < 0.01 ? value.significant(2) : value.fixed(2)
  }
}

import LogitEngine

/// The numbers of the separation pane; the one place that names and formats each of them.
enum Metric: Int, CaseIterable, Sendable {
  case averagePrecision
  case precisionAtRecall90
  case precisionAtRecall99
  case overlap
  case classMargin
  case threshold
  case precision
  case recall
  case f1
  case meanAveragePrecision
  case violatingPairs
  case margin
  case normalizerSpread
  case accuracy
  case topOnePrecision
  case softmaxAveragePrecision
  case singleThresholdCost
  case distanceToSeparation

  /// What the logits of the chosen class alone say.
  static let ofClass: [Metric] = [
    .averagePrecision, .precisionAtRecall90, .precisionAtRecall99, .overlap, .classMargin,
    .threshold, .precision, .recall, .f1,
  ]
  /// What all logits together say.
  static let ofAll: [Metric] = [
    .meanAveragePrecision, .violatingPairs, .margin, .distanceToSeparation, .normalizerSpread,
    .singleThresholdCost, .accuracy, .softmaxAveragePrecision,
  ]
  /// The metrics that are shown, with top-1 precision in place of accuracy where examples have
  /// several classes or none.
  static func shown(_ metrics: [Metric], _ state: ExplorerState) -> [Metric] {
    guard state.usesTopOnePrecision else { return metrics }
    return metrics.map { $0 == .accuracy ? .topOnePrecision : $0 }
  }

  /// The most telling first, for panes that cannot show them all.
  static let byImportance: [Metric] = [
    .averagePrecision, .precisionAtRecall90, .precisionAtRecall99, .overlap, .violatingPairs,
    .margin, .threshold, .f1, .normalizerSpread, .accuracy, .softmaxAveragePrecision,
    .singleThresholdCost, .distanceToSeparation, .precision, .recall, .meanAveragePrecision,
    .classMargin,
  ]

  /// The name.
  var name: String {
    switch self {
    case .averagePrecision: "AUPRC"
    case .precisionAtRecall90: "P at R 0.90"
    case .precisionAtRecall99: "P at R 0.99"
    case .overlap: "overlap"
    case .classMargin: "class margin"
    case .threshold: "threshold"
    case .precision: "precision"
    case .recall: "recall"
    case .f1: "F1"
    case .meanAveragePrecision: "mean AUPRC"
    case .violatingPairs: "violating pairs"
    case .margin: "margin"
    case .normalizerSpread: "normaliser spread"
    case .accuracy: "accuracy"
    case .topOnePrecision: "top-1 precision"
    case .softmaxAveragePrecision: "softmax AUPRC"
    case .singleThresholdCost: "single-threshold cost"
    case .distanceToSeparation: "distance to separation"
    }
  }

  /// The name in at most 14 characters.
  var shortName: String {
    switch self {
    case .violatingPairs: "violating"
    case .topOnePrecision: "top-1 prec."
    case .normalizerSpread: "norm. spread"
    case .singleThresholdCost: "threshold cost"
    case .distanceToSeparation: "to separation"
    default: name
    }
  }

  /// What the number says, in at most 32 characters.
  var explanation: String {
    switch self {
    case .averagePrecision: "ranking by this logit; 1 is best"
    case .precisionAtRecall90: "purity when 90 % must be found"
    case .precisionAtRecall99: "purity when 99 % must be found"
    case .overlap: "1 − max (TPR − FPR); 0 separates"
    case .classMargin: "min positive less max negative"
    case .threshold: "logits from here on: positive"
    case .precision: "positives among those above it"
    case .recall: "share of positives above it"
    case .f1: "harmonic mean of these two"
    case .meanAveragePrecision: "of the bare logits, all classes"
    case .violatingPairs: "false logit not below a true one"
    case .margin: "min true less max false logit"
    case .normalizerSpread: "how the logits’ level varies"
    case .accuracy: "largest logit is the true class"
    case .topOnePrecision: "largest logit is of a true class"
    case .softmaxAveragePrecision: "with all logits, for comparison"
    case .singleThresholdCost: "F1 lost when classes share one"
    case .distanceToSeparation: "logits to delete to separate all"
    }
  }

  /// Whether more is better; nil where neither is.
  var higherIsBetter: Bool? {
    switch self {
    case .threshold: nil
    case .overlap, .violatingPairs, .normalizerSpread, .singleThresholdCost,
      .distanceToSeparation:
      false
    default: true
    }
  }

  /// Whether the number needs the logits of all classes.
  var concernsAllClasses: Bool { Self.ofAll.contains(self) || self == .topOnePrecision }

  /// Whether the number needs several logits a row.
  var needsRow: Bool {
    [.accuracy, .topOnePrecision, .softmaxAveragePrecision, .normalizerSpread].contains(self)
  }

  /// The number as text, the same wherever it is shown.
  func format(_ value: Double) -> String {
    switch self {
    case .overlap, .violatingPairs, .distanceToSeparation: NumberText.percent(value)
    case .classMargin, .margin, .threshold: NumberText.fixed(value, decimals: 2)
    case .normalizerSpread: NumberText.fixed(value, decimals: 2)
    case .singleThresholdCost: NumberText.fixed(value, decimals: 3)
    default: NumberText.share(value)
    }
  }

  /// The number as text, or the sign for undefined.
  func format(_ value: Double?) -> String {
    value.map { format($0) } ?? NumberText.undefined
  }
}

/// The value of every metric at one evaluation.
struct MetricValues: Sendable {
  private var values = [Double?](repeating: nil, count: Metric.allCases.count)

  subscript(metric: Metric) -> Double? {
    get { values[metric.rawValue] }
    set { values[metric.rawValue] = newValue }
  }

  init() {}

  /// Takes what a report says; overlap and the rule at a threshold are not in one.
  init(_ report: EvaluationReport, classIndex: Int) {
    if report.classes.indices.contains(classIndex) {
      let metrics = report.classes[classIndex]
      self[.averagePrecision] = metrics.averagePrecision
      self[.precisionAtRecall90] = metrics.precisionAtRecall90
      self[.precisionAtRecall99] = metrics.precisionAtRecall99
      self[.classMargin] = metrics.margin
    }
    self[.meanAveragePrecision] = report.meanAveragePrecision
    self[.violatingPairs] = report.separation.violatingPairFraction
    self[.margin] = report.separation.margin
    self[.normalizerSpread] = report.separation.normalizerSpread
    self[.accuracy] = report.accuracy
    self[.topOnePrecision] = report.topOnePrecision
    self[.softmaxAveragePrecision] = report.softmaxMeanAveragePrecision
    self[.singleThresholdCost] = report.separation.singleThresholdCost
    self[.distanceToSeparation] = report.separation.distanceToSeparation
  }
}

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
  /// The most telling first, for panes that cannot show them all.
  static let byImportance: [Metric] = [
    .averagePrecision, .precisionAtRecall90, .precisionAtRecall99, .overlap, .violatingPairs,
    .margin, .threshold, .f1, .normalizerSpread, .accuracy, .softmaxAveragePrecision,
    .singleThresholdCost, .distanceToSeparation, .precision, .recall, .meanAveragePrecision,
    .classMargin,
  ]

  /// The name, at most 16 characters long.
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
    case .normalizerSpread: "normaliser sd"
    case .accuracy: "accuracy"
    case .softmaxAveragePrecision: "softmax AUPRC"
    case .singleThresholdCost: "1-threshold cost"
    case .distanceToSeparation: "to separation"
    }
  }

  /// What the number says, in plain words.
  var explanation: String {
    switch self {
    case .averagePrecision: "how purely the logit alone ranks positives first; 1 is perfect"
    case .precisionAtRecall90: "share of hits among what is found, when 90 % must be found"
    case .precisionAtRecall99: "share of hits among what is found, when 99 % must be found"
    case .overlap: "area that the two histograms have in common"
    case .classMargin: "smallest positive less largest negative; above 0: separated"
    case .threshold: "logits from here on count as positive"
    case .precision: "share of positives among the logits from the threshold on"
    case .recall: "share of the positives that reach the threshold"
    case .f1: "harmonic mean of precision and recall at the threshold"
    case .meanAveragePrecision: "AUPRC of the bare logit, mean over all classes"
    case .violatingPairs: "pairs of a false logit at or above a true one, over all images"
    case .margin: "smallest true logit less largest false one, over all images"
    case .normalizerSpread: "how much the logits' level varies from image to image"
    case .accuracy: "share of images whose largest logit is the true class"
    case .softmaxAveragePrecision: "mean AUPRC when all logits are computed for a softmax"
    case .singleThresholdCost: "F1 lost when all classes must share one threshold"
    case .distanceToSeparation: "share of logits to delete until all true exceed all false"
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
  var concernsAllClasses: Bool { Self.ofAll.contains(self) }

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
    self[.softmaxAveragePrecision] = report.softmaxMeanAveragePrecision
    self[.singleThresholdCost] = report.separation.singleThresholdCost
    self[.distanceToSeparation] = report.separation.distanceToSeparation
  }
}

import LogitEngine

/// A figure of each class: its name in JSON and on the command line, its column in tables.
struct ClassFigure: Sendable {
  /// How a figure is written for people.
  enum Form: Sendable {
    /// A score between 0 and 1.
    case score
    /// A logit.
    case logit
    /// A fraction, as a percentage.
    case fraction
  }

  /// The name in files, and of `--by`.
  let id: String
  /// The heading of its column.
  let heading: String
  /// How it is written.
  let form: Form
  /// Whether the smallest is the best.
  let isBestSmall: Bool
  /// What it is of a class; nil for undefined.
  let value: @Sendable (ClassMetrics) -> Double?
  /// Its mean over the classes where it is defined; nil for a figure without one.
  let mean: (@Sendable (EvaluationReport) -> Double?)?

  private init(
    _ id: String, _ heading: String, _ form: Form = .score, isBestSmall: Bool = false,
    value: @escaping @Sendable (ClassMetrics) -> Double?,
    mean: (@Sendable (EvaluationReport) -> Double?)? = nil
  ) {
    self.id = id
    self.heading = heading
    self.form = form
    self.isBestSmall = isBestSmall
    self.value = value
    self.mean = mean
  }

  /// Every figure, in the order of the columns.
  static let all: [ClassFigure] = [
    averagePrecision,
    .init(
      "softmax_average_precision", "softmax", value: { $0.softmaxAveragePrecision },
      mean: { $0.softmaxMeanAveragePrecision }),
    .init(
      "precision_at_recall_90", "P@0.90", value: { $0.precisionAtRecall90 },
      mean: { $0.meanPrecisionAtRecall90 }),
    .init("threshold_at_recall_90", "at", .logit, value: { $0.thresholdAtRecall90 }),
    .init(
      "precision_at_recall_99", "P@0.99", value: { $0.precisionAtRecall99 },
      mean: { $0.meanPrecisionAtRecall99 }),
    .init("threshold_at_recall_99", "at", .logit, value: { $0.thresholdAtRecall99 }),
    .init("roc_auc", "ROC AUC", value: { $0.rocAUC }, mean: { $0.meanROCAUC }),
    .init("best_f1", "best F1", value: { $0.bestF1 }),
    .init("best_f1_threshold", "at", .logit, value: { $0.bestF1Threshold }),
    .init("overlap", "overlap", .fraction, isBestSmall: true, value: { $0.overlap }),
    .init("min_positive", "min pos", .logit, value: { $0.minPositive }),
    .init("max_negative", "max neg", .logit, isBestSmall: true, value: { $0.maxNegative }),
    .init("margin", "margin", .logit, value: { $0.margin }),
  ]

  /// The average precision of the bare logit.
  static let averagePrecision = ClassFigure(
    "average_precision", "AUPRC", value: { $0.averagePrecision },
    mean: { $0.meanAveragePrecision })

  /// How many examples of the class there are, which is a figure to sort by and no column here.
  static let positives = ClassFigure("positives", "positives", value: { Double($0.positives) })

  /// Those that short tables have.
  static let main = all.filter {
    [
      "average_precision", "precision_at_recall_90", "precision_at_recall_99", "roc_auc",
      "min_positive", "max_negative",
    ].contains($0.id)
  }

  /// A value as it is written for people, `-` if it is undefined.
  func text(_ value: Double?) -> String {
    switch form {
    case .score: ReportText.number(value)
    case .logit: ReportText.logit(value)
    case .fraction: ReportText.percent(value)
    }
  }
}

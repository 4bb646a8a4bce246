import LogitEngine

/// A column of the table of classes by which it can be sorted.
public enum ClassColumn: Int, CaseIterable, Hashable, Sendable {
  /// The number of the class.
  case number
  /// How many examples it has.
  case support
  /// The area under its precision-recall curve.
  case averagePrecision
  /// Its precision where recall is 0.9.
  case precisionAtRecall90
  /// Its precision where recall is 0.99.
  case precisionAtRecall99
  /// The distance between its smallest true and its largest false logit.
  case margin
  /// The threshold of its best F1.
  case threshold

  /// The metric that it shows; nil for number and support.
  var metric: Metric? {
    switch self {
    case .number, .support: nil
    case .averagePrecision: .averagePrecision
    case .precisionAtRecall90: .precisionAtRecall90
    case .precisionAtRecall99: .precisionAtRecall99
    case .margin: .classMargin
    case .threshold: .threshold
    }
  }

  /// What stands above it.
  var heading: String {
    switch self {
    case .number: "class"
    case .support: "support"
    case .averagePrecision: "AUPRC"
    case .precisionAtRecall90: "P@0.90"
    case .precisionAtRecall99: "P@0.99"
    case .margin: "margin"
    case .threshold: "best F1 at"
    }
  }

  /// What it is called where the classes are sorted by it.
  var name: String { self == .threshold ? "best-F1 threshold" : heading }

  /// Cells for the heading and any usual value.
  var width: Int {
    switch self {
    case .number: 0
    case .support, .margin: 7
    case .averagePrecision, .precisionAtRecall90, .precisionAtRecall99: 6
    case .threshold: 10
    }
  }

  /// Whether the largest comes first until the order is reversed: what asks for attention is on
  /// top, which is the class that separates worst, or that has the most examples.
  var beginsWithLargest: Bool { self == .support }

  /// What the column holds for a class; nil where that is undefined.
  func value(_ metrics: ClassMetrics) -> Double? {
    let value: Double? =
      switch self {
      case .number: Double(metrics.classIndex)
      case .support: Double(metrics.positives)
      case .averagePrecision: metrics.averagePrecision
      case .precisionAtRecall90: metrics.precisionAtRecall90
      case .precisionAtRecall99: metrics.precisionAtRecall99
      case .margin: metrics.margin
      case .threshold: metrics.bestF1Threshold
      }
    // A margin between two infinities is a NaN, which has no place in an order.
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  /// The value as it is written everywhere, or the sign for undefined.
  func text(_ metrics: ClassMetrics) -> String {
    if self == .support { return NumberText.integer(metrics.positives) }
    return metric?.format(value(metrics)) ?? String(metrics.classIndex)
  }
}

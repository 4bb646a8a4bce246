import LogitEngine

/// The columns of the table of compared losses, the most telling first.
enum ComparedMetric: CaseIterable {
  case meanAveragePrecision
  case violatingPairs
  case precisionAtRecall90
  case precisionAtRecall99
  case distanceToSeparation
  case softmaxAveragePrecision
  case accuracy
  case singleThresholdCost
  case normalizerSpread

  /// The name over a wide column, in at most 13 characters.
  var name: String {
    switch self {
    case .meanAveragePrecision: "mean AUPRC"
    case .violatingPairs: "violating"
    case .precisionAtRecall90: "P at R 0.90"
    case .precisionAtRecall99: "P at R 0.99"
    case .distanceToSeparation: "to separation"
    case .softmaxAveragePrecision: "softmax AUPRC"
    case .accuracy: "accuracy"
    case .singleThresholdCost: "thresh. cost"
    case .normalizerSpread: "norm. spread"
    }
  }

  /// The name over a narrow column, in at most 7 characters.
  var shortName: String {
    switch self {
    case .meanAveragePrecision: "AUPRC"
    case .violatingPairs: "violat."
    case .precisionAtRecall90: "P@0.90"
    case .precisionAtRecall99: "P@0.99"
    case .distanceToSeparation: "to sep."
    case .softmaxAveragePrecision: "softmax"
    case .accuracy: "accur."
    case .singleThresholdCost: "cost"
    case .normalizerSpread: "spread"
    }
  }

  /// Whether more is better; nil where neither is.
  var higherIsBetter: Bool? {
    switch self {
    case .violatingPairs, .distanceToSeparation, .singleThresholdCost: false
    case .normalizerSpread: nil
    default: true
    }
  }

  /// What a report says; means are over the classes that are defined.
  func value(in report: EvaluationReport) -> Double? {
    switch self {
    case .meanAveragePrecision: report.meanAveragePrecision
    case .violatingPairs: report.separation.violatingPairFraction
    case .precisionAtRecall90: report.meanPrecisionAtRecall90
    case .precisionAtRecall99: report.meanPrecisionAtRecall99
    case .distanceToSeparation: report.separation.distanceToSeparation
    case .softmaxAveragePrecision: report.softmaxMeanAveragePrecision
    case .accuracy: report.accuracy
    case .singleThresholdCost: report.separation.singleThresholdCost
    case .normalizerSpread: report.separation.normalizerSpread
    }
  }

  private var metric: Metric {
    switch self {
    case .meanAveragePrecision: .meanAveragePrecision
    case .violatingPairs: .violatingPairs
    case .precisionAtRecall90: .precisionAtRecall90
    case .precisionAtRecall99: .precisionAtRecall99
    case .distanceToSeparation: .distanceToSeparation
    case .softmaxAveragePrecision: .softmaxAveragePrecision
    case .accuracy: .accuracy
    case .singleThresholdCost: .singleThresholdCost
    case .normalizerSpread: .normalizerSpread
    }
  }

  /// The number as text, the same as in other views.
  func format(_ value: Double?) -> String { metric.format(value) }

  /// A difference of two such numbers, always with its sign; percentages in points.
  func formatDifference(_ difference: Double) -> String {
    switch self {
    case .violatingPairs, .distanceToSeparation:
      NumberText.signed(difference * 100, decimals: 2)
    case .normalizerSpread: NumberText.signed(difference, decimals: 2)
    default: NumberText.signed(difference, decimals: 3)
    }
  }

  /// How a difference looks: better, worse, or neither.
  func role(ofDifference difference: Double) -> Role {
    guard let higherIsBetter, difference != 0 else { return .subtle }
    return (difference > 0) == higherIsBetter ? .improved : .worsened
  }
}

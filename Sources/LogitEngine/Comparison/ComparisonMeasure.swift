/// One number by which losses are compared: a column of the paper's table.
///
/// The raw value is its name in files and in JSON.
public enum ComparisonMeasure: String, CaseIterable, Hashable, Sendable {
  /// Mean average precision (AUPRC) of the bare logit.
  case averagePrecision = "average_precision"
  /// Mean precision of the bare logit at a recall of 0.9.
  case precisionAtRecall90 = "precision_at_recall_90"
  /// Mean precision of the bare logit at a recall of 0.99.
  case precisionAtRecall99 = "precision_at_recall_99"
  /// The share of examples whose largest logit is the true one.
  case accuracy
  /// Mean average precision of the softmax probabilities, which need all logits.
  case softmaxAveragePrecision = "softmax_average_precision"
  /// The share of (true, false) pairs of logits in the wrong order.
  case violatingPairFraction = "violating_pair_fraction"

  /// Whether more of it is better.
  public var prefersLarger: Bool { self != .violatingPairFraction }

  /// Its value in a report; nil where that leaves it undefined.
  public func value(in report: EvaluationReport) -> Double? {
    switch self {
    case .averagePrecision: report.meanAveragePrecision
    case .precisionAtRecall90: report.meanPrecisionAtRecall90
    case .precisionAtRecall99: report.meanPrecisionAtRecall99
    case .accuracy: report.accuracy
    case .softmaxAveragePrecision: report.softmaxMeanAveragePrecision
    case .violatingPairFraction: report.separation.violatingPairFraction
    }
  }
}

/// What the logit z_c alone says about one class; nil stands for undefined.
///
/// A class without a positive or without a negative, or with a NaN among its logits, is undefined.
public struct ClassMetrics: Sendable, Equatable {
  /// The class, 0 ..< k.
  public var classIndex: Int
  /// How many evaluated examples belong to the class.
  public var positives: Int
  /// Σ_m (R_m − R_{m−1}) P_m over the distinct thresholds, ties in one step.
  public var averagePrecision: Double?
  /// The largest precision among thresholds with recall ≥ 0.9.
  public var precisionAtRecall90: Double?
  /// The largest precision among thresholds with recall ≥ 0.99.
  public var precisionAtRecall99: Double?
  /// The threshold that reaches ``precisionAtRecall90``, the highest on ties; positive means logit ≥
  /// threshold.
  public var thresholdAtRecall90: Double?
  /// The threshold that reaches ``precisionAtRecall99``, the highest on ties.
  public var thresholdAtRecall99: Double?
  /// The average precision of the softmax probability of the class, which needs all logits; nil also
  /// where there is but one logit a row.
  public var softmaxAveragePrecision: Double?
  /// 1 − max_t (TPR(t) − FPR(t)) over all thresholds t, from 0 to 1.
  ///
  /// It is 0 exactly if one threshold makes no mistake, and 1 if no threshold is better than chance.
  /// TPR is the fraction of positives at or above t, FPR that of negatives. It depends on the order
  /// of the logits alone.
  public var overlap: Double?
  /// The area under the ROC curve, ties counted half.
  public var rocAUC: Double?
  /// The smallest logit of the class among its positives.
  public var minPositive: Double?
  /// The largest logit of the class among its negatives.
  public var maxNegative: Double?
  /// The largest F1 that a threshold of the class's own reaches.
  public var bestF1: Double?
  /// A threshold that reaches ``bestF1``; positive means logit ≥ threshold.
  public var bestF1Threshold: Double?

  /// min positive − max negative: above zero exactly if one threshold makes no mistake.
  public var margin: Double? {
    guard let minPositive, let maxNegative else { return nil }
    return minPositive == maxNegative ? 0 : minPositive - maxNegative
  }
}

/// The four counts of a yes-or-no rule, and what follows from them; nil stands for 0/0.
public struct ThresholdDecision: Hashable, Sendable {
  /// Positives that the rule accepts.
  public var truePositives: Int
  /// Negatives that the rule accepts.
  public var falsePositives: Int
  /// All positives.
  public var positives: Int
  /// All negatives.
  public var negatives: Int

  /// Creates a decision from its counts.
  public init(truePositives: Int, falsePositives: Int, positives: Int, negatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.positives = positives
    self.negatives = negatives
  }

  /// The share of the accepted that are positive.
  public var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }
  /// The share of the positives that are accepted.
  public var recall: Double? { Self.ratio(truePositives, positives) }
  /// 2·tp / (tp + fp + positives), the harmonic mean of precision and recall.
  public var f1: Double? {
    Self.ratio(2 * truePositives, truePositives + falsePositives + positives)
  }
  /// The share of the negatives that are accepted.
  public var falsePositiveRate: Double? { Self.ratio(falsePositives, negatives) }

  /// FNR + FPR = 1 − (TPR − FPR): 0 for a rule without a mistake, 1 for one that does not look.
  ///
  /// NaN without a positive or without a negative.
  var balancedError: Double {
    Double(positives - truePositives) / Double(positives)
      + Double(falsePositives) / Double(negatives)
  }

  private static func ratio(_ numerator: Int, _ denominator: Int) -> Double? {
    denominator == 0 ? nil : Double(numerator) / Double(denominator)
  }
}

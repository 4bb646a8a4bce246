/// Every metric of one evaluation, per class and overall.
public struct EvaluationReport: Sendable, Equatable {
  /// One entry a class, in class order.
  public var classes: [ClassMetrics]
  /// The fraction of examples whose largest logit (the first on ties) is that of their class.
  ///
  /// Nil unless every example has exactly one class, with a NaN, and where there is but one logit.
  public var accuracy: Double?
  /// The fraction of examples whose largest logit (the first on ties) is that of one of their
  /// classes, where some have several classes or none: it takes the place of ``accuracy`` there.
  ///
  /// An example of no class counts as an example that is not right. Nil where ``accuracy`` says the
  /// same, with a NaN, and where there is but one logit.
  public var topOnePrecision: Double?
  /// The unweighted mean over defined classes of the average precision of the bare logit.
  public var meanAveragePrecision: Double?
  /// The unweighted mean over defined classes of the precision at recall 0.9.
  public var meanPrecisionAtRecall90: Double?
  /// The unweighted mean over defined classes of the precision at recall 0.99.
  public var meanPrecisionAtRecall99: Double?
  /// The unweighted mean over defined classes of the area under the ROC curve.
  public var meanROCAUC: Double?
  /// Mean average precision of the softmax probabilities, which need all logits.
  public var softmaxMeanAveragePrecision: Double?
  /// Separation over all examples and classes.
  public var separation: SeparationMetrics
  /// How many logits are NaN.
  public var nanCount: Int
  /// How many logits are +∞ or −∞.
  public var infinityCount: Int

  /// How many classes have a positive, a negative and no NaN, and are in the means.
  public var definedClassCount: Int { classes.count { $0.averagePrecision != nil } }

  /// Creates a report in which every metric is undefined.
  public init() {
    classes = []
    separation = SeparationMetrics()
    nanCount = 0
    infinityCount = 0
  }
}

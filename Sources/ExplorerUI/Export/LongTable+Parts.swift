import LogitEngine

/// The parts that several views have in common.
extension LongTable {
  /// Adds the counts of both sides in every bin, those below the first and above the last included.
  mutating func add(histogram scores: ClassScores, in bins: HistogramBins, of subject: Subject) {
    let histogram = scores.histogram(bins)
    for (series, counts) in [
      ("positives", histogram.positives), ("negatives", histogram.negatives),
    ] {
      add(
        subject, series, x: .number(-.infinity), to: .number(bins.lowerBound),
        .integer(counts.below))
      for bin in 0..<bins.count {
        add(
          subject, series, x: .number(bins.lowerBound(of: bin)),
          to: .number(bins.lowerBound(of: bin + 1)), .integer(counts.inside[bin]))
      }
      add(
        subject, series, x: .number(bins.upperBound), to: .number(.infinity),
        .integer(counts.above))
    }
  }

  /// Adds the values of some metrics, those of one class under its name.
  mutating func add(_ metrics: [Metric], _ values: MetricValues, of subject: Subject) {
    for metric in metrics {
      let className = metric.concernsAllClasses ? Subject.allClasses : subject.className
      add(
        subject.with(table: "metrics", className: className), metric.fieldName,
        .number(values[metric]))
    }
  }

  /// Adds the AUPRC at every evaluation.
  mutating func add(points: [(step: Int, value: Double)], of subject: Subject) {
    for point in points {
      var subject = subject
      subject.step = point.step
      add(subject, Metric.averagePrecision.fieldName, x: .integer(point.step), .number(point.value))
    }
  }
}

extension HistogramBins {
  /// Bins for data whose picture is not drawn, a fixed number over all logits.
  init(over range: ClosedRange<Double>) {
    let width = max(range.upperBound - range.lowerBound, 1e-6)
    self.init(lowerBound: range.lowerBound, width: width / 64 * (1 + 1e-9), count: 64)
  }
}

extension Metric {
  /// The name in a file, the same as in other files.
  var fieldName: String {
    switch self {
    case .averagePrecision: "average_precision"
    case .precisionAtRecall90: "precision_at_recall_90"
    case .precisionAtRecall99: "precision_at_recall_99"
    case .overlap: "overlap"
    case .classMargin: "class_margin"
    case .threshold: "threshold"
    case .precision: "precision"
    case .recall: "recall"
    case .f1: "f1"
    case .meanAveragePrecision: "mean_average_precision"
    case .violatingPairs: "violating_pair_fraction"
    case .margin: "margin"
    case .normalizerSpread: "normalizer_spread"
    case .accuracy: "accuracy"
    case .topOnePrecision: "top_1_precision"
    case .softmaxAveragePrecision: "softmax_mean_average_precision"
    case .singleThresholdCost: "single_threshold_cost"
    case .distanceToSeparation: "distance_to_separation"
    }
  }
}

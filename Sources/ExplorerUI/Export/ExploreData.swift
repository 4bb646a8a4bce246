import LogitEngine

/// The numbers behind the view Explore: the histogram on the screen, of the chosen class or of all
/// logits, the metrics, and the curves of the run.
enum ExploreData {
  /// One line a number; nil before the first evaluation.
  static func csv(_ state: ExplorerState) -> String? {
    guard let view = state.histogramView, let bins = bins(of: state) else { return nil }
    let chosen = state.classLabel(state.classIndex)
    let subject = LongTable.Subject(
      table: "histogram", loss: state.isLossKnown ? state.shownLoss.kind.name : "",
      className: chosen, lens: state.lens.isBare ? "bare" : state.lens.name, step: view.step)
    let all = LongTable.Subject.allClasses
    var table = LongTable()
    let pooled = subject.with(table: "histogram", className: state.isPooled ? all : chosen)
    table.add(histogram: view.scores, in: bins, of: pooled)
    table.add(Metric.shown(Metric.ofClass + Metric.ofAll, state), state.metrics, of: subject)
    if let prevalence = state.prevalence {
      table.add(subject.with(table: "metrics"), "prevalence", .number(prevalence))
    }
    var curve = subject.with(table: "training_curve", className: chosen)
    curve.lens = "bare"
    table.add(points: state.classHistory.points(ofClass: state.classIndex), of: curve)
    curve.className = all
    table.add(points: state.classHistory.meanPoints, of: curve)
    add(state.lossSeries, of: curve, to: &table)
    return table.text
  }

  /// The training loss; a long run keeps several steps together.
  private static func add(
    _ series: StepSeries, of subject: LongTable.Subject, to table: inout LongTable
  ) {
    var subject = subject
    for (index, bucket) in series.buckets.enumerated() where bucket.count > 0 {
      let first = index * series.bucketSize + 1
      let last = min(first + series.bucketSize - 1, series.last?.step ?? .max)
      subject.step = last
      // A single step is its own extremes.
      let values: [(String, Double?)] =
        series.bucketSize == 1
        ? [("training_loss", bucket.mean)]
        : [
          ("training_loss", bucket.mean), ("training_loss_minimum", bucket.minimum),
          ("training_loss_maximum", bucket.maximum),
        ]
      for (name, value) in values {
        table.add(subject, name, x: .integer(first), to: .integer(last), .number(value))
      }
    }
  }

  /// The bins on the screen or, where the histogram is not drawn, 64 over all logits.
  private static func bins(of state: ExplorerState) -> HistogramBins? {
    if let axis = state.histogramLayout?.axis { return axis.bins }
    return (state.histogramView?.range).map { HistogramBins(over: $0) }
  }
}

import LogitEngine

/// The numbers behind the view Explore: the histogram of the chosen class.
enum ExploreData {
  /// One line a bin, those below the first and above the last included.
  static func csv(_ state: ExplorerState) -> String? {
    guard let view = state.classView, let bins = bins(of: state) else { return nil }
    let histogram = view.scores.histogram(bins)
    var table = CSVText(columns: ["class", "step", "from", "to", "positives", "negatives"])
    func add(_ from: Double, _ upTo: Double, _ positives: Int, _ negatives: Int) {
      table.add([
        .text(state.classLabel(state.classIndex)), .integer(view.step), .number(from),
        .number(upTo), .integer(positives), .integer(negatives),
      ])
    }
    let (positives, negatives) = (histogram.positives, histogram.negatives)
    add(-.infinity, bins.lowerBound, positives.below, negatives.below)
    for bin in 0..<bins.count {
      add(
        bins.lowerBound(of: bin), bins.lowerBound(of: bin + 1), positives.inside[bin],
        negatives.inside[bin])
    }
    add(bins.upperBound, .infinity, positives.above, negatives.above)
    return table.text
  }

  /// The bins on the screen or, where the histogram is not drawn, 64 over all logits.
  private static func bins(of state: ExplorerState) -> HistogramBins? {
    if let axis = state.histogramLayout?.axis { return axis.bins }
    guard let range = state.classView?.range else { return nil }
    let width = max(range.upperBound - range.lowerBound, 1e-6)
    return HistogramBins(lowerBound: range.lowerBound, width: width / 64 * (1 + 1e-9), count: 64)
  }
}

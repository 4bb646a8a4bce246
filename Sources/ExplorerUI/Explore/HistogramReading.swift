import LogitEngine

/// What the cursor reads, or the brush holds, or the zoom leaves out, as a line of words.
enum HistogramReading {
  /// The longest wording that fits; nil where there is nothing to read.
  static func line(of state: ExplorerState, width: Int) -> [TextRun]? {
    guard let axis = state.histogramLayout?.axis, let scores = state.histogramView?.scores else {
      return nil
    }
    let wordings: [String]
    if let range = state.brushedRange {
      wordings = texts("brushed", range, scores, axis, reads: false)
    } else if let bin = state.cursorBin(axis) {
      let range = axis.bins.lowerBound(of: bin)...axis.bins.lowerBound(of: bin + 1)
      wordings = texts("bin", range, scores, axis, reads: true)
    } else if state.zoom != nil {
      let histogram = scores.histogram(axis.bins)
      let (positives, negatives) = (histogram.positives, histogram.negatives)
      let outside = [positives.below + positives.above, negatives.below + negatives.above]
        .map(NumberText.integer)
      wordings = [
        "zoomed in: \(outside[0]) positives and \(outside[1]) negatives lie outside",
        "outside: \(outside[0]) positives, \(outside[1]) negatives",
      ]
    } else {
      return nil
    }
    let text = wordings.first { $0.displayWidth <= width } ?? wordings.last ?? ""
    return [TextRun(text, .strong)]
  }

  private static func texts(
    _ name: String, _ range: ClosedRange<Double>, _ scores: ClassScores, _ axis: HistogramAxis,
    reads: Bool
  ) -> [String] {
    let from = scores.decision(at: range.lowerBound)
    let to = scores.decision(at: range.upperBound)
    let positives = from.truePositives - to.truePositives
    let negatives = from.falsePositives - to.falsePositives
    let bounds = [range.lowerBound, range.upperBound].map { NumberText.general($0) }
    let counts = [positives, negatives].map(NumberText.integer)
    let plain = "\(bounds[0]) to \(bounds[1]): \(counts[0]) pos, \(counts[1]) neg"
    let total = positives + negatives
    let share =
      total == 0
      ? "" : ", \(NumberText.percent(Double(positives) / Double(total))) positive"
    let long =
      "\(name) \(bounds[0]) to \(bounds[1]): \(counts[0]) positives, \(counts[1]) negatives"
      + share
    guard reads, let precision = from.precision, let recall = from.recall else {
      return [long, plain + share, plain]
    }
    let rule =
      " · threshold at \(bounds[0]): precision \(NumberText.share(precision)), recall "
      + NumberText.share(recall)
    return [long + rule, plain + share + rule, long, plain + share, plain]
  }
}

/// The histogram in plain words.
enum HistogramWords {
  /// A verdict, and what the marks on the axis mean.
  static func lines(of state: ExplorerState, width: Int) -> [[TextRun]] {
    if let reading = HistogramReading.line(of: state, width: width) {
      return [reading, legend(of: state, width: width)]
    }
    return [[TextRun(verdict(of: state, width: width))], legend(of: state, width: width)]
  }

  /// The longest wording that fits.
  private static func verdict(of state: ExplorerState, width: Int) -> String {
    let wordings = verdicts(of: state)
    return wordings.first { $0.displayWidth <= width } ?? wordings.last ?? ""
  }

  private static func verdicts(of state: ExplorerState) -> [String] {
    guard let scores = state.histogramView?.scores else { return [] }
    if scores.positives.isEmpty {
      return ["no positives of this class: nothing to separate", "no positives"]
    }
    if scores.negatives.isEmpty {
      return ["no negatives of this class: nothing to separate", "no negatives"]
    }
    if scores.nanCount > 0 {
      let count = NumberText.integer(scores.nanCount)
      return [
        "\(count) NaN not drawn: the metrics of this class are undefined",
        "\(count) NaN not drawn, metrics undefined", "\(count) NaN not drawn",
      ]
    }
    if state.isPooled { return pooledVerdicts(of: state) }
    if let margin = state.classMetrics?.margin, margin > 0 {
      let by = Metric.classMargin.format(margin)
      return [
        "separated: every positive lies above every negative, by \(by) at least",
        "separated: every positive above every negative", "separated by \(by)",
      ]
    }
    guard let overlap = state.histogramView?.overlap else { return [] }
    let share = Metric.overlap.format(overlap) + " overlap"
    guard let decision = state.histogramDecision else { return [share] }
    let missed = decision.positives - decision.truePositives
    let mistakes = NumberText.integer(missed + decision.falsePositives)
    let total = NumberText.integer(decision.positives + decision.negatives)
    let rule =
      state.userThreshold != nil
      ? "this threshold"
      : state.thresholdRule == .bestF1
        ? "the best-F1 threshold" : "the threshold for \(state.thresholdRule.name)"
    return [
      "\(share): \(rule) mistakes \(mistakes) of \(total) \(state.exampleNoun)s, misses "
        + "\(NumberText.integer(missed)) and lets in \(NumberText.integer(decision.falsePositives))",
      "\(share): \(rule) mistakes \(mistakes) of \(total) \(state.exampleNoun)s",
      "\(share): \(rule) mistakes \(mistakes) of \(total)",
      "\(share): \(mistakes) of \(total) mistaken", share,
    ]
  }

  /// The principle itself.
  private static func pooledVerdicts(of state: ExplorerState) -> [String] {
    guard let share = state.evaluation?.report.separation.violatingPairFraction else { return [] }
    if share == 0 {
      return ["separated: every true logit lies above every false one", "separated"]
    }
    let text = Metric.violatingPairs.format(share)
    return [
      "\(text) of all pairs of a true and a false logit violate the Principle of Logit Separation",
      "\(text) of pairs violate the Principle of Logit Separation",
      "\(text) of true–false pairs violate separation", "\(text) of pairs violate",
    ]
  }

  /// What the marks on the axis mean, and how many logits lie beyond them, in the longest wording
  /// that fits.
  private static func legend(of state: ExplorerState, width: Int) -> [TextRun] {
    guard let view = state.histogramView, view.scores.nanCount == 0,
      let lowest = view.scores.positives.first, let highest = view.scores.negatives.last
    else { return [] }
    let names =
      state.isPooled
      ? [("smallest true logit", "largest false logit"), ("min true", "max false")]
      : [("smallest positive", "largest negative"), ("min positive", "max negative")]
    func runs(_ names: (String, String), _ counts: (String, String), _ rug: String) -> [TextRun] {
      [
        TextRun("▲", .positive),
        TextRun(" \(names.0) \(NumberText.logit(lowest))\(counts.0)   ", .subtle),
        TextRun("▼", .negative),
        TextRun(" \(names.1) \(NumberText.logit(highest))\(counts.1)", .subtle),
      ]
        + (rug.isEmpty
          ? []
          : [
            TextRun("   ", .subtle), TextRun("╵", .positive), TextRun("╷", .negative),
            TextRun(" " + rug, .subtle),
          ])
    }
    let extremes = view.extremes
    let counts = (
      ", \(NumberText.integer(extremes.violatingPositives)) not above ▼",
      ", \(NumberText.integer(extremes.violatingNegatives)) not below ▲"
    )
    let hasRug = state.histogramLayout.map { $0.rugRow.height > 0 } ?? false
    let rug = hasRug ? "the \(ExtremeLogits.limit) outermost of each" : ""
    let wordings = [
      runs(names[0], counts, rug), runs(names[0], counts, ""), runs(names[1], counts, ""),
      runs(names[0], ("", ""), ""), runs(names[1], ("", ""), ""),
      runs(("min", "max"), ("", ""), ""),
    ]
    return wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= width } ?? []
  }

  /// What stands in the pane while there is nothing to draw.
  static func emptyLines(of state: ExplorerState) -> [TextRun] {
    if state.phase == .starting, state.origin != .training {
      return [
        TextRun(
          state.origin == .folder
            ? "Waiting for logits in \(state.datasetName) …" : "Reading \(state.datasetName) …",
          .strong)
      ]
    }
    if state.phase == .starting {
      let network = state.configuration.network
      let sizes = network.hiddenSizes.map(String.init).joined(separator: ", ")
      return [
        TextRun("Loading \(state.datasetName) …", .strong),
        TextRun(
          "then training \(network.architecture.rawValue)\(sizes.isEmpty ? "" : " " + sizes)"
            + " with \(state.loss.kind.name)", .subtle),
      ]
    }
    if state.evaluation == nil, !state.timeline.entries.isEmpty {
      return [TextRun("The logits of this moment cannot be read", .strong)]
    }
    guard state.evaluation != nil else {
      return [TextRun("Waiting for the first evaluation …", .strong)]
    }
    guard let view = state.histogramView else { return [TextRun("No such class", .strong)] }
    var lines = [TextRun("No finite logit in this class", .strong)]
    if view.scores.nanCount > 0 {
      lines.append(
        TextRun("\(NumberText.integer(view.scores.nanCount)) NaN", .warning))
    }
    if state.origin == .training {
      lines.append(TextRun("a lower learning rate may help: - and restart with r", .subtle))
    }
    return lines
  }
}

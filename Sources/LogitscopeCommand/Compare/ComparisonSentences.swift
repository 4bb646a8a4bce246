import LogitEngine

/// What a comparison says, in sentences.
struct ComparisonSentences {
  private let comparison: Comparison
  private let record: ComparisonRecord

  init(_ comparison: Comparison, _ record: ComparisonRecord) {
    self.comparison = comparison
    self.record = record
  }

  /// What was trained, how, where and how long it took.
  func heading(seeds: [UInt64]) -> String {
    let shown: [(name: String, words: String)] = [
      ("epochs", "epochs"), ("batch-size", "batch size"), ("optimizer", "optimizer"),
      ("learning-rate", "learning rate"), ("momentum", "momentum"),
    ]
    let values = shown.compactMap { name, words in
      record.settings.values.first { $0.name == name }.map { "\(words) \($0.value)" }
    }
    let place = [record.machine, record.date].compactMap { $0 }
    return "\(record.dataset), \(record.network), " + values.joined(separator: ", ")
      + ", \(seeds.count) seed\(seeds.count == 1 ? "" : "s")\n"
      + "\(record.results.count) runs in \(durationText(record.seconds))"
      + place.map { ", " + $0 }.joined()
  }

  /// The paper's claims, with figures.
  var claims: [String] {
    var lines: [String] = []
    for reference in [comparison.betterUnaligned, comparison.crossEntropy].compactMap({ $0 })
    where lines.isEmpty || reference.kind != comparison.betterUnaligned?.kind {
      let improvements = comparison.rows.filter(\.kind.isAligned)
        .compactMap { comparison.improvement(of: $0, over: reference) }
      guard let mean = comparison.meanAlignedImprovement(over: reference),
        let least = improvements.min()
      else { continue }
      lines.append(
        "aligned losses against \(reference.kind.name): 1 - AUPRC smaller by "
          + "\((100 * mean).fixed(1)) % on average, by \((100 * least).fixed(1)) % at least")
    }
    if let gain = comparison.gainOverCrossEntropySoftmax, let best = comparison.bestAligned {
      let difference = ComparisonTable.signed(gain.mean.fixed(4))
      let spread = gain.deviation.map { ", standard deviation \($0.fixed(4))" } ?? ""
      lines.append(
        "one logit of \(best.kind.name) against cross-entropy's softmax over all logits: "
          + "AUPRC \(difference)\(spread)")
    }
    return lines
  }

  /// What tuning chose for each loss; nothing where nothing was tuned.
  var tuning: [String] {
    guard !record.trials.isEmpty else { return [] }
    return comparison.rows.compactMap { row in
      row.results.first.map { result in
        let parameters = LossParameterName.members(of: result.loss).map {
          ", \($0.key.replacing("_", with: " ")) \($0.value.text)"
        }
        return "chosen on validation data for \(row.kind.name): learning rate "
          + result.learningRate.short + parameters.joined()
      }
    }
  }
}

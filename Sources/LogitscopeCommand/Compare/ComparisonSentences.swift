import LogitEngine

/// What a comparison says, in sentences.
struct ComparisonSentences {
  private let comparison: Comparison
  private let record: ComparisonRecord
  /// What stands between a mean and its deviation.
  private let sign: String

  init(_ comparison: Comparison, _ record: ComparisonRecord, sign: String) {
    self.comparison = comparison
    self.record = record
    self.sign = sign
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
        "1 - AUPRC of aligned losses: \(Self.change(mean)) \(reference.kind.name)'s, "
          + (least > 0
            ? "each at least \((100 * least).fixed(1)) %"
            : "that of the worst \(Self.change(least)) it"))
    }
    if let gain = comparison.gainOverCrossEntropySoftmax, let best = comparison.bestAligned {
      lines.append(
        "AUPRC, \(best.kind.name) logit less cross-entropy softmax: "
          + ComparisonTable.signed(gain.mean.fixed(4))
          + (gain.deviation.map { " \(sign) \($0.fixed(4))" } ?? ""))
    }
    return lines
  }

  /// A fraction by which something is smaller, in words that fit its sign.
  private static func change(_ improvement: Double) -> String {
    (100 * improvement.magnitude).fixed(1) + " % " + (improvement < 0 ? "above" : "below")
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

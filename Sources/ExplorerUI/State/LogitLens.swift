import LogitEngine

/// Through what the logits are looked at: everything that is shown of a moment is of these.
struct LogitLens: Hashable, Sendable {
  /// What each row is made relative to.
  var transform = LogitTransform.bare
  /// A random constant for each example; nil for none.
  var offsets: RowOffsets?
  /// The spread of the constants when they are switched on.
  var offsetSpread = 5.0

  /// Whether logits are shown as they are.
  var isBare: Bool { transform == .bare && offsets == nil }

  /// An evaluation as it looks through the lens, all metrics included.
  func applied(to evaluation: Evaluation) -> Evaluation {
    guard !isBare else { return evaluation }
    let snapshot = evaluation.snapshot.transformed(transform, offsets: offsets)
    return Evaluation(
      moment: evaluation.moment, trainingLoss: evaluation.trainingLoss, snapshot: snapshot,
      report: EvaluationReport(snapshot))
  }

  /// What has been done to the logits, in words; empty when nothing has.
  var name: String {
    var parts: [String] = []
    switch transform {
    case .bare: break
    case .minusRowMean: parts.append("minus row mean")
    case .logSoftmax: parts.append("log-softmax")
    }
    if let offsets {
      parts.append("+ random constant a row, spread \(NumberText.setting(offsets.spread))")
    }
    return parts.joined(separator: " ")
  }

  /// The same in a few characters.
  var shortName: String {
    let name = ["", "−mean", "log-softmax"][transform.rawValue]
    guard let offsets else { return name }
    return name + (name.isEmpty ? "" : " ") + "+offset \(NumberText.setting(offsets.spread))"
  }
}

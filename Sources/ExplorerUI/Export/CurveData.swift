import LogitEngine

/// The numbers behind the view Curves: what every threshold of the chosen class gets right, and
/// what the softmax probability gets right when it accepts as many.
enum CurveData {
  private static let columns = [
    "class", "step", "threshold", "true_positives", "false_positives", "precision", "recall",
    "false_positive_rate", "f1", "softmax_log_probability", "softmax_true_positives",
    "softmax_false_positives", "softmax_precision", "softmax_recall",
    "softmax_false_positive_rate", "softmax_f1",
  ]

  /// One line for each logit that occurs, from the largest down; the softmax has no numbers where
  /// its curve is undefined.
  static func csv(_ state: ExplorerState) -> String? {
    guard let view = state.classView else { return nil }
    let scores = view.scores
    let softmax = softmax(state)
    var table = CSVText(columns: columns)
    let thresholds = Set(scores.positives).union(scores.negatives).sorted(by: >)
    for threshold in thresholds {
      let decision = scores.decision(at: threshold)
      let accepted = decision.truePositives + decision.falsePositives
      let counterpart = softmax.map { curve in
        let index = curve.index(accepting: accepted)
        return (score: curve.thresholds[index], decision: curve[index])
      }
      let place: [CSVText.Field] = [
        .text(state.classLabel(state.classIndex)), .integer(view.step), .number(threshold),
      ]
      table.add(
        place + fields(decision) + [.number(counterpart?.score)] + fields(counterpart?.decision))
    }
    return table.text
  }

  private static func fields(_ decision: ThresholdDecision?) -> [CSVText.Field] {
    guard let decision else { return Array(repeating: .number(nil), count: 6) }
    return [
      .integer(decision.truePositives), .integer(decision.falsePositives),
      .number(decision.precision), .number(decision.recall),
      .number(decision.falsePositiveRate), .number(decision.f1),
    ]
  }

  private static func softmax(_ state: ExplorerState) -> ThresholdCurve? {
    if let curves = state.classCurves { return curves.softmax }
    guard let evaluation = state.evaluation, evaluation.snapshot.classCount > 1,
      state.classIndex < evaluation.snapshot.classCount
    else { return nil }
    return ThresholdCurve(
      ClassScores(
        evaluation.snapshot, classIndex: state.classIndex,
        normalizers: LogNormalizers(evaluation.snapshot)))
  }
}

/// The numbers behind the view Curves: what every threshold of the chosen class gets right.
enum CurveData {
  /// One line for each logit that occurs, from the largest down.
  static func csv(_ state: ExplorerState) -> String? {
    guard let view = state.classView else { return nil }
    let scores = view.scores
    var table = CSVText(columns: [
      "class", "step", "threshold", "true_positives", "false_positives", "precision", "recall",
      "false_positive_rate", "f1",
    ])
    let thresholds = Set(scores.positives).union(scores.negatives).sorted(by: >)
    for threshold in thresholds {
      let decision = scores.decision(at: Double(threshold))
      table.add([
        .text(state.classLabel(state.classIndex)), .integer(view.step),
        .number(Double(threshold)), .integer(decision.truePositives),
        .integer(decision.falsePositives), .number(decision.precision), .number(decision.recall),
        .number(decision.falsePositiveRate), .number(decision.f1),
      ])
    }
    return table.text
  }
}

/// The numbers behind the view Examples: the listed examples in their order.
enum ExampleData {
  /// One line an example.
  static func csv(_ state: ExplorerState) -> String? {
    guard let evaluation = state.evaluation,
      state.classIndex < evaluation.snapshot.classCount
    else { return nil }
    let snapshot = evaluation.snapshot
    var table = CSVText(columns: [
      "class", "step", "example", "true_class", "logit", "true_logit", "best_false_class",
      "best_false_logit",
    ])
    let rows = ExampleList.rows(
      snapshot, classIndex: state.classIndex, kind: state.examples.kind,
      range: state.brushedRange)
    for row in rows {
      let logits = ExampleLogits(snapshot, example: Int(row))
      let logit = snapshot.logits[Int(row) * snapshot.classCount + state.classIndex]
      table.add([
        .text(state.classLabel(state.classIndex)), .integer(evaluation.moment.step),
        .integer(Int(row)), .text(state.classLabel(logits.label)), .number(Double(logit)),
        .number(Double(logits.trueLogit)),
        .text(logits.bestFalse.map { state.classLabel($0.classIndex) } ?? ""),
        .number(logits.bestFalse.map { Double($0.logit) }),
      ])
    }
    return table.text
  }
}

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
      let logit = snapshot.logit(ofClass: state.classIndex, at: Int(row))
      table.add([
        .text(state.classLabel(state.classIndex)), .integer(evaluation.moment.step),
        .integer(Int(row)), .text(logits.classes.map(state.classLabel).joined(separator: "; ")),
        .number(logit), .number(logits.trueLogit),
        .text(logits.bestFalse.map { state.classLabel($0.classIndex) } ?? ""),
        .number(logits.bestFalse?.logit),
      ])
    }
    return table.text
  }
}

import LogitEngine

/// The numbers behind the view Learn: the logits that its searches have found.
enum LearnData {
  /// One line a logit; nil before any search.
  static func csv(_ state: ExplorerState) -> String? {
    var table = CSVText(columns: ["loss", "loss_value", "image", "class", "is_true", "logit"])
    var isEmpty = true
    for kind in LossKind.everyKind {
      guard let witness = state.learn.findings[kind]?.witness else { continue }
      let snapshot = witness.snapshot
      for (index, logit) in snapshot.logits.enumerated() {
        let (row, column) = (index / snapshot.classCount, index % snapshot.classCount)
        table.add([
          .text(kind.name), .number(witness.value), .integer(row + 1), .integer(column),
          .integer(Int(snapshot.labels[row]) == column ? 1 : 0), .number(Double(logit)),
        ])
        isEmpty = false
      }
    }
    return isEmpty ? nil : table.text
  }
}

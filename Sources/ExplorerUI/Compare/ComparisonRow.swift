import LogitEngine

/// One line of the table: a loss, whether it has been trained or not.
struct ComparisonRow: Sendable {
  /// What it is called.
  var name: String
  var isAligned: Bool
  /// An index into `LossKind.everyKind`.
  var loss: Int
  /// Whether the next comparison trains it.
  var isSelected: Bool
  var isUnderCursor: Bool
  /// Whether the others are measured against it.
  var isBaseline: Bool
  /// How far it has come, in a word.
  var status: String
  /// Its metrics at the shown moment; nil without a run.
  var report: EvaluationReport?
  /// The mean AUPRC over the run.
  var history: [(step: Int, value: Double)]
}

extension ExplorerState {
  /// Every loss that can be compared, in the order of `LossKind.everyKind`.
  var comparisonRows: [ComparisonRow] {
    LossKind.everyKind.indices.map { comparisonRow(ofLoss: $0) }
  }

  func comparisonRow(ofLoss loss: Int) -> ComparisonRow {
    let kind = LossKind.everyKind[loss]
    let run = comparison.run(ofLoss: loss)
    return ComparisonRow(
      name: kind.name, isAligned: kind.isAligned, loss: loss,
      isSelected: comparison.selection.contains(loss),
      isUnderCursor: loss == comparison.cursor, isBaseline: loss == comparison.baseline,
      status: run.map { status(of: $0) } ?? "", report: run?.report,
      history: run?.history.meanPoints ?? [])
  }

  private func status(of run: ComparedRun) -> String {
    switch run.phase {
    case .waiting: "waits"
    case .training: NumberText.integer(run.moment.step)
    case .done: "done"
    case .failed: "failed"
    }
  }
}

extension Canvas {
  /// Writes which loss a row is about: cursor, whether it is selected, whether it is aligned, and
  /// its name.
  mutating func comparedLoss(
    _ row: ComparisonRow, in place: Rectangle, isWide: Bool, isFocused: Bool
  ) {
    guard place.height > 0 else { return }
    if row.isUnderCursor { put("►", place.column, place.row, .key) }
    if row.isSelected, isWide { put("●", place.column + 1, place.row, .strong) }
    let mark = place.column + (isWide ? 2 : 1)
    put(row.isAligned ? "✓" : "✗", mark, place.row, row.isAligned ? .aligned : .unaligned)
    let start = mark + (isWide ? 2 : 1)
    let role: Role = row.isUnderCursor ? isFocused ? .selection : .strong : .text
    text(row.name, start, place.row, role, width: place.endColumn - start)
  }
}

extension NumberText {
  /// A number with its sign, be it a plus; zero has none.
  static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    let isZero = !text.contains { "123456789∞N".contains($0) }
    return value > 0 && !isZero && text.first != "+" ? "+" + text : text
  }
}

import LogitEngine

/// What view 5 says in words and numbers.
enum CurveWords {
  /// How much better the bare logit is than the softmax probability, and whether that is a drop.
  static func difference(_ difference: Double) -> (text: String, role: Role) {
    let text = NumberText.fixed(difference, decimals: 3)
    let isDrop = difference < -0.0005
    return (isDrop || text == "0.000" ? text : "+" + text, isDrop ? .worsened : .improved)
  }

  /// Says in the middle of a pane why there is no curve.
  static func drawEmpty(
    _ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas
  ) {
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    guard !box.isEmpty, state.classCurves?.logit == nil else { return }
    let text = state.reasonUndefined(.averagePrecision)
    let line = (state.evaluation == nil ? text : "no curve: " + text).truncated(to: box.width)
    canvas.text(
      line, box.column + (box.width - line.displayWidth) / 2, box.row + box.height / 2, .subtle)
  }

  /// The line of readings: what the threshold is, who set it, and what it does.
  static func drawReading(_ state: ExplorerState, in line: Rectangle, on canvas: inout Canvas) {
    let room = line.width - 2
    let wordings = readings(state)
    let runs =
      wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= room } ?? wordings.last ?? []
    canvas.runs(runs, line.column + 1, line.row, width: room)
  }

  /// The readings, from the fullest wording to the shortest.
  private static func readings(_ state: ExplorerState) -> [[TextRun]] {
    let label = TextRun("class \(state.classLabel(state.classIndex))", .strong)
    guard let threshold = state.threshold, let decision = state.decision else {
      let text = state.classCurves?.logit == nil ? "" : "  " + state.thresholdSource
      return [[label, TextRun(text, .warning)]]
    }
    let values = state.metrics
    func item(_ name: String, _ value: String, _ role: Role = .strong) -> [TextRun] {
      [TextRun("  " + name + " ", .subtle), TextRun(value, role)]
    }
    let shares: [(String, String, Metric, Role)] = [
      ("precision", "P", .precision, .precisionLine), ("recall", "R", .recall, .recallLine),
      ("F1", "F1", .f1, .classLine),
    ]
    let long = shares.flatMap { item($0.0, $0.2.format(values[$0.2]), $0.3) }
    let short = shares.flatMap { item($0.1, $0.2.format(values[$0.2]), $0.3) }
    let rate = item(
      "FPR", decision.falsePositiveRate.map { NumberText.percent($0) } ?? NumberText.undefined)
    let found =
      item(
        "found",
        "\(NumberText.integer(decision.truePositives)) of \(NumberText.integer(decision.positives))"
      )
      + item(
        "let in",
        "\(NumberText.integer(decision.falsePositives)) of "
          + NumberText.integer(decision.negatives))
    let value = Metric.threshold.format(threshold)
    let source = TextRun(" " + state.thresholdSource, .subtle)
    let full = item("threshold", value) + [source]
    let place = [TextRun("t ", .subtle), TextRun(value, .strong)]
    return [
      [label] + full + long + rate + found,
      [label] + full + long + rate,
      Array(full.dropFirst()) + long + rate,
      [label] + item("t", value) + short + rate,
      place + short + rate,
      place + short,
    ]
  }
}

import LogitEngine

/// The list of examples that break separation: on which side of the threshold each lies, where its
/// logit stands among all, and what its own row of logits says.
enum ExampleListPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let layout = state.exampleListLayout(in: frame)
    canvas.frame(
      frame,
      title: [
        TextRun("Examples", .paneTitle),
        TextRun(" class \(state.classLabel(state.classIndex))", .subtle),
      ],
      note: state.threshold.map { "threshold \(Metric.threshold.format($0))" } ?? "",
      isFocused: state.focus == .exampleList)
    if layout.hiddenAbove > 0 { canvas.put("▲", frame.endColumn - 1, frame.row + 1, .key) }
    if layout.hiddenBelow > 0 { canvas.put("▼", frame.endColumn - 1, frame.endRow - 2, .key) }
    drawKinds(state, layout, on: &canvas)
    guard let snapshot = state.evaluation?.snapshot else {
      canvas.text(
        state.timeline.shown == nil ? "no evaluation yet" : "the logits of this moment are read",
        layout.header.column, layout.header.row, .subtle, width: layout.header.width)
      return
    }
    guard !layout.rows.isEmpty else {
      canvas.text(
        emptyText(state), layout.header.column, layout.header.row, .subtle,
        width: layout.header.width)
      return
    }
    for (column, frame) in layout.columns {
      if column.isText {
        canvas.text(
          (column == .bestFalse ? "  " : "") + column.heading(width: frame.width), frame.column,
          layout.header.row, .subtle, width: frame.width)
      } else {
        canvas.textEnding(
          at: frame.endColumn, column.heading, layout.header.row, .subtle, width: frame.width)
      }
    }
    for row in layout.rows {
      draw(row.position, state, snapshot, in: row.frame, layout, on: &canvas)
    }
  }

  private static func emptyText(_ state: ExplorerState) -> String {
    if state.brushedRange != nil { return "no example has a logit in this range" }
    return state.examples.kind == .positives
      ? "no positives of this class" : "no negatives of this class"
  }

  /// What is listed, with how many of it are on the wrong side; or the brushed range.
  private static func drawKinds(
    _ state: ExplorerState, _ layout: ExampleListLayout, on canvas: inout Canvas
  ) {
    let line = layout.kinds
    if let range = state.brushedRange {
      let low = NumberText.fixed(range.lowerBound, decimals: 2)
      let high = NumberText.fixed(range.upperBound, decimals: 2)
      let count = NumberText.integer(state.examples.rows.count)
      canvas.runs(
        [
          TextRun("\(count) with a logit from \(low) to \(high)", .strong),
          TextRun("  esc all", .subtle),
        ], line.column, line.row, width: line.width)
      return
    }
    for (kind, frame) in layout.kindFrames {
      let isShown = kind == state.examples.kind
      let role: Role = isShown ? .selection : .subtle
      if isShown { canvas.fill(frame, " ", role) }
      let text = wordings(of: kind, state).first { $0.displayWidth <= frame.width - 2 }
      canvas.text(text ?? "", frame.column + 1, frame.row, role, width: frame.width - 1)
    }
  }

  private static func wordings(of kind: ExampleList.Kind, _ state: ExplorerState) -> [String] {
    guard let decision = state.decision else {
      return kind == .positives ? ["positives"] : ["negatives"]
    }
    switch kind {
    case .positives:
      let missed = NumberText.integer(decision.positives - decision.truePositives)
      return [
        "\(missed) of \(NumberText.integer(decision.positives)) positives missed",
        "\(missed) missed",
      ]
    case .negatives:
      let alarms = NumberText.integer(decision.falsePositives)
      return [
        "\(alarms) of \(NumberText.integer(decision.negatives)) negatives let in",
        "\(alarms) false alarms",
      ]
    }
  }

  private static func draw(
    _ position: Int, _ state: ExplorerState, _ snapshot: LogitSnapshot, in row: Rectangle,
    _ layout: ExampleListLayout, on canvas: inout Canvas
  ) {
    let example = Int(state.examples.rows[position])
    let isChosen = position == state.examples.position
    let logits = state.examples.logits(of: example, in: snapshot)
    let logit = snapshot.logit(ofClass: state.classIndex, at: example)
    let isPositive = logits.classes.contains(state.classIndex)
    let isWrong = state.isMistake(logit, isPositive: isPositive)
    let sideRole: Role =
      isPositive
      ? isWrong == true ? .positiveMistake : .positive
      : isWrong == true ? .negativeMistake : .negative
    if isChosen { canvas.put("►", row.column, row.row, .key) }
    if let isWrong {
      canvas.put(isWrong ? "✗" : "✓", row.column + 2, row.row, isWrong ? sideRole : .subtle)
    }
    let role: Role = isChosen ? .strong : isWrong == false ? .subtle : .text
    for (column, place) in layout.columns {
      func number(_ text: String, _ role: Role) {
        canvas.textEnding(at: place.endColumn, text, row.row, role, width: place.width)
      }
      switch column {
      case .example:
        if isChosen { canvas.fill(place.line(row.row), " ", .selection) }
        number(String(example), isChosen ? .selection : role)
      case .trueClass:
        canvas.text(
          state.classesLabel(logits.classes), place.column, row.row, role, width: place.width)
      case .logit: number(NumberText.logit(logit), sideRole)
      case .rank:
        number(state.rank(of: logit).map(NumberText.integer) ?? NumberText.undefined, role)
      case .trueLogit: number(logits.trueLogit.map(NumberText.logit) ?? NumberText.undefined, role)
      case .distance:
        drawDistance(
          logit, best: logits.bestFalse?.logit, state, in: place.line(row.row), sideRole,
          on: &canvas)
      case .bestFalse:
        guard let best = logits.bestFalse else { continue }
        canvas.textEnding(
          at: place.column + 7, NumberText.logit(best.logit), row.row, role, width: 7)
        canvas.text(
          state.classLabel(best.classIndex), place.column + 8, row.row, role,
          width: place.width - 8)
      }
    }
  }
}

extension ExampleListPane {
  /// A line from the threshold to the logit on the axis of the class, so that the eye sees how far
  /// it is off, and the best false logit of the same example.
  private static func drawDistance(
    _ logit: Double, best: Double?, _ state: ExplorerState, in line: Rectangle, _ role: Role,
    on canvas: inout Canvas
  ) {
    guard let range = state.axisRange, range.upperBound > range.lowerBound, line.width > 1 else {
      return
    }
    func column(_ value: Double) -> Int? {
      guard range.contains(value) else { return nil }
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      return line.column + Int((share * Double(line.width - 1)).rounded())
    }
    let own = column(logit)
    if let threshold = state.threshold.flatMap(column) {
      if let own {
        for between in min(own, threshold)...max(own, threshold) {
          canvas.put("━", between, line.row, role)
        }
      }
      canvas.put("╎", threshold, line.row, .threshold)
    }
    if let best = best.flatMap(column) {
      canvas.put("○", best, line.row, .subtle)
    }
    if let own { canvas.put("●", own, line.row, role) }
  }
}

extension ExplorerState {
  /// Whether a logit of the chosen class is on the wrong side of the threshold; nil without one.
  func isMistake(_ logit: Double, isPositive: Bool) -> Bool? {
    threshold.map { (logit >= $0) != isPositive }
  }

  /// The place of a logit among all of the chosen class, the largest being first; equals share
  /// the best place.
  func rank(of logit: Double) -> Int? {
    guard let scores = classView?.scores, !logit.isNaN else { return nil }
    guard logit < .infinity else { return 1 }
    let above = scores.decision(at: logit.nextUp)
    return above.truePositives + above.falsePositives + 1
  }
}

extension NumberText {
  /// A logit, the same wherever it is shown.
  static func logit(_ value: Double) -> String { fixed(value, decimals: 2) }
}

extension Rectangle {
  /// One line of it.
  func line(_ row: Int) -> Rectangle {
    Rectangle(column: column, row: row, width: width, height: 1)
  }
}

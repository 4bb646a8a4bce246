import LogitEngine

/// The gradient strip: a row an example, a cell a class, and the sum of each row at its end.
enum GradientPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let sample = state.gradientSample
    canvas.frame(
      frame,
      title: [
        TextRun("Gradient", .paneTitle),
        TextRun(" of \(sample?.kind.name ?? state.shownLoss.kind.name), a row an example", .subtle),
      ],
      isFocused: state.focus == .gradientStrip)
    legend(in: frame, on: &canvas)
    var box = frame.inner.inset(horizontally: 1, vertically: 0)
    guard let sample, sample.largest > 0 else {
      let text =
        state.evaluation == nil
        ? "waiting for the first evaluation …"
        : sample == nil
          ? state.reasonWithoutLosses ?? "undefined for these logits"
          : "zero everywhere: nothing is moved"
      canvas.text(text, box.column, box.row, .subtle, width: box.width)
      return
    }
    let words = words(sample)
    if box.height >= 4 {
      let line = box.takeBottom(1)
      canvas.runs(
        [words.first { $0.displayWidth <= line.width } ?? ""].map { TextRun($0, .strong) },
        line.column, line.row, width: line.width)
    }
    let names = max(state.longestClassName, String(state.classCount - 1).count)
    let labelWidth = min(max(2, names + 3), 14)
    let sumWidth = 8
    let cells = box.width - labelWidth - sumWidth
    guard cells >= 4 else { return }
    let classCount = state.classCount
    let cellWidth = max(1, min(6, cells / max(1, classCount)))
    let shown = min(classCount, cells / cellWidth)
    let first = (state.classIndex - shown / 2).clamped(to: 0...max(0, classCount - shown))
    if box.height >= 4 {
      let row = box.takeTop(1)
      for offset in 0..<shown {
        let text = String(first + offset)
        guard text.count < cellWidth || cellWidth == 1 && text.count == 1 else { continue }
        canvas.text(
          text, box.column + labelWidth + offset * cellWidth, row.row,
          first + offset == state.classIndex ? .key : .subtle)
      }
      canvas.textEnding(at: box.endColumn, "row sum", row.row, .subtle, width: sumWidth)
    }
    for (place, row) in box.rows.enumerated() {
      // The rows of the pane stand for the whole batch.
      let index = place * sample.rows.count / max(1, box.height)
      guard place < sample.rows.count else { break }
      let example = sample.rows[index]
      canvas.text(
        state.classLabel(example.label), box.column, row, .subtle, width: labelWidth - 1)
      for offset in 0..<shown {
        let value = example.gradient[first + offset]
        let isUp = value < 0
        let role: Role = isUp ? .positive : .negative
        let glyph = glyph(abs(value) / sample.largest, isUp: isUp, on: canvas)
        for column in 0..<cellWidth {
          canvas.put(glyph, box.column + labelWidth + offset * cellWidth + column, row, role)
        }
      }
      let isZero = abs(example.sum) < 1e-4
      canvas.textEnding(
        at: box.endColumn, isZero ? "0" : NumberText.fixed(example.sum, decimals: 3), row,
        isZero ? .subtle : .strong, width: sumWidth - 1)
    }
  }

  /// The largest movements of either kind, on the pane's lower border.
  private static func legend(in frame: Rectangle, on canvas: inout Canvas) {
    let parts: [(isUp: Bool, text: String)] = [(true, " logit rises  "), (false, " falls ")]
    let width = parts.reduce(1) { $0 + 1 + $1.text.count }
    guard frame.width >= width + 6, frame.height >= 3 else { return }
    var column = frame.endColumn - 2 - width
    let row = frame.endRow - 1
    column = canvas.text(" ", column, row, .subtle)
    for part in parts {
      canvas.put(
        glyph(1, isUp: part.isUp, on: canvas), column, row, part.isUp ? .positive : .negative)
      column = canvas.text(part.text, column + 1, row, .subtle)
    }
  }

  /// A share of the largest movement: shades told apart by colour, or else marks of a kind each.
  private static func glyph(_ share: Float, isUp: Bool, on canvas: Canvas) -> Character {
    let level =
      switch share {
      case ..<0.002: 0
      case ..<0.05: 1
      case ..<0.25: 2
      case ..<0.6: 3
      default: 4
      }
    if canvas.theme.hasSideColors, canvas.hasUnicode { return Array(" ░▒▓█")[level] }
    return Array(isUp ? " '+*#" : " .-=%")[level]
  }

  private static func words(_ sample: GradientSample) -> [String] {
    if sample.largestSum < 1e-4 {
      return [
        "every row sums to 0: nothing ever moves a row’s level", "every row sums to 0",
      ]
    }
    let most = NumberText.general(sample.largestSum, digits: 2)
    return [
      "rows sum to up to \(most): the loss pulls each row to its level", "row sums to \(most)",
    ]
  }
}

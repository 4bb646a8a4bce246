import LogitEngine

/// The measured times as numbers, one row a number of classes.
enum SpeedTablePane {
  private struct Column: Sendable {
    var name: String
    var width: Int
    var role: Role
    /// What goes first when there is too little room: the highest.
    var expendability: Int
    var text: @Sendable (SpeedResult) -> String
  }

  private static let columns = [
    Column(name: "classes", width: 7, role: .text, expendability: 0) {
      NumberText.integer($0.classCount)
    },
    Column(name: "body", width: 8, role: .meanLine, expendability: 2) {
      SpeedWords.time($0.body.median)
    },
    Column(name: "one logit", width: 9, role: .classLine, expendability: 0) {
      SpeedWords.time($0.singleLogit.median)
    },
    Column(name: "all logits", width: 10, role: .negative, expendability: 0) {
      SpeedWords.time($0.allLogits.median)
    },
    Column(name: "speedup", width: 7, role: .strong, expendability: 1) {
      SpeedWords.factor($0.speedup)
    },
    Column(name: "floor", width: 8, role: .subtle, expendability: 3) {
      SpeedWords.time($0.floorMicroseconds)
    },
  ]

  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let speed = state.speed
    canvas.frame(
      frame, title: [TextRun("Times", .paneTitle)],
      note: SpeedWords.conditions(speed.specification ?? state.speedSpecification),
      isFocused: state.focus == .speedTable)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    guard let counts = speed.specification?.classCounts, !box.isEmpty else {
      drawNothing(in: box, on: &canvas)
      return
    }
    var shown = columns
    while width(shown) > box.width, let worst = shown.map(\.expendability).max(), worst > 0 {
      shown.removeAll { $0.expendability == worst }
    }
    // Spare columns go between, as far as that keeps the table one table.
    let gap = (1 + (box.width - width(shown)) / max(1, shown.count - 1)).clamped(to: 1...3)
    drawRow(shown, gap, row: box.row, in: box, on: &canvas) { ($0.name, .subtle) }
    var row = box.row + 1
    for (index, count) in counts.enumerated() {
      guard row < box.endRow else { return }
      if speed.results.indices.contains(index) {
        let result = speed.results[index]
        drawRow(shown, gap, row: row, in: box, on: &canvas) { ($0.text(result), $0.role) }
      } else {
        let isUnderWay = speed.classCountUnderWay == count
        drawRow(shown, gap, row: row, in: box, on: &canvas) { column in
          column.name == "classes"
            ? (NumberText.integer(count), .subtle)
            : (isUnderWay ? "…" : speed.isMeasuring ? "" : NumberText.undefined, .subtle)
        }
      }
      row += 1
    }
    row += 1
    for conclusion in SpeedWords.conclusions(state) {
      let lines = conclusion.text.wrapped(to: box.width)
      guard row + lines.count <= box.endRow else { return }
      for line in lines {
        canvas.text(line, box.column, row, conclusion.role, width: box.width)
        row += 1
      }
      if row + 1 < box.endRow, box.height > 20 { row += 1 }
    }
  }

  private static func width(_ columns: [Column]) -> Int {
    columns.reduce(columns.count - 1) { $0 + $1.width }
  }

  private static func drawRow(
    _ columns: [Column], _ gap: Int, row: Int, in box: Rectangle, on canvas: inout Canvas,
    content: (Column) -> (text: String, role: Role)
  ) {
    var end = box.column - gap
    for column in columns {
      end += gap + column.width
      guard end <= box.endColumn else { return }
      let (text, role) = content(column)
      canvas.textEnding(at: end, text, row, role, width: column.width)
    }
  }

  private static func drawNothing(in box: Rectangle, on canvas: inout Canvas) {
    guard !box.isEmpty else { return }
    let text = "nothing measured yet".truncated(to: box.width)
    canvas.text(
      text, box.column + (box.width - text.displayWidth) / 2, box.row + box.height / 2, .subtle)
  }
}

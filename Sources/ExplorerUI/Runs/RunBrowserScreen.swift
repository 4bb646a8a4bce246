/// The list of recorded runs, over the whole screen but the line of keys.
enum RunBrowserScreen {
  private struct Column: Sendable {
    var heading: String
    var width: Int
    var isRight = false
    /// What goes first when there is too little room: the highest.
    var expendability: Int
    var text: @Sendable (ListedRun) -> String
  }

  private static let columns = [
    Column(heading: "name", width: 14, expendability: 0) { $0.name },
    Column(heading: "loss", width: 22, expendability: 2) { $0.loss },
    Column(heading: "dataset", width: 16, expendability: 5) { $0.dataset },
    Column(heading: "status", width: 11, expendability: 3) { $0.status },
    Column(heading: "steps", width: 15, isRight: true, expendability: 4) {
      "\(NumberText.integer($0.step))/\(NumberText.integer($0.totalSteps))"
    },
    Column(heading: "AUPRC", width: 7, isRight: true, expendability: 1) {
      $0.meanAveragePrecision.map(NumberText.share) ?? NumberText.undefined
    },
    Column(heading: "began", width: 16, expendability: 6) { $0.began },
  ]
  private static let gap = 2

  /// How many runs fit on the screen.
  static func pageLength(in size: Size) -> Int { max(0, size.height - 6) }

  /// The first run on the screen.
  private static func firstRow(_ browser: RunBrowser, in size: Size) -> Int {
    let (shown, count) = (pageLength(in: size), browser.runs?.count ?? 0)
    return (browser.cursor - shown / 2).clamped(to: 0...max(0, count - shown))
  }

  /// The run at a row of the screen.
  static func run(atRow row: Int, _ browser: RunBrowser, in size: Size) -> Int? {
    let offset = row - 2
    guard (0..<pageLength(in: size)).contains(offset) else { return nil }
    let index = firstRow(browser, in: size) + offset
    return index < browser.runs?.count ?? 0 ? index : nil
  }

  static func draw(_ state: ExplorerState, on canvas: inout Canvas) {
    let frame = Rectangle(
      column: 0, row: 0, width: canvas.size.width, height: canvas.size.height - 1)
    let count = state.browser.runs?.count ?? 0
    canvas.frame(
      frame, title: title(state.browser),
      note: count > 0 ? "\(state.browser.cursor + 1) of \(NumberText.integer(count))" : "",
      isFocused: true)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    drawList(state, in: box, on: &canvas)
    drawFoot(state, in: box, on: &canvas)
    let keys = Rectangle(
      column: 0, row: canvas.size.height - 1, width: canvas.size.width, height: 1)
    HintLine.draw(state, in: keys, on: &canvas)
  }

  private static func title(_ browser: RunBrowser) -> [TextRun] {
    let heading = TextRun("Recorded runs", .paneTitle)
    guard browser.isFilterOpen || !browser.filter.isEmpty, let all = browser.all else {
      return [heading]
    }
    let count = NumberText.integer(browser.runs?.count ?? 0)
    return [heading, TextRun(" /", .key)] + browser.filter.runs(isTyping: browser.isFilterOpen)
      + [TextRun(" \(count) of \(NumberText.integer(all.count))", .subtle)]
  }

  private static func drawList(
    _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    guard let runs = state.browser.runs, !runs.isEmpty else {
      let text =
        state.browser.problem
        ?? (state.browser.runs == nil
          ? "reading…"
          : state.browser.filter.isEmpty
            ? "none yet: --record NAME records a run of train or explore"
            : "no run has that in its name, loss, dataset or status")
      for (row, line) in text.wrapped(to: max(8, box.width)).prefix(box.height).enumerated() {
        canvas.text(line, box.column, box.row + row, .subtle, width: box.width)
      }
      return
    }
    let columns = fitting(width: box.width - 2)
    draw(columns.map { ($0.column.heading, $0.place) }, row: box.row, .subtle, box, on: &canvas)
    let first = firstRow(state.browser, in: canvas.size)
    for (offset, run) in runs.dropFirst(first).prefix(pageLength(in: canvas.size)).enumerated() {
      let row = box.row + 1 + offset
      let isChosen = first + offset == state.browser.cursor
      if isChosen { canvas.put("►", box.column, row, .key) }
      if run.id == state.pinnedBaseline?.id { canvas.put("◆", box.column + 1, row, .key) }
      draw(
        columns.map { ($0.column.text(run), $0.place) }, row: row,
        isChosen ? .strong : run.isLive ? .aligned : .text, box, on: &canvas)
    }
  }

  private static func draw(
    _ cells: [(text: String, place: Place)], row: Int, _ role: Role, _ box: Rectangle,
    on canvas: inout Canvas
  ) {
    for (text, place) in cells {
      let start = box.column + 2 + place.start
      if place.isRight {
        canvas.textEnding(at: start + place.width, text, row, role, width: place.width)
      } else {
        canvas.text(text, start, row, role, width: place.width)
      }
    }
  }

  private struct Place {
    var start: Int
    var width: Int
    var isRight: Bool
  }

  /// The columns that fit; the names have whatever is left.
  private static func fitting(width: Int) -> [(column: Column, place: Place)] {
    var shown = columns
    func used() -> Int { shown.reduce(-gap) { $0 + $1.width + gap } }
    while used() > width, shown.count > 1,
      let worst = shown.indices.max(by: { shown[$0].expendability < shown[$1].expendability })
    { shown.remove(at: worst) }
    shown[0].width = max(1, min(40, shown[0].width + width - used()))
    var start = 0
    return shown.map { column in
      defer { start += column.width + gap }
      return (column, Place(start: start, width: column.width, isRight: column.isRight))
    }
  }

  /// The question, the problem, or what the keys would do with the run under the cursor.
  private static func drawFoot(
    _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    let rows = (box.endRow - 2, box.endRow - 1)
    guard let run = state.browser.chosen, box.height > 3 else { return }
    if state.browser.isAskingToDelete {
      canvas.text(
        "Delete '\(run.name)' with everything in it? y deletes, n keeps it", box.column, rows.1,
        .warning, width: box.width)
    } else if let problem = state.browser.problem {
      canvas.text(problem, box.column, rows.1, .warning, width: box.width)
    } else if !run.hasCheckpoint {
      canvas.text(
        "it has no checkpoint, and cannot be gone on with", box.column, rows.1, .subtle,
        width: box.width)
    } else if !run.isLive {
      let start = state.startsAtShownMoment ? "the shown moment" : "its latest checkpoint"
      canvas.runs(
        [
          TextRun("F", .key), TextRun(" trains on from \(start) with ", .subtle),
          TextRun("← \(state.lossUnderCursor.kind.name) →", .text),
        ], box.column, rows.1, width: box.width)
    }
    if let pinned = state.pinnedBaseline, box.height > 4 {
      let precision = pinned.report.meanAveragePrecision.map(NumberText.share)
      canvas.runs(
        [
          TextRun("◆ ", .key),
          TextRun("baseline: \(pinned.name), \(pinned.loss.kind.name), mean AUPRC ", .subtle),
          TextRun(precision ?? NumberText.undefined, .text),
        ], box.column, rows.0, width: box.width)
    }
  }
}

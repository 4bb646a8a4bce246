import LogitEngine

/// The time of one logit and of all against the number of classes, both axes logarithmic.
enum SpeedChartPane {
  static func draw(_ state: ExplorerState, in frame: Rectangle, on canvas: inout Canvas) {
    let speed = state.speed
    let (note, role) = SpeedWords.progress(speed)
    // How far the measurement is must not give way to what it has brought.
    let noteRoom = speed.phase == .finished ? 0 : note.displayWidth + 4
    canvas.frame(
      frame, title: title(speed, room: frame.width - 6 - noteRoom), note: note, noteRole: role,
      isFocused: state.focus == .speedChart)
    let box = frame.inner.inset(horizontally: 1, vertically: 0)
    guard let chart = chart(speed, in: box, hasUnicode: canvas.hasUnicode) else {
      drawEmpty(state, in: box, on: &canvas)
      return
    }
    func layer(
      _ role: Role, _ mark: Character, spacing: Int = 1, _ time: (SpeedResult) -> Double
    ) -> LineChart.Layer {
      let points = speed.results.map { result in
        let y = NumberText.logarithm(time(result))
        return LineChart.Point(x: x(result), low: y, high: y)
      }
      return LineChart.Layer(
        columns: chart.columns(of: points), role: role, mark: mark, spacing: spacing)
    }
    chart.draw(
      [
        layer(.border, ".", spacing: 3) { $0.floorMicroseconds },
        layer(.meanLine, "-", spacing: 2) { $0.body.median },
        layer(.classLine, "*") { $0.singleLogit.median },
        layer(.negative, "#") { $0.allLogits.median },
      ], on: &canvas)
    drawSpeedups(speed, chart, on: &canvas)
  }

  private static func x(_ result: SpeedResult) -> Double {
    NumberText.logarithm(Double(result.classCount))
  }

  /// The axes; nil before the first result or without room.
  private static func chart(
    _ speed: SpeedTimes, in box: Rectangle, hasUnicode: Bool
  ) -> LineChart? {
    let times = speed.results.flatMap {
      [$0.body, $0.singleLogit, $0.allLogits].map(\.median) + [$0.floorMicroseconds]
    }.filter { $0 > 0 && $0.isFinite }
    guard let counts = speed.specification?.classCounts, let first = counts.first,
      let last = counts.last, let least = times.min(), let most = times.max()
    else { return nil }
    let low = NumberText.logarithm(RoundStep.atMost(least * 0.8))
    // A row is left above the highest point, for what is written over it.
    let top = max(NumberText.logarithm(most), low + 1)
    let high = top + (top - low) / Double(max(2, box.height - 4))
    return LineChart(
      in: box,
      x: NumberText.logarithm(Double(first))...NumberText.logarithm(Double(max(last, first + 1))),
      y: low...high, xScale: .logarithmic { NumberText.short($0) },
      yScale: .logarithmic { SpeedWords.roundTime($0) }, xName: "classes", hasUnicode: hasUnicode)
  }

  /// A mark for each measured time, and above it how many times faster one logit is, as far as
  /// there is room; the last is the one that must not be missing.
  private static func drawSpeedups(
    _ speed: SpeedTimes, _ chart: LineChart, on canvas: inout Canvas
  ) {
    let marks = speed.results.map { result in
      (
        column: chart.column(of: x(result)),
        single: chart.row(of: NumberText.logarithm(result.singleLogit.median)),
        all: chart.row(of: NumberText.logarithm(result.allLogits.median))
      )
    }
    for mark in marks {
      for row in chart.plot.rows where row > mark.all && row < mark.single {
        canvas.put("╎", mark.column, row, .axis)
      }
    }
    for mark in marks {
      canvas.put("●", mark.column, mark.single, .classLine)
      canvas.put("●", mark.column, mark.all, .negative)
    }
    var taken: [(row: Int, columns: Range<Int>)] = marks.flatMap {
      [
        (row: $0.all, columns: $0.column..<$0.column + 1),
        (row: $0.single, columns: $0.column..<$0.column + 1),
      ]
    }
    for (mark, result) in zip(marks, speed.results).reversed() where mark.all > chart.plot.row {
      let text = SpeedWords.factor(result.speedup)
      let width = text.displayWidth
      let start = min(mark.column - width / 2, chart.plot.endColumn - width)
      let columns = max(start, chart.plot.column)..<max(start, chart.plot.column) + width
      guard columns.upperBound <= chart.plot.endColumn,
        !taken.contains(where: {
          $0.row == mark.all - 1 && $0.columns.overlaps(columns.lowerBound - 1..<columns.upperBound)
        })
      else { continue }
      canvas.text(text, columns.lowerBound, mark.all - 1, .strong)
      taken.append((mark.all - 1, columns))
    }
  }

  /// The title, whose colours are the legend, in the longest wording that fits.
  private static func title(_ speed: SpeedTimes, room: Int) -> [TextRun] {
    let heading = TextRun("Speed", .paneTitle)
    guard let last = speed.results.last else { return [heading] }
    let single = SpeedWords.time(last.singleLogit.median)
    let all = SpeedWords.time(last.allLogits.median)
    let factor = TextRun(" · " + SpeedWords.factor(last.speedup), .strong)
    let place = TextRun(" at \(NumberText.short(Double(last.classCount))) classes", .subtle)
    let body = TextRun(" · body " + SpeedWords.time(last.body.median), .meanLine)
    let times = [
      TextRun(" one logit " + single, .classLine),
      TextRun(" · all logits " + all, .negative),
    ]
    let short = [
      TextRun(" one " + single, .classLine), TextRun(" · all " + all, .negative),
    ]
    let wordings = [
      [heading] + times + [body, factor, place], [heading] + times + [factor, place],
      [heading] + times + [factor], [heading] + short + [factor], [heading] + short,
    ]
    return wordings.first { $0.reduce(0) { $0 + $1.text.displayWidth } <= room } ?? [heading]
  }

  private static func drawEmpty(
    _ state: ExplorerState, in box: Rectangle, on canvas: inout Canvas
  ) {
    guard state.speed.results.isEmpty else { return }
    func wrapped(_ runs: [TextRun]) -> [TextRun] {
      runs.flatMap { run in
        run.text.wrapped(to: max(1, box.width)).map { TextRun($0, run.role) }
      }
    }
    let words = SpeedWords.emptyLines(state, hasUnicode: canvas.hasUnicode)
    let all = wrapped(words)
    // Without room for everything the question and the key remain.
    let isWhole = all.count <= box.height || words.count < 3
    let lines = isWhole ? all : wrapped([words[0], words[words.count - 1]])
    let first = box.row + max(0, (box.height - lines.count) / 2)
    for (offset, line) in lines.prefix(box.height).enumerated() {
      canvas.text(
        line.text, box.column + (box.width - line.text.displayWidth) / 2, first + offset,
        line.role, width: box.width)
    }
  }
}

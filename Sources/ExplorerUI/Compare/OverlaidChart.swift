import LogitEngine

/// One chart of the overlaid curves of all compared losses; drawing and the mouse both go by it.
struct OverlaidChart {
  /// The curve of one loss.
  struct Line {
    /// An index into `LossKind.everyKind`; nil for the recorded run that others are measured
    /// against.
    let loss: Int?
    let name: String
    /// What it is marked with on the chart and at its name.
    let letter: Character
    let isAligned: Bool
    let columns: [ClosedRange<Double>?]
    /// The position on the y axis at which its name belongs; nil without a curve.
    let end: Double?
    /// The AUPRC at the shown moment; nil where it is undefined.
    let value: Double?
    /// How far that is from the baseline's; nil for the baseline itself.
    let difference: Double?
  }

  let panel: OverlaidCurvesLayout.Panel
  let chart: LineChart
  /// The lines in the order of their losses; the recorded baseline last.
  let lines: [Line]
  /// The lines that have a name beside the chart, and its row; those that have no room are missing.
  private(set) var labels: [(line: Line, row: Int)] = []

  private static let leastPrecisionShown = 0.95

  /// Lays the chart out; nil when there is no room for one.
  init?(_ state: ExplorerState, panel: OverlaidCurvesLayout.Panel, hasUnicode: Bool) {
    self.panel = panel
    let isMean = panel.kind == .meanPrecision
    guard
      let chart = LineChart(
        in: panel.chart, x: isMean ? Self.stepBounds(of: state) : Self.recallBounds(of: state),
        y: Self.precisionBounds(of: state, panel: panel), xName: isMean ? "step" : "recall",
        hasUnicode: hasUnicode)
    else { return nil }
    self.chart = chart
    let comparison = state.comparison
    let pinned = state.comparableBaseline
    func value(_ report: EvaluationReport?) -> Double? {
      guard let report else { return nil }
      return MetricValues(report, classIndex: state.classIndex)[
        isMean ? .meanAveragePrecision : .averagePrecision]
    }
    let base = value(pinned?.report ?? comparison.baselineRun?.report)
    var lines = comparison.runs.map { run in
      let kind = LossKind.everyKind[run.loss]
      let isBaseline = pinned == nil && run.loss == comparison.baseline
      let own = value(run.report)
      let points = isMean ? run.history.meanPoints : []
      let treads = isMean ? [] : run.view?.stairs?.treads ?? []
      return Line(
        loss: run.loss, name: kind.name, letter: Self.letter(ofLoss: run.loss),
        isAligned: kind.isAligned,
        columns: isMean
          ? chart.columns(
            of: points.map { LineChart.Point(x: Double($0.step), low: $0.value, high: $0.value) })
          : chart.columns(ofTreads: treads, from: 0),
        end: isMean ? points.last?.value : run.view?.stairs.flatMap { Self.middle(of: $0) },
        value: own,
        difference: isBaseline ? nil : own.flatMap { own in base.map { own - $0 } })
    }
    if let pinned {
      let own = value(pinned.report)
      lines.append(
        Line(
          loss: nil, name: pinned.name, letter: "◆", isAligned: pinned.loss.kind.isAligned,
          // Of a recorded run only the last evaluation is at hand: a level to reach.
          columns: isMean ? chart.columns { _ in own } : [],
          end: isMean ? own : nil, value: own, difference: nil))
    }
    self.lines = lines
    placeLabels(cursor: comparison.cursor, baseline: comparison.baseline)
  }

  /// The letter of a loss, the same in every comparison.
  static func letter(ofLoss loss: Int) -> Character {
    Unicode.Scalar(UInt32(97 + loss % 26)).map { Character($0) } ?? "a"
  }

  /// The loss whose name stands at a cell.
  func loss(atColumn column: Int, row: Int) -> Int? {
    guard panel.labels.contains(column: column, row: row) else { return nil }
    return labels.first { $0.row == row }?.line.loss
  }

  // MARK: - Bounds

  /// From the first step to a round one, so that the curves do not shrink with every frame.
  private static func stepBounds(of state: ExplorerState) -> ClosedRange<Double> {
    let last = state.comparison.runs.map(\.lastEvaluatedStep).max() ?? 0
    let total = state.comparison.description?.totalSteps ?? .max
    let round = min(RoundStep.atLeast(Double(max(last, 10))), Double(max(total, 1)))
    return 0...max(Double(last), round)
  }

  /// From the first round recall before any loss falls off, so that classes that all get right are
  /// not one line along the top.
  private static func recallBounds(of state: ExplorerState) -> ClosedRange<Double> {
    let stairs = state.comparison.runs.compactMap { $0.view?.stairs }
    let falls = stairs.compactMap { $0.treads.first { $0.height < 0.995 }?.end }
    let first = falls.min() ?? 1
    // A little less of the axis would show nothing better.
    return (first < 0.5 ? 0 : min(0.8, (first * 10).rounded(.down) / 10))...1
  }

  /// As much of 0...1 as tells the losses apart: what all climb through at the start of a run, or
  /// fall through at the end of a curve, would press the rest into a few rows.
  private static func precisionBounds(
    of state: ExplorerState, panel: OverlaidCurvesLayout.Panel
  ) -> ClosedRange<Double> {
    let runs = state.comparison.runs
    let values: [Double]
    if panel.kind == .meanPrecision {
      let last = runs.map(\.lastEvaluatedStep).max() ?? 0
      let first = state.isInPast ? min(last / 10, state.shownMoment.step) : last / 10
      values = runs.flatMap { $0.history.meanPoints.filter { $0.step >= first }.map(\.value) }
    } else {
      values = runs.compactMap { $0.view?.stairs?.precision(atRecall: 0.99) }
    }
    let lowest = min(values.min() ?? 0, leastPrecisionShown)
    let rows = max(2, panel.chart.height / 2)
    return max(0, LineChart.roundBounds(lowest...1, rows: rows).lowerBound)...1
  }

  /// Where a curve that ends at the prevalence like every other is told apart best.
  private static func middle(of stairs: PrecisionRecallStairs) -> Double? {
    stairs.precision(atRecall: 0.9)
  }

  // MARK: - Names

  /// Puts every name beside the end of its line, or as near as the others leave room.
  private mutating func placeLabels(cursor: Int, baseline: Int) {
    let box = panel.labels
    var shown = lines
    if shown.count > box.height {
      // The two that are looked at stay, and the others give way from the last on.
      let kept = shown.filter { $0.loss == cursor || $0.loss == baseline }
      let others = shown.filter { $0.loss != cursor && $0.loss != baseline }
      shown = Array((kept + others).prefix(box.height))
    }
    func place(_ line: Line) -> Double { line.end ?? -1 }
    let sorted = shown.sorted {
      place($0) == place($1) ? ($0.value ?? -1) > ($1.value ?? -1) : place($0) > place($1)
    }
    let span = chart.yBounds.upperBound - chart.yBounds.lowerBound
    var rows: [Int] = []
    for line in sorted {
      let share = ((chart.yBounds.upperBound - place(line)) / span).clamped(to: 0...1)
      let row = Int((share * Double(max(0, chart.plot.height - 1))).rounded())
      rows.append(max(row, (rows.last ?? -1) + 1))
    }
    for index in rows.indices.reversed() {
      rows[index] = min(rows[index], box.height - (rows.count - index))
    }
    labels = zip(sorted, rows).map { (line: $0, row: box.row + $1) }
  }
}

extension ExplorerState {
  /// The overlaid charts as they are drawn; empty when they are not.
  func overlaidCharts(hasUnicode: Bool) -> [OverlaidChart] {
    overlaidCurvesLayout?.panels.compactMap {
      OverlaidChart(self, panel: $0, hasUnicode: hasUnicode)
    } ?? []
  }
}

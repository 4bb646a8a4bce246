import LogitEngine
import Testing

@testable import ExplorerUI

/// The data of the views that show several things, in their long format.
@Suite struct ViewDataTests {
  private struct Row: Equatable {
    var table, loss, className, lens, step, series, x, end, value: String

    init(_ fields: [String]) {
      (table, loss, className, lens) = (fields[0], fields[1], fields[2], fields[3])
      (step, series, x, end, value) = (fields[4], fields[5], fields[6], fields[7], fields[8])
    }

    var number: Double { Double(value) ?? .nan }
  }

  private static func lines(_ state: ExplorerState) throws -> [String] {
    let text = try #require(state.exported(as: .csv, size: state.size, capabilities: .init()))
    return text.split(separator: "\n").map(String.init)
  }

  private static func rows(_ state: ExplorerState) throws -> [Row] {
    let lines = try lines(state)
    #expect(lines[0] == "table,loss,class,logits,step,series,x,x_end,value")
    return try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 9, "\(line)")
      return Row(fields)
    }
  }

  private static func expectSum(_ rows: [Row], _ scores: ClassScores) {
    for (series, logits) in [("positives", scores.positives), ("negatives", scores.negatives)] {
      let own = rows.filter { $0.series == series }
      #expect(own.reduce(0) { $0 + (Int($1.value) ?? 0) } == logits.count)
      #expect(own.first?.x == "-inf" && own.last?.end == "inf")
      // Where one bin ends the next begins.
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.end == $1.x })
    }
  }

  @Test func exploreDataCountsEveryLogitOfWhatIsShown() throws {
    var state = Synthetic.live()
    let bins = try Self.rows(state).filter { $0.table == "histogram" }
    #expect(bins.allSatisfy { $0.className == "6 Shirt" && $0.step == "300" && $0.lens == "bare" })
    Self.expectSum(bins, try #require(state.classView).scores)
    // The bins are those on the screen.
    #expect(bins.count == 2 * (2 + (try #require(state.histogramLayout?.axis)).bins.count))
    var expanded = state
    expanded.press(.tab, .character("f"))
    #expect(!expanded.shows(.histogram))
    #expect(try Self.rows(expanded).filter { $0.table == "histogram" }.count == 2 * (2 + 64))
    // All classes at once are not the chosen one.
    state.press(.character("P"))
    let pooled = try Self.rows(state).filter { $0.table == "histogram" }
    #expect(pooled.allSatisfy { $0.className == "all" })
    Self.expectSum(pooled, try #require(state.pooledView).scores)
    #expect(try #require(state.pooledView).scores.positives.count > 300)
  }

  @Test func exploreDataHasTheMetricsAndTheCurves() throws {
    var state = Synthetic.live()
    let rows = try Self.rows(state)
    // Where every example has one class, the accuracy says what the top-1 precision would.
    let names = rows.filter { $0.table == "metrics" }.map(\.series)
    #expect(!names.contains(Metric.topOnePrecision.fieldName))
    for metric in Metric.allCases where metric != .topOnePrecision {
      let row = try #require(
        rows.first { $0.table == "metrics" && $0.series == metric.fieldName })
      #expect(row.className == (metric.concernsAllClasses ? "all" : "6 Shirt"))
      #expect(row.value == state.metrics[metric].map { "\($0)" } ?? "")
    }
    #expect(Set(Metric.allCases.map(\.fieldName)).count == Metric.allCases.count)
    let curves = rows.filter { $0.table == "training_curve" }
    #expect(curves.allSatisfy { $0.lens == "bare" })
    for (name, points) in [
      ("6 Shirt", state.classHistory.points(ofClass: 6)), ("all", state.classHistory.meanPoints),
    ] {
      let own = curves.filter { $0.className == name && $0.series == "average_precision" }
      #expect(own.map(\.x) == points.map { String($0.step) } && own.count > 1)
      #expect(own.map(\.number) == points.map(\.value))
    }
    let losses = curves.filter { $0.series == "training_loss" }
    #expect(losses.count == state.lossSeries.buckets.filter { $0.count > 0 }.count)
    #expect(losses.last?.end == state.lossSeries.last.map { String($0.step) })
    // What is looked at otherwise says so.
    state.press(.character("n"))
    let other = try Self.rows(state)
    #expect(other.filter { $0.table == "histogram" }.allSatisfy { $0.lens == "minus row mean" })
    state.press(.escape, .character("v"))
    #expect(try Self.rows(state).contains { $0.series == "prevalence" })
  }

  @Test func longRunsKeepTheExtremesOfTheirLoss() throws {
    var state = Synthetic.live()
    var losses = (0..<5000).map { 1 + 1 / Float($0 + 1) }
    losses[4000] = 7
    _ = update(&state, .training(.progress(Synthetic.progress(to: 5300, losses: losses))))
    let rows = try Self.rows(state).filter { $0.series == "training_loss_maximum" }
    #expect(rows.map(\.number).max() == 7)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { (Int($0.end) ?? 0) < (Int($1.x) ?? 0) })
  }

  @Test func comparedDataIsWhatIsDrawn() throws {
    var state = Synthetic.compared()
    state.press(.character(","))
    #expect(state.exportName == "logitscope-compare-200")
    let runs = state.comparison.runs
    let names = LossKind.all.map(\.name)
    for form in [Comparison.Form.ridges, .strips, .curves] {
      #expect(state.comparison.form == form)
      let rows = try Self.rows(state)
      for (run, name) in zip(runs, names) {
        let metrics = rows.filter { $0.loss == name && $0.table == "metrics" }
        #expect(metrics.allSatisfy { $0.step == "200" })
        let mean = metrics.first { $0.series == "mean_average_precision" }
        #expect(mean?.value == "\(try #require(run.report?.meanAveragePrecision))")
        #expect(mean?.className == "all")
        let own = metrics.first { $0.series == "average_precision" }
        #expect(own?.value == "\(try #require(run.metrics(ofClass: 6)?.averagePrecision))")
        #expect(own?.className == "6 Shirt")
        let isAligned = metrics.first { $0.series == "aligned" }?.value
        #expect(isAligned == (try #require(LossKind(named: name)).isAligned ? "1" : "0"))
      }
      let drawn = Set(rows.map(\.table)).subtracting(["metrics"])
      switch form {
      case .strips:
        #expect(drawn == ["strip"])
        let layout = try #require(state.stripLayout)
        #expect(
          rows.filter { $0.table == "strip" }.count == runs.count * 10 * layout.samples)
        let row = rows.last { $0.table == "strip" && $0.className == "4 Coat" }
        #expect(row?.end == "1.0")
        #expect(row?.number == state.comparison.runs.last?.view?.strips[4]?.shares.last)
      case .curves:
        #expect(drawn == ["training_curve", "precision_recall"])
        for (run, name) in zip(state.comparison.runs, names) {
          let own = rows.filter { $0.loss == name }
          let curve = own.filter { $0.table == "training_curve" }
          #expect(curve.map(\.number) == run.history.meanPoints.map(\.value))
          let points = own.filter { $0.table == "precision_recall" }
          let treads = try #require(run.view?.stairs).treads
          #expect(points.map(\.number) == treads.map(\.height) && points.last?.x == "1.0")
        }
      default:
        #expect(drawn == ["histogram"])
        let axis = try #require(state.comparisonAxis)
        for (run, name) in zip(state.comparison.runs, names) {
          let bins = rows.filter { $0.table == "histogram" && $0.loss == name }
          #expect(bins.count == 2 * (2 + axis.bins.count))
          Self.expectSum(bins, try #require(run.view?.classView).scores)
        }
      }
      state.press(.character("v"))
    }
    // At full size there is one histogram.
    state.press(.down, .character("d"))
    let flipped = try Self.rows(state).filter { $0.table == "histogram" }
    #expect(Set(flipped.map(\.loss)) == [names[1]])
    var choice = Synthetic.live(examples: 60)
    choice.press(.character("2"))
    #expect(choice.exported(as: .csv, size: choice.size, capabilities: .init()) == nil)
  }

  @Test func stairsAreTheCurveInFewerPoints() throws {
    let scores = try #require(Synthetic.live(examples: 300).classView).scores
    let stairs = try #require(PrecisionRecallStairs(scores))
    let curve = try #require(ThresholdCurve(scores))
    #expect(stairs.treads.count <= 2 * scores.positives.count + 2)
    #expect(stairs.treads.count < curve.count)
    let points = (0..<curve.count).map { (curve[$0].recall ?? 0, curve[$0].precision ?? 1) }
    for (recall, all) in Dictionary(grouping: points, by: \.0) {
      let own = stairs.treads.filter { $0.end == recall }.map(\.height)
      #expect(own.max() == all.map(\.1).max() && own.min() == all.map(\.1).min())
    }
    var area = 0.0
    var former = 0.0
    for tread in stairs.treads where tread.end > former {
      area += (tread.end - former) * tread.height
      former = tread.end
    }
    #expect(abs(area - curve.averagePrecision) < 1e-12)
    #expect(zip(stairs.treads, stairs.treads.dropFirst()).allSatisfy { $0.end <= $1.end })
  }

  @Test func lessonsAndTheirStepsAreListed() throws {
    var state = Synthetic.live(examples: 60)
    state.press(.character("7"))
    let lines = try Self.lines(state)
    let steps = Lesson.all.reduce(0) { $0 + $1.stepCount }
    #expect(lines.count == 1 + steps)
    #expect(
      lines[0]
        == "number,lesson,step,state,heading,text,loss,loss_value,example,class,is_true,logit")
    #expect(lines[1].hasPrefix("1,\(Lesson.all[0].name),1,open,"))
    for (lesson, number) in zip(Lesson.all, 1...) {
      #expect(lines.contains { $0.hasPrefix("\(number),\(lesson.name),\(lesson.stepCount),open,") })
    }
    state.press(.enter, .character("N"), .character("7"))
    let progress = try #require(state.learn.progress)
    try #require(progress.step == 1)
    let name = Lesson.all[progress.lesson].name
    let begun = try Self.lines(state)
    let number = progress.lesson + 1
    #expect(begun.contains { $0.hasPrefix("\(number),\(name),1,done,") })
    #expect(begun.contains { $0.hasPrefix("\(number),\(name),2,under way,") })
    #expect(begun.allSatisfy { !$0.contains("\u{A0}") })
  }
}

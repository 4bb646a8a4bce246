import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct InstrumentTests {
  @Test func theOffsetKeyMovesWhatIsAlignedAlone() throws {
    var state = Synthetic.live(examples: 300)
    let bare = try #require(state.evaluation)
    let before = state.metrics
    state.press(.character("u"))
    let comparison = try #require(state.offsetComparison)
    for row in comparison.rows {
      let isBlind = ["cross-entropy", "max-margin"].contains(row.kind.name)
      #expect(row.isUnchanged == isBlind, "\(row.kind.name)")
      if !isBlind { #expect(try #require(row.after) > (try #require(row.before))) }
    }
    #expect(state.metrics[.accuracy] == before[.accuracy])
    #expect(try #require(state.metrics[.averagePrecision]) < (before[.averagePrecision] ?? 0))
    #expect(state.shows(.offsetTable))
    let text = state.picture().lines.joined(separator: "\n")
    #expect(text.contains("= the same") && text.contains("▲ jumps"))
    // A larger spread is worse, and taking it away gives back the very same logits.
    let mild = try #require(state.metrics[.meanAveragePrecision])
    state.press(.character(")"), .character(")"))
    #expect(try #require(state.metrics[.meanAveragePrecision]) < mild)
    state.press(.escape)
    #expect(state.evaluation?.snapshot.logits == bare.snapshot.logits)
    #expect(
      !state.shows(.offsetTable) && state.metrics[.averagePrecision] == before[.averagePrecision])
  }

  @Test func theNormaliserCycles() throws {
    var state = Synthetic.live(examples: 120)
    let bare = try #require(state.evaluation?.snapshot.logits)
    state.press(.character("n"))
    let row = try #require(state.evaluation?.snapshot.logits.prefix(state.classCount))
    #expect(abs(row.reduce(0, +)) < 1e-4)
    #expect(state.picture().lines.joined().contains("−mean"))
    state.press(.character("n"))
    #expect(try #require(state.evaluation?.snapshot.logits.max()) <= 0)
    state.press(.character("n"))
    #expect(state.evaluation?.snapshot.logits == bare && state.lens.isBare)
  }

  @Test func theGradientOfCrossEntropySumsToZeroInEveryRow() throws {
    var state = Synthetic.live(examples: 200)
    state.configuration.loss = Loss(try #require(LossKind(named: "cross-entropy")))
    state.press(.character("g"))
    #expect(try #require(state.gradientSample).largestSum < 1e-5)
    #expect(state.picture().lines.joined().contains("every row sums to 0"))
    state.press(.character("g"))
    #expect(state.gradientSample == nil)
    state.configuration.loss = Loss(try #require(LossKind(named: "binary-cross-entropy")))
    state.press(.character("g"))
    #expect(try #require(state.gradientSample).largestSum > 0.01)
  }

  @Test func allClassesShowThePrinciple() throws {
    var state = Synthetic.live(examples: 200)
    state.press(.character("P"))
    let pooled = try #require(state.pooledView)
    #expect(pooled.scores.positives.count == 200)
    #expect(pooled.scores.negatives.count == 200 * (state.classCount - 1))
    let text = state.picture().lines.joined(separator: "\n")
    #expect(text.contains("true against false logits") && text.contains("Principle of Logit"))
    // The class's numbers stay the class's.
    #expect(state.metrics[.averagePrecision] == state.classMetrics?.averagePrecision)
  }

  @Test func thePrevalenceDialLowersPrecisionAlone() throws {
    var state = Synthetic.live(examples: 300)
    let before = state.metrics
    var last = 1.0
    for _ in 0..<6 {
      state.press(.character("v"))
      let precision = try #require(state.metrics[.precision])
      #expect(precision <= last)
      last = precision
    }
    #expect(state.prevalence == 1e-6)
    #expect(state.metrics[.averagePrecision] == before[.averagePrecision])
    #expect(state.metrics[.recall] == before[.recall])
    let recall = try #require(state.metrics[.recall])
    #expect(state.metrics[.f1] == 2 * last * recall / (last + recall))
    #expect(state.picture().lines.joined().contains("1 in 1M"))
    state.press(.character("v"))
    #expect(state.metrics[.precision] == before[.precision])
    #expect(state.metrics[.f1] == before[.f1])
  }

  @Test(arguments: [
    (Size(width: 40, height: 12), " lens ", " 1e−2 "),
    (Size(width: 80, height: 24), " −mean +offset 5 ", " 1 in 100 "),
  ]) func whatIsNotOfBareLogitsSaysSoInTheTitle(size: Size, lens: String, prevalence: String) {
    var state = Synthetic.live(size, examples: 100)
    state.press(.character("n"), .character("u"))
    for view in ExplorerView.allCases {
      state.press(.character(view.digit))
      let title = state.picture().lines[0]
      let usesLens = [.explore, .classes, .examples, .curves].contains(view)
      #expect(title.contains(lens) == usesLens, "\(view): \(title)")
    }
    state.press(.character("1"), .escape, .escape, .character("v"), .character("v"))
    #expect(state.lens.isBare)
    for view in ExplorerView.allCases {
      state.press(.character(view.digit))
      let title = state.picture().lines[0]
      #expect(title.contains(prevalence) == (view == .explore || view == .curves), "\(title)")
    }
  }

  @Test func theAreaThatCurvesTellsIsOfTheCurveDrawn() throws {
    var state = Synthetic.live(Size(width: 200, height: 60), examples: 300)
    state.press(.character("5"))
    let own = try #require(state.classMetrics?.averagePrecision)
    let text = Metric.averagePrecision.format(own)
    #expect(state.picture().lines.joined().contains("AUPRC bare logit \(text)"))
    state.press(.character("1"), .character("v"), .character("v"), .character("v"), .character("5"))
    let curve = try #require(state.classCurves?.logit)
    let area = Metric.averagePrecision.format(curve.averagePrecision(atPrevalence: 1e-3))
    #expect(area != text)
    #expect(state.picture().lines.joined().contains("area bare logit \(area)"))
  }

  @Test func withoutColorsTheSidesAreToldApart() throws {
    let plain = TerminalCapabilities(
      colors: .none, hasUnicode: true, hasAttributes: true, notice: "no colours")
    var state = Synthetic.live(Size(width: 120, height: 36), examples: 300)
    state.press(.character("m"), .character("y"))
    let text = state.picture(plain).lines.joined()
    #expect(text.contains("░") && text.contains("▓") && text.contains("█"))
    state.press(.character("m"), .character("g"))
    let layout = try #require(state.layout.frame(of: .gradientStrip))
    let rows = state.picture(plain).lines[layout.row..<layout.endRow]
    #expect(rows.contains { $0.contains("#") } && rows.contains { $0.contains("%") })
    #expect(rows.last?.contains("# logit rises  % falls") == true)
    #expect(state.picture().lines[layout.endRow - 1].contains("█ logit rises  █ falls"))
  }

  @Test func theCursorReadsWhatTheBinHolds() throws {
    var state = Synthetic.live(examples: 300)
    state.press(.character("c"))
    let axis = try #require(state.histogramLayout?.axis)
    let view = try #require(state.classView)
    for _ in 0..<axis.bins.count { state.press(.left) }
    #expect(state.cursorBin(axis) == 0)
    let histogram = view.scores.histogram(axis.bins)
    var seen = 0
    for bin in 0..<axis.bins.count {
      #expect(state.cursorBin(axis) == bin)
      let line = try #require(HistogramReading.line(of: state, width: 200)).map(\.text).joined()
      let positives = NumberText.integer(histogram.positives.inside[bin])
      let negatives = NumberText.integer(histogram.negatives.inside[bin])
      if line.contains(": \(positives) positives, \(negatives) negatives") { seen += 1 }
      state.press(.right)
    }
    #expect(seen == axis.bins.count)
    state.press(.character("H"), .character("H"))
    let range = try #require(state.brushedRange)
    #expect(abs(range.upperBound - range.lowerBound - 3 * axis.bins.width) < 1e-9)
    state.press(.character("L"))
    let less = try #require(state.brushedRange)
    #expect(abs(less.upperBound - less.lowerBound - 2 * axis.bins.width) < 1e-9)
    state.press(.escape)
    #expect(state.brushedRange == nil && state.cursor == nil)
  }

  @Test func zoomHoldsTheThresholdAndStaysInside() throws {
    var state = Synthetic.live(examples: 300)
    let whole = try #require(state.axisRange)
    for _ in 0..<5 { state.press(.character("z")) }
    let zoom = try #require(state.zoom)
    #expect(
      abs((zoom.upperBound - zoom.lowerBound) * 32 - whole.upperBound + whole.lowerBound) < 1e-9)
    #expect(zoom.contains(try #require(state.threshold)))
    #expect(state.picture().lines.joined().contains("outside"))
    for _ in 0..<400 { state.press(.character("H")) }
    #expect(abs(try #require(state.zoom).lowerBound - whole.lowerBound) < 1e-9)
    for _ in 0..<5 { state.press(.character("Z")) }
    #expect(state.zoom == nil)
  }

  @Test func overlaidBarsShareTheirPlace() throws {
    var state = Synthetic.live(Size(width: 120, height: 36), examples: 300)
    state.press(.character("m"), .character("y"))
    let grid = state.picture()
    #expect(grid.lines.joined().contains("▓"))
    let inside = try #require(state.histogramLayout)
    #expect(inside.negatives.isEmpty && inside.positives.height > 5)
    let ascii = state.picture(PictureTests.ascii)
    #expect(ascii.lines.joined().contains("X"))
  }

  @Test func theWorstPairIsShown() throws {
    var state = Synthetic.live(examples: 100)
    let margin = try #require(state.metrics[.margin])
    state.press(.character("w"))
    let pair = try #require(state.worstPair)
    #expect(pair.margin == margin)
    let text = state.picture().lines.joined(separator: "\n")
    #expect(text.contains("smallest true logit") && text.contains("largest false logit"))
    #expect(text.contains("margin \(NumberText.fixed(margin, decimals: 2))"))
    state.press(.character("w"))
    #expect(state.overlay == nil)
    state.press(.character("w"), .escape)
    #expect(state.overlay == nil)
  }
}

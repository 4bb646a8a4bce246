import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct DegenerateTests {
  private static let labels = (0..<40).map { Int32($0 % 4) }

  private func text(_ state: ExplorerState) -> String {
    for size in [Size(width: 40, height: 12), Size(width: 80, height: 24)] {
      #expect(render(state, size: size, capabilities: PictureTests.ascii).size == size)
    }
    return state.picture().lines.joined(separator: "\n")
  }

  @Test func aClassWithoutPositives() {
    let snapshot = LogitSnapshot(
      logits: (0..<160).map { Float($0 % 13) }, labels: [Int32](repeating: 1, count: 40),
      classCount: 4)
    let shown = text(Synthetic.showing(snapshot, classIndex: 2))
    #expect(shown.contains("no positives of this class: nothing to separate"))
    #expect(shown.contains("– no positives") && shown.contains("negatives 40"))
  }

  @Test func equalLogits() {
    let snapshot = LogitSnapshot(
      logits: [Float](repeating: 3, count: 160), labels: Self.labels, classCount: 4)
    let shown = text(Synthetic.showing(snapshot))
    #expect(shown.contains("100.0 % overlap") && shown.contains("positives 10"))
  }

  @Test func nothingButNaN() {
    let snapshot = LogitSnapshot(
      logits: [Float](repeating: .nan, count: 160), labels: Self.labels, classCount: 4)
    let shown = text(Synthetic.showing(snapshot))
    #expect(shown.contains("No finite logit") && shown.contains("40 NaN"))
    #expect(shown.contains("40 NaN") && shown.contains("– NaN logits"))
  }

  @Test func someNaNAndInfinity() {
    var logits = (0..<160).map { Float($0 % 13) }
    logits[0] = .nan
    logits[4] = .infinity
    logits[8] = -.infinity
    logits[12] = -.infinity
    let snapshot = LogitSnapshot(logits: logits, labels: Self.labels, classCount: 4)
    let shown = text(Synthetic.showing(snapshot))
    #expect(shown.contains("1 NaN 2 −∞ 1 +∞"))
    #expect(shown.contains("1 NaN not drawn"))
  }

  @Test func separatedClassesAreCalledSeparated() {
    let logits = (0..<160).map { Int32($0 % 4) == Self.labels[$0 / 4] ? Float(5) : Float(-5) }
    let snapshot = LogitSnapshot(logits: logits, labels: Self.labels, classCount: 4)
    let shown = render(
      Synthetic.showing(snapshot), size: Size(width: 200, height: 60),
      capabilities: PictureTests.unicode
    ).lines.joined(separator: "\n")
    #expect(shown.contains("separated: every positive lies above every negative"))
    #expect(shown.contains("positives 10 · 10 found, 0 missed"))
    #expect(shown.contains("negatives 30 · 30 rejected, 0 let in"))
  }

  @Test func oneClass() {
    let snapshot = LogitSnapshot(
      logits: (0..<40).map { Float($0) }, labels: [Int32](repeating: 0, count: 40), classCount: 1)
    var state = Synthetic.showing(snapshot, names: ["only"])
    let shown = text(state)
    #expect(
      shown.contains("class 0 only") && !shown.contains("◄") && shown.contains("no negatives"))
    let before = state.fingerprint
    #expect(state.press(.right, .left, .end).isEmpty && state.fingerprint == before)
  }

  @Test func fourHundredThousandClasses() {
    let count = 400_000
    var logits = [Float](repeating: -1, count: 2 * count)
    logits[7] = 2
    let snapshot = LogitSnapshot(logits: logits, labels: [7, 9], classCount: count)
    var report = EvaluationReport(Synthetic.snapshot(examples: 8, classes: 2, gap: 1))
    report.classes = Array(repeating: report.classes[0], count: count)
    var state = Synthetic.fresh(classIndex: 399_999)
    let names = [String](repeating: "", count: count)
    _ = update(&state, .training(.started(Synthetic.description(names: names))))
    for step in 0..<20 {
      let evaluation = Evaluation(
        moment: TrainingMoment(step: step, epoch: 0), trainingLoss: nil, snapshot: snapshot,
        report: report)
      _ = update(&state, .training(.evaluated(evaluation)))
    }
    #expect(state.classHistory.entries.count <= 17)
    let shown = text(state)
    #expect(shown.contains("► 399999") && shown.contains("400,000"))
    state.press(.right)
    #expect(state.classIndex == 0)
    state.press(.character("f"))
    #expect(text(state).contains("[0] 1  2  3 "))
  }

  @Test func longAndWideNames() {
    let names = [
      "シャツ", String(repeating: "extraordinarily ", count: 20), "tab\tand\u{1B}[31mescape", "👩‍🚀",
    ]
    let snapshot = Synthetic.snapshot(examples: 40, classes: 4, gap: 2)
    for index in 0..<4 {
      let state = Synthetic.showing(snapshot, names: names, classIndex: index)
      for size in PictureTests.sizes {
        for capabilities in [PictureTests.unicode, PictureTests.ascii] {
          let grid = render(state, size: size, capabilities: capabilities)
          for row in 0..<size.height {
            let cells = (0..<size.width).map { grid[$0, row] }
            for (column, cell) in cells.enumerated() {
              let next = column + 1 < cells.count && cells[column + 1].isContinuation
              #expect(!cell.isContinuation || column > 0)
              #expect(cell.isContinuation || (cell.character.displayWidth == 2) == next)
              #expect(cell.character != "\u{1B}" && cell.character != "\t")
            }
          }
          if size.width > 40 || index == 0 { #expect(grid.lines.joined().contains("class")) }
        }
      }
    }
    let shown = text(Synthetic.showing(snapshot, names: names, classIndex: 1))
    #expect(shown.contains("extraordinarily extraord") && shown.contains("…"))
  }

  @Test func exploringALossThatExploded() {
    var state = Synthetic.fresh()
    _ = update(&state, .training(.started(Synthetic.description())))
    let losses: [Float] = [2, 1.5, .infinity, .nan, .nan]
    _ = update(&state, .training(.progress(Synthetic.progress(to: 5, losses: losses))))
    let shown = text(state)
    #expect(shown.contains("Training loss NaN") && shown.contains("3 NaN or ∞"))
    #expect(shown.contains("×"))
  }
}

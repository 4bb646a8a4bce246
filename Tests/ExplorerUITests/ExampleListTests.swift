import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ExampleListTests {
  private static let odd: LogitSnapshot = {
    var generator = SeededGenerator(seed: 12)
    let values: [Float] = [.nan, .infinity, -.infinity, 1, 1, 2, -3, 0.5]
    return LogitSnapshot(
      logits: (0..<240).map { _ in values[Int(generator.next() % 8)] },
      labels: (0..<60).map { Int32($0 % 3) }, classCount: 4)
  }()
  static let snapshots = [Synthetic.snapshot(examples: 200, classes: 7, gap: 1), odd]

  private func shown(_ size: Size = Size(width: 120, height: 36)) -> ExplorerState {
    var state = Synthetic.live(size)
    _ = update(&state, .loaded(Synthetic.pictures(600)))
    state.press(.character("4"))
    return state
  }

  @Test(arguments: [0, 1]) func rowsAgreeWithBruteForce(pick: Int) {
    let snapshot = Self.snapshots[pick]
    func logit(_ row: Int, _ index: Int) -> Float {
      snapshot.logits[row * snapshot.classCount + index]
    }
    for index in 0..<snapshot.classCount {
      for (kind, range) in [
        (ExampleList.Kind.positives, nil), (.negatives, nil), (.positives, 0.0...1.0),
      ] as [(ExampleList.Kind, ClosedRange<Double>?)] {
        let rows = ExampleList.rows(snapshot, classIndex: index, kind: kind, range: range)
          .map(Int.init)
        let expected = (0..<snapshot.exampleCount).filter { row in
          if let range {
            return Double(logit(row, index)) >= range.lowerBound
              && Double(logit(row, index)) <= range.upperBound
          }
          return (Int(snapshot.labels[row]) == index) == (kind == .positives)
        }
        #expect(rows.sorted() == expected)
        let numbers = rows.map { logit($0, index) }
        let defined = numbers.filter { !$0.isNaN }
        #expect(numbers.prefix(defined.count).allSatisfy { !$0.isNaN })
        let ascends = kind == .positives && range == nil
        #expect(defined == (ascends ? defined.sorted() : defined.sorted(by: >)))
      }
    }
  }

  @Test(arguments: [0, 1]) func ranksAndBestFalseLogitsAgreeWithBruteForce(pick: Int) {
    let snapshot = Self.snapshots[pick]
    let state = Synthetic.showing(snapshot, classIndex: 1)
    for row in 0..<snapshot.exampleCount {
      let begin = row * snapshot.classCount
      let all = snapshot.logits[begin..<begin + snapshot.classCount].map { Double($0) }
      let logits = ExampleLogits(snapshot, example: row)
      let label = Int(snapshot.labels[row])
      let others = all.enumerated().filter { $0.offset != label && !$0.element.isNaN }
      #expect(logits.bestFalse?.logit == others.map { Double($0.element) }.max())
      #expect(
        logits.bestFalse?.classIndex
          == others.first { Double($0.element) == logits.bestFalse?.logit }?.offset)
      let above = (0..<snapshot.exampleCount).filter {
        snapshot.logit(ofClass: 1, at: $0) > all[1]
      }.count
      #expect(state.rank(of: Double(all[1])) == (all[1].isNaN ? nil : above + 1))
    }
  }

  @Test func profilesAreTheLargestLogitsAndTheirSoftmax() throws {
    let snapshot = Synthetic.snapshot(examples: 12, classes: 700, gap: 1)
    for example in 0..<12 {
      let row = snapshot.logits[example * 700..<(example + 1) * 700].map { Double($0) }
      let sum = row.reduce(0) { $0 + Self.exponential($1) }
      let order = row.indices.sorted { row[$0] > row[$1] }
      let profile = ExampleProfile(snapshot, example: example, chosenClass: 699)
      for count in [1, 2, 3, 10, 128] {
        let entries = profile.entries(atMost: count)
        #expect(entries.count == count)
        let shown = Set(entries.map(\.classIndex))
        if count >= 2 { #expect(shown.isSuperset(of: [example % 700, 699])) }
        #expect(shown.isSuperset(of: order.prefix(max(0, count - 2))))
        #expect(entries.map(\.logit) == entries.map(\.logit).sorted(by: >))
        for entry in entries {
          let probability = Self.exponential(Double(row[entry.classIndex])) / sum
          #expect(abs(try #require(entry.probability) - probability) < 1e-9)
        }
      }
    }
    let few = ExampleProfile(Self.snapshots[0], example: 3, chosenClass: 5)
    #expect(few.entries(atMost: 7).map(\.classIndex) == Array(0..<7))
    #expect(abs(few.entries(atMost: 9).reduce(0) { $0 + ($1.probability ?? 0) } - 1) < 1e-9)
    #expect(few.entries(atMost: 3).map(\.classIndex).contains(5))
  }

  /// e to a power by its series, halved until that converges fast.
  private static func exponential(_ value: Double) -> Double {
    if value.magnitude > 0.5 {
      let half = exponential(value / 2)
      return half * half
    }
    var (term, sum) = (1.0, 1.0)
    for index in 1..<20 {
      term *= value / Double(index)
      sum += term
    }
    return sum
  }

  @Test func theWorstExampleIsFollowedUntilAnotherIsChosen() throws {
    var state = shown()
    #expect(state.examples.position == 0)
    let worst = state.examples.example
    state.press(.down, .down)
    let chosen = try #require(state.examples.example)
    #expect(state.examples.position == 2 && chosen != worst)
    let snapshot = Synthetic.snapshot(examples: 600, classes: 10, gap: 1, seed: 77)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 500))))
    #expect(state.examples.example == chosen)
    state.press(.home)
    #expect(state.examples.position == 0)
    let next = Synthetic.snapshot(examples: 600, classes: 10, gap: 1, seed: 78)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(next, step: 600))))
    #expect(state.examples.position == 0)
    state.press(.end, .right)
    #expect(state.classIndex == 7 && state.examples.position == 0)
  }

  @Test func aBrushedRangeIsListedUntilItIsLeft() {
    var state = shown()
    state.brushedRange = -1.0...2.0
    state.press(.down)
    let logits = state.examples.rows.map {
      Double(state.evaluation?.snapshot.logits[Int($0) * 10 + 6] ?? .nan)
    }
    #expect(!logits.isEmpty && logits.allSatisfy { (-1.0...2.0).contains($0) })
    let text = state.picture().lines.joined(separator: "\n")
    #expect(text.contains("\(logits.count) with a logit from −1.00 to 2.00"))
    state.press(.escape)
    #expect(state.brushedRange == nil && state.examples.rows.count == 60)
  }

  @Test func enterGoesBetweenListAndExampleAndArrowsMoveInBoth() {
    var state = shown(Size(width: 40, height: 12))
    #expect(state.layout.panes.map(\.pane) == [.exampleList])
    state.press(.enter)
    #expect(state.layout.panes.map(\.pane) == [.exampleProfile])
    let first = state.examples.example
    state.press(.down)
    #expect(state.examples.example != first)
    state.press(.enter)
    #expect(state.focus == .exampleList && state.examples.position == 1)
  }

  @Test(arguments: PictureTests.sizes) func rowsAndKindsAreWhereTheyAreDrawn(size: Size) throws {
    let state = shown(size)
    let layout = try #require(state.exampleListLayout)
    let lines = state.picture().lines
    for row in layout.rows {
      #expect(lines[row.frame.row].contains(" \(state.examples.rows[row.position]) "))
      var after = state
      after.click(row.frame.column + 5, row.frame.row)
      #expect(after.examples.position == row.position)
    }
    for (kind, frame) in layout.kindFrames {
      var after = state
      after.click(frame.column + 1, frame.row)
      #expect(after.examples.kind == kind)
    }
    #expect(lines[layout.kinds.row].contains("missed"))
    var after = state
    _ = update(&after, .mouse(MouseEvent(action: .wheelDown, column: 5, row: layout.header.row)))
    #expect(after.exampleListLayout?.hiddenAbove == 3 || layout.hiddenBelow == 0)
  }

  @Test func aClickInTheProfileChoosesTheClass() throws {
    let state = shown()
    let frame = try #require(state.layout.frame(of: .exampleProfile))
    let rows = state.exampleProfileLayout(in: frame).rows
    let lines = state.picture().lines
    for index in 0..<10 {
      #expect(lines[rows.row + index].contains("\(index) \(Synthetic.fashion[index].prefix(5))"))
      var after = state
      after.click(rows.column + 4, rows.row + index)
      #expect(after.classIndex == index)
    }
  }

  @Test func marksAndCountsFollowTheThreshold() throws {
    var state = shown()
    let missed = try #require(state.decision.map { $0.positives - $0.truePositives })
    func crosses(_ state: ExplorerState) throws -> Int {
      let layout = try #require(state.exampleListLayout)
      let lines = state.picture().lines
      return layout.rows.filter {
        Array(lines[$0.frame.row])[layout.header.column..<layout.header.column + 4].contains("✗")
      }.count
    }
    #expect(try crosses(state) == min(missed, state.exampleListLayout?.rows.count ?? 0))
    #expect(state.picture().lines.contains { $0.contains("\(missed) of 60 positives missed") })
    state.userThreshold = -1000
    #expect(try crosses(state) == 0)
    state.press(.character("v"))
    #expect(state.picture().lines.contains { $0.contains("540 of 540 negatives let in") })
  }

  @Test func whatIsMissingIsSaid() {
    var state = Synthetic.live()
    state.press(.character("4"))
    func text() -> String { state.picture().lines.joined(separator: "\n") }
    #expect(text().contains("no picture: the dataset is not loaded"))
    _ = update(&state, .loaded(Synthetic.pictures(599)))
    #expect(text().contains("no picture: the dataset is another one"))
    _ = update(&state, .loaded(Synthetic.pictures(600, shape: ImageShape(featureVectorOf: 5))))
    #expect(text().contains("largest of 5 features: #"))
    var fresh = Synthetic.fresh()
    fresh.press(.character("4"))
    #expect(fresh.picture().lines.joined().contains("no evaluation yet"))
    var empty = Synthetic.showing(
      LogitSnapshot(
        logits: [Float](repeating: 1, count: 40), labels: [Int32](repeating: 1, count: 10),
        classCount: 4), classIndex: 2)
    empty.press(.character("4"))
    #expect(empty.picture().lines.joined().contains("no positives of this class"))
  }
}

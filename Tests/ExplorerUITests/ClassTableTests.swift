import LogitEngine
import Testing

@testable import ExplorerUI

@Suite struct ClassTableTests {
  /// View 3 of so many classes, ten examples each on average.
  private func table(
    classes: Int = 40, names: [String]? = nil, size: Size = Size(width: 120, height: 36)
  ) -> ExplorerState {
    let snapshot = Synthetic.snapshot(examples: classes * 5 - 7, classes: classes, gap: 2)
    var state = Synthetic.showing(snapshot, names: names, classIndex: 3, size: size)
    state.press(.character("3"))
    return state
  }

  private func metrics(_ count: Int, seed: UInt64) -> [ClassMetrics] {
    var generator = SeededGenerator(seed: seed)
    func value() -> Double? {
      // Few values, so that there are ties, and some that have no place in an order.
      let number = generator.next() % 9
      return number < 2 ? nil : number == 2 ? .nan : number == 3 ? -.infinity : Double(number)
    }
    return (0..<count).map { index in
      var metrics = ClassMetrics(classIndex: index, positives: Int(generator.next() % 5))
      metrics.averagePrecision = value()
      metrics.precisionAtRecall90 = value()
      metrics.precisionAtRecall99 = value()
      metrics.minPositive = value()
      metrics.maxNegative = value()
      metrics.bestF1Threshold = value()
      return metrics
    }
  }

  @Test(arguments: ClassColumn.allCases) func sortsAsBruteForceDoes(column: ClassColumn) {
    for seed in 1...6 as ClosedRange<UInt64> {
      let metrics = metrics(60, seed: seed)
      // One class has no metrics at all.
      let classes = (0..<61).map(Int32.init)
      for isDescending in [false, true] {
        let sorted = ClassTable.sorted(classes, metrics, by: column, isDescending: isDescending)
        #expect(Set(sorted) == Set(classes))
        for (first, second) in zip(sorted, sorted.dropFirst()) {
          let values = [first, second].map { index in
            index < 60 ? column.value(metrics[Int(index)]) : nil
          }
          let isInOrder: Bool
          switch (values[0], values[1]) {
          case (let left?, let right?) where left != right:
            isInOrder = (left > right) == isDescending
          case (nil, .some): isInOrder = column == .number
          case (.some, nil): isInOrder = true
          default: isInOrder = first < second || column == .number && isDescending
          }
          #expect(isInOrder, "\(first) before \(second) by \(column)")
        }
      }
    }
  }

  @Test func filtersAsBruteForceDoes() {
    let names = Synthetic.fashion + ["猫", "Ünder", "12", "name 12", "", "a", "aab", "14"]
    let index = ClassNameIndex(names)
    for text in [
      "s", "SHIRT", "t-sh", "1", "12", "14", "猫", "ün", "aab", "ab", " ", "zz", "-", "0",
    ] {
      let expected = names.indices.filter { number in
        let name = names[number] == String(number) ? "" : names[number].lowercased()
        let needle = Array(text.lowercased())
        let letters = Array(name)
        let isPart =
          letters.count >= needle.count
          && (0...letters.count - needle.count).contains {
            Array(letters[$0..<$0 + needle.count]) == needle
          }
        return isPart || String(number).hasPrefix(text)
      }
      #expect(index.matches(text, classCount: names.count).map(Int.init) == expected, "\(text)")
    }
    #expect(index.matches("", classCount: 5) == [0, 1, 2, 3, 4])
    #expect(index.matches("2", classCount: 30).map(Int.init) == [2, 13] + Array(20...29))
  }

  @Test func whatIsOnTheWrongSideOfTheThresholdIsPale() {
    let snapshot = LogitSnapshot(
      logits: [0.5, 2.5, 3.5, 0.5, 1.5, 3.5], labels: [0, 0, 0, 1, 1, 1], classCount: 1)
    let distribution = ClassDistribution(snapshot, classIndex: 0, axis: 0...4, columns: 4)
    var canvas = Canvas(size: Size(width: 4, height: 2), capabilities: TerminalCapabilities())
    let place = Rectangle(column: 0, row: 0, width: 4, height: 2)
    for (threshold, missed, letIn) in [
      // The column that the threshold falls into is never accused.
      (2.2, [0], [3]), (3.0, [0, 2], [3]), (3.1, [0, 2], []), (nil, [], []),
    ] as [(Double?, [Int], [Int])] {
      canvas.distribution(distribution, threshold: threshold, in: place)
      for column in 0..<4 {
        let (above, below) = (canvas.grid[column, 0].style, canvas.grid[column, 1].style)
        #expect((above == canvas.theme[.positiveMistake]) == missed.contains(column))
        #expect((below == canvas.theme[.negativeMistake]) == letIn.contains(column))
      }
    }
  }

  @Test func distributionsCountEveryLogitOnce() throws {
    let snapshot = Synthetic.snapshot(examples: 300, classes: 6, gap: 1)
    for classIndex in 0..<6 {
      let axis = -3.0...4.0
      let drawn = ClassDistribution(snapshot, classIndex: classIndex, axis: axis, columns: 14)
      for isPositive in [true, false] {
        var counts = [Int](repeating: 0, count: 14)
        for row in 0..<300 where (Int(snapshot.labels[row]) == classIndex) == isPositive {
          let place = (Double(snapshot.logits[row * 6 + classIndex]) + 3) * 2
          counts[Int(place.rounded(.down).clamped(to: 0...13))] += 1
        }
        let peak = try #require(counts.max())
        let heights = counts.map { Float($0) / Float(peak) }
        #expect((isPositive ? drawn.positives : drawn.negatives) == heights)
      }
    }
    let odd = LogitSnapshot(
      logits: [.nan, .infinity, -.infinity, 0], labels: [0, 0, 0, 0], classCount: 1)
    #expect(
      ClassDistribution(odd, classIndex: 0, axis: -1...1, columns: 4).positives == [1, 0, 1, 1])
  }

  @Test func keysMoveTheChosenClassThroughTheOrder() {
    var state = table()
    state.press(.character("s"), .character("s"))
    #expect(state.classTable.sorting == .averagePrecision && !state.classTable.isDescending)
    let rows = state.classTable.rows.map(Int.init)
    state.press(.home)
    #expect(state.classIndex == rows[0])
    state.press(.down, .down, .right, .up)
    #expect(state.classIndex == rows[2])
    state.press(.up, .up, .up)
    #expect(state.classIndex == rows[39])
    state.press(.pageUp)
    let page = (state.classTableLayout?.pageLength ?? 0) - 1
    #expect(page > 20 && state.classIndex == rows[39 - page])
    state.press(.end, .character("S"))
    #expect(state.classIndex == rows[39] && state.classTable.position(of: rows[39]) == 0)
    state.press(.enter)
    #expect(state.view == .explore && state.classIndex == rows[39])
  }

  @Test func theChosenClassIsAlwaysOnTheScreen() {
    var state = table(size: Size(width: 60, height: 16))
    let keys: [Key] = [
      .down, .pageDown, .pageDown, .character("s"), .up, .end, .character("S"), .home, .up,
    ]
    for key in keys {
      state.press(key)
      #expect(state.classTableLayout?.rows.contains { $0.classIndex == state.classIndex } == true)
    }
    for action in [MouseEvent.Action.wheelDown, .wheelDown, .wheelUp] {
      _ = update(&state, .mouse(MouseEvent(action: action, column: 10, row: 6)))
      #expect(state.classTableLayout?.rows.contains { $0.classIndex == state.classIndex } == true)
    }
  }

  @Test func theWheelMovesTheWindowBeforeTheClass() throws {
    var state = table()
    state.press(.home, .down, .down, .down, .down)
    _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 10, row: 9)))
    #expect(state.classIndex == 4 && state.classTableLayout?.hiddenAbove == 3)
    _ = update(&state, .mouse(MouseEvent(action: .wheelDown, column: 10, row: 9)))
    #expect(state.classIndex == 6 && state.classTableLayout?.hiddenAbove == 6)
  }

  @Test func aFilterIsTypedKeptAndCleared() {
    var state = table(classes: 10, names: Synthetic.fashion)
    state.press(.character("/"), .character("s"), .character("h"), .character("q"))
    #expect(state.classTable.rows.isEmpty && state.classTable.isFilterOpen)
    #expect(state.picture().lines.contains { $0.contains("no class matches") })
    #expect(state.picture().lines[35].contains("clear filter"))
    state.press(.backspace)
    #expect(state.classTable.rows.map(Int.init) == [0, 6])
    #expect(state.classIndex == 0)
    state.press(.down, .enter)
    #expect(state.classIndex == 6 && !state.classTable.isFilterOpen)
    #expect(state.picture().lines[2].contains("/sh 2 of 10"))
    #expect(state.press(.character("q")) == [.quit])
    state.press(.escape)
    #expect(state.classTable.rows.count == 10 && state.classIndex == 6)
    state.press(.character("/"), .character("2"), .escape)
    #expect(state.classTable.filter.isEmpty && !state.classTable.isFilterOpen)
    state.press(.character("/"), .character("1"))
    #expect(state.press(.control("c")) == [.quit])
    state.click(2, 1)
    #expect(state.view == .explore && state.typedField == nil)
  }

  @Test func headingsAndRowsAreWhereTheyAreDrawn() throws {
    for size in [Size(width: 120, height: 36), Size(width: 64, height: 20)] {
      let state = table(classes: 10, names: Synthetic.fashion, size: size)
      let layout = try #require(state.classTableLayout)
      let lines = state.picture().lines
      for column in ClassColumn.allCases {
        let header = Array(lines[layout.header.row])
        let heading = Array(column.heading)
        let place = header.indices.first { Array(header[$0...].prefix(heading.count)) == heading }
        #expect((place != nil) == (layout.frame(of: .value(column)) != nil))
        guard let place else { continue }
        var after = state
        after.click(place, layout.header.row)
        #expect(after.classTable.sorting == column)
        #expect(after.classTable.isReversed == (column == .number))
        after.click(place + 1, layout.header.row)
        #expect(after.classTable.isReversed != (column == .number))
      }
      for row in layout.rows {
        #expect(lines[row.frame.row].contains(Synthetic.fashion[row.classIndex].prefix(6)))
        var after = state
        after.click(row.frame.column + 8, row.frame.row)
        #expect(after.classIndex == row.classIndex && after.view == .classes)
        after.click(row.frame.column + 8, row.frame.row)
        #expect(after.view == .explore)
      }
    }
  }

  @Test func columnsFallAwayInAFixedOrder() throws {
    var former = 9
    let order: [ClassTableLayout.Part] = [
      .value(.averagePrecision), .distributions, .value(.margin), .value(.precisionAtRecall99),
      .value(.support), .value(.precisionAtRecall90), .value(.threshold), .bar,
    ]
    for width in stride(from: 200, through: 40, by: -1) {
      let state = table(classes: 10, names: Synthetic.fashion, size: Size(width: width, height: 20))
      let layout = try #require(state.classTableLayout)
      let count = layout.columns.count - 1
      #expect(Set(layout.columns.dropFirst().map(\.part)) == Set(order.prefix(count)))
      #expect(count <= former && count >= 2)
      former = count
    }
  }

  @Test func undefinedValuesAreShownAsSuch() {
    let snapshot = LogitSnapshot(
      logits: (0..<160).map { Float($0 % 13) }, labels: (0..<40).map { Int32($0 % 3) },
      classCount: 4)
    var state = Synthetic.showing(snapshot, names: ["a", "b", "c", "none"])
    state.press(.character("3"), .character("s"), .character("s"))
    #expect(state.classTable.rows.last == 3)
    state.press(.character("S"))
    #expect(state.classTable.rows.last == 3)
    let line = state.picture().lines.first { $0.contains("3 none") } ?? ""
    #expect(line.filter { $0 == "–" }.count == 5)
  }

  @Test func rowsAreMadeAnewOnlyWhenSomethingChanges() {
    var state = table()
    let generation = state.evaluationGeneration
    state.press(.down, .up, .character("s"))
    #expect(state.evaluationGeneration == generation)
    let snapshot = Synthetic.snapshot(examples: 193, classes: 40, gap: 4, seed: 5)
    _ = update(&state, .training(.evaluated(Synthetic.evaluation(snapshot, step: 20))))
    #expect(state.evaluationGeneration > generation)
    let metrics = state.evaluation?.report.classes ?? []
    let supports = state.classTable.rows.map { metrics[Int($0)].positives }
    #expect(supports == supports.sorted(by: >))
  }

  @Test func fourHundredThousandClasses() {
    let count = 400_000
    var report = EvaluationReport()
    report.classes = (0..<count).map { index in
      var metrics = ClassMetrics(classIndex: index, positives: 1)
      metrics.averagePrecision = Double(index * 7919 % count) / Double(count)
      return metrics
    }
    let snapshot = LogitSnapshot(
      logits: [Float](repeating: -1, count: 2 * count), labels: [7, 9], classCount: count)
    var state = Synthetic.fresh(classIndex: 0)
    let names = (0..<count).map { $0 % 1000 == 0 ? "thousand \($0)" : String($0) }
    _ = update(&state, .training(.started(Synthetic.description(names: names))))
    _ = update(
      &state,
      .training(
        .evaluated(
          Evaluation(
            moment: TrainingMoment(step: 1, epoch: 0), trainingLoss: nil, snapshot: snapshot,
            report: report))))
    state.press(.character("3"), .character("s"), .character("s"), .home)
    #expect(state.classIndex == 0)
    state.press(.down)
    #expect(state.classIndex * 7919 % count == 1)
    state.press(.end)
    #expect(state.classIndex * 7919 % count == count - 1)
    #expect(state.picture().lines.contains { $0.contains("►") && $0.contains(">0.999") })
    state.press(.character("/"), .character("t"), .character("h"))
    #expect(state.classTable.rows.count == 400)
  }
}

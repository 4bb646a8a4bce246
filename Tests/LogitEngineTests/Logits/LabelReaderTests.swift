import Testing

@testable import LogitEngine

@Suite struct LabelReaderTests {
  private func read(
    _ values: LabelContent.Values, _ shape: [Int], classes: Int,
    _ options: LogitReadingOptions = LogitReadingOptions(), isColumns: Bool = false
  ) throws -> LabelReader.Result {
    let content = LabelContent(path: "y", values: values, shape: shape)
    let reader = LabelReader(
      content, classCount: classes, classNames: options.classNames, options: options)
    return try isColumns ? reader.onePerClass() : reader.oneEach()
  }

  private func labels(
    _ values: LabelContent.Values, _ count: Int, classes: Int,
    _ options: LogitReadingOptions = LogitReadingOptions()
  ) throws -> [Int32]? {
    try read(values, [count], classes: classes, options).truth.labels
  }

  private func expectClause(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> LabelReader.Result
  ) {
    #expect(sourceLocation: sourceLocation) {
      try body()
    } throws: { error in
      guard case .malformed("y", .clause(let clause)) = error as? DataError else { return false }
      return clause.contains(words)
    }
  }

  @Test func readsEveryKind() throws {
    #expect(try labels(.integers([2, 0, 1]), 3, classes: 3) == [2, 0, 1])
    #expect(try labels(.numbers([2, 0, 1]), 3, classes: 3) == [2, 0, 1])
    #expect(try labels(.flags([true, false]), 2, classes: 2) == [1, 0])
    #expect(try labels(.texts(["b", "a", "b"]), 3, classes: 2) == [1, 0, 1])
    // Text of digits is numbers, also if not all of them occur.
    #expect(try labels(.texts(["2", "10"]), 2, classes: 11) == [2, 10])
  }

  @Test func leavesOutWhatStandsForNoLabel() throws {
    let result = try read(.integers([-1, 1, -100, 0, 255]), [5], classes: 3)
    #expect(result.truth.labels == [1, 0])
    #expect(result.rows == [1, 3] && result.ignoredCount == 3)
    #expect(result.notes.last?.contains("1 of -1, 1 of -100, 1 of 255") == true)
    // With more classes, 255 is one.
    #expect(try labels(.integers([255, 0]), 2, classes: 256) == [255, 0])
    #expect(try labels(.integers([254, 255]), 2, classes: 255) == [254])
    #expect(try labels(.numbers([.nan, 1]), 2, classes: 2) == [1])
    #expect(try labels(.texts(["", "b", "a"]), 3, classes: 2) == [1, 0])
    expectClause("has no label but those") { try read(.integers([-1, -1]), [2], classes: 3) }
  }

  @Test func leavesOutWhatIsNamed() throws {
    let options = LogitReadingOptions(ignoredLabels: ["2", "x"], outsiderLabels: ["-1", "7"])
    #expect(try labels(.integers([2, -1, 0, 7]), 4, classes: 3, options) == [-1, 0, -1])
    #expect(try labels(.numbers([2, -1, 0]), 3, classes: 3, options) == [-1, 0])
    #expect(try labels(.texts(["x", "b", "a"]), 3, classes: 2, options) == [1, 0])
    let other = LogitReadingOptions(outsiderLabels: ["unknown"])
    #expect(try labels(.texts(["unknown", "b", "a"]), 3, classes: 2, other) == [-1, 1, 0])
  }

  @Test func readsOneLogit() throws {
    let result = try read(.integers([1, 0, 1]), [3], classes: 1)
    #expect(result.truth.labels == [0, Truth.outsider, 0])
    #expect(result.classNames == ["positive"])
    #expect(try labels(.flags([true, false]), 2, classes: 1) == [0, -1])
    #expect(try labels(.integers([1, -1]), 2, classes: 1) == [0, -1])
    // Beside 0, −1 is no label.
    #expect(try labels(.integers([1, -1, 0]), 3, classes: 1) == [0, -1])
    expectClause("labels are 0 and 1") { try read(.integers([1, 2]), [2], classes: 1) }
    let named = LogitReadingOptions(classNames: ["dog"])
    #expect(try labels(.texts(["dog", "cat"]), 2, classes: 1, named) == [0, -1])
    expectClause("--class-names") { try read(.texts(["dog", "cat"]), [2], classes: 1) }
  }

  @Test func readsSignsOfTwoClasses() throws {
    #expect(try labels(.integers([-1, 1, 1]), 3, classes: 2) == [0, 1, 1])
    #expect(try labels(.numbers([-1, 1]), 2, classes: 2) == [0, 1])
    // Beside 0, −1 is no label.
    #expect(try labels(.integers([-1, 1, 0]), 3, classes: 2) == [1, 0])
    let outsiders = LogitReadingOptions(outsiderLabels: ["-1"])
    #expect(try labels(.integers([-1, 1]), 2, classes: 2, outsiders) == [-1, 1])
  }

  @Test func tellsTextApartByCodePoints() throws {
    let names = ["\u{c5}", "\u{212b}", "A\u{30a}"]
    let texts = LabelContent.Values.texts(names)
    // In the order of the code points: A + ring, Å, Ångström sign.
    #expect(try labels(texts, 3, classes: 3) == [1, 2, 0])
    let options = LogitReadingOptions(classNames: names)
    #expect(try labels(texts, 3, classes: 3, options) == [0, 1, 2])
  }

  @Test func readsAColumnAClass() throws {
    let oneHot = try read(.numbers([0, 0, 1, 1, 0, 0]), [2, 3], classes: 3, isColumns: true)
    #expect(oneHot.truth.labels == [2, 0])
    let several = try read(.integers([1, 0, 1, 0, 0, 0]), [2, 3], classes: 3, isColumns: true)
    #expect(several.truth.labels == nil && several.truth.hasOutsiders)
    #expect(Array(several.truth.classes(at: 0)) == [0, 2])
    #expect(several.truth.classes(at: 1).isEmpty)
    expectClause("0.3 at row 1, column 0") {
      try read(.numbers([0, 1, 0.3, 0.7]), [2, 2], classes: 2, isColumns: true)
    }
  }

  @Test func namesTheFirstWrongLabel() {
    expectClause("the label 1.5 at row 1") { try read(.numbers([1, 1.5]), [2], classes: 3) }
    expectClause("from 1 to 3") { try read(.integers([1, 3, 2]), [3], classes: 3) }
    expectClause("2 different labels") { try read(.texts(["a", "b"]), [2], classes: 3) }
    #expect(
      throws: DataError.malformed(
        path: "y", .classOutOfRange(position: [1, 0], value: "3", classCount: 3))
    ) { try read(.integers([0, 3]), [2, 1], classes: 3) }
    #expect(
      throws: DataError.malformed(
        path: "y", .classOutOfRange(position: [0], value: "-2", classCount: 3))
    ) { try read(.integers([-2, 0]), [2], classes: 3) }
    expectClause("inf") { try read(.numbers([.infinity, 0]), [2], classes: 3) }
  }
}

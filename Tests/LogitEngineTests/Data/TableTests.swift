import TestSupport
import Testing

@testable import LogitEngine

@Suite struct TableTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func table(
    _ text: String, _ column: TableLabelColumn? = nil, name: String = "t.csv"
  ) throws -> Table {
    try Table(path: try folder.write(Array(text.utf8), to: name), labelColumn: column)
  }

  private func expect(
    _ line: Int, _ problem: Malformation.TableProblem, in text: String,
    _ column: TableLabelColumn? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: DataError.malformed(path: folder.path("t.csv"), .badTable(line: line, problem)),
      sourceLocation: sourceLocation
    ) { try table(text, column) }
  }

  @Test func findsTheLabel() throws {
    // By the header's names.
    var found = try table("label,a,b\n1,2,3\n0,4,5\n")
    #expect(found.labelColumn == .first && found.features == [2, 3, 4, 5])
    #expect(found.labels.map(\.number) == [1, 0])
    found = try table("a,b,Class\n1,2,3\n0,4,5\n")
    #expect(found.labelColumn == .last && found.features == [1, 2, 0, 4])
    // By what can be a label: only one is whole, varies, or is text.
    #expect(try table("0.5,1\n2,0\n").labelColumn == .last)
    #expect(try table("1,0\n0,0\n").labelColumn == .first)
    #expect(try table("-1,0\n1,1\n").labelColumn == .last)
    #expect(try table("x,y\n1,cat\n2.5,dog\n").labelColumn == .last)
    #expect(try table("cat,1.5\ndog,2.5\n").labelColumn == .first)
    // By what was asked for.
    #expect(try table("1,2\n0,1\n", .first).features == [2, 1])
    #expect(try table("1,2\n0,1\n", .last).features == [1, 0])
    expect(1, .ambiguousLabel, in: "1,2\n0,1\n")
    expect(2, .ambiguousLabel, in: "\na,1,b\nb,2,a\n")
    expect(1, .noLabel, in: "1.5,2.5\n0.5,1\n")
  }

  @Test func tellsAHeaderFromData() throws {
    #expect(try table("a,b,y\n1.5,2,0\n1,2,1").labels.count == 2)
    #expect(try table("1.5,2,0\n1,2,1").labels.count == 2)
    // A header of numbers with one word is a header; text labels alone do not make one.
    #expect(try table("label,0,1\n1,7,8\n0,9,9\n").features == [7, 8, 9, 9])
    #expect(try table("1.5,cat\n2.5,dog\n").labels.map(\.text) == ["cat", "dog"])
  }

  @Test func readsWhatPeopleWrite() throws {
    let found = try table(
      "\u{feff}\"a\" ; b;class\r\n\r\n 1e-3;-.5; \"big \"\"cat\"\"\"\r\n+2.;\"3\";b, c\r\n\r\n")
    #expect(found.features == [0.001, -0.5, 2, 3])
    #expect(found.labels.map(\.text) == ["big \"cat\"", "b, c"])
    #expect(found.labels.map(\.line) == [3, 4])
    #expect(try table("1\t0.5\n0\t2\n").features == [0.5, 2])
    #expect(try table("1,0.5\r0,2").features == [0.5, 2])
    #expect(try table("3.0,0.5\n0,2").labels.map(\.number) == [3, 0])
  }

  @Test func namesLineAndColumn() {
    expect(3, .notANumber(column: 2, text: "x"), in: "y,a,b\n1,2,3\n0,x,3\n")
    expect(2, .notANumber(column: 3, text: ""), in: "0,1,2\n1,1,\n", .first)
    expect(1, .notANumber(column: 2, text: "nan"), in: "0,nan,2\n1,1,3\n", .first)
    expect(2, .notANumber(column: 2, text: "1e39"), in: "0,1,2\n1,1e39,3\n", .first)
    expect(2, .notANumber(column: 2, text: "0x10"), in: "0,1,2\n1,0x10,3\n", .first)
    expect(1, .notANumber(column: 1, text: "cat"), in: "cat,1,2\n3,1,3\n", .last)
    expect(3, .wrongColumnCount(found: 2, expected: 3), in: "1,2,3\n\n1,2\n")
    expect(1, .noFeatures, in: "1\n2\n")
    expect(2, .badLabel(column: 1, text: ""), in: "a,1.5\n,1.5\n", .first)
    expect(1, .unfinishedQuote(column: 2), in: "1,\"2\n3,4\n")
    expect(1, .unfinishedQuote(column: 1), in: "\"1\"x,2\n3,4\n")
    #expect(throws: DataError.malformed(path: folder.path("t.csv"), .empty)) { try table("\n\n") }
  }

  @Test func makesClassesOfNumbersAndTexts() throws {
    let numbers = try folder.write(Array("y,a\n3,0.5\n1,2\n0,1\n".utf8), to: "n.csv")
    let dataset = try DatasetCatalog.load(numbers)
    #expect(dataset.classNames == ["0", "1", "2", "3"])
    let texts = try folder.write(
      Array("0.5,dog\n1.5,cat\n2,ant\n2,cat\n7,dog\n8,dog".utf8), to: "texts.csv")
    let animals = try DatasetCatalog.load(texts)
    #expect(animals.name == "texts")
    #expect(animals.classNames == ["ant", "cat", "dog"])
    #expect(animals.training.count == 5 && animals.test.count == 1)
    // The split loses nothing.
    let all = [animals.training, animals.test].flatMap { part in
      (0..<part.count).map { "\(part.values(of: $0)[0]) \(part.labels[$0])" }
    }
    #expect(all.sorted() == ["0.5 2", "1.5 1", "2.0 0", "2.0 1", "7.0 2", "8.0 2"])
    let same = try DatasetCatalog.load(texts)
    #expect(same.test.labels == animals.test.labels)
    let huge = try folder.write(Array("y,a\n1000000,0.5\n1,2\n".utf8), to: "huge.csv")
    #expect(
      throws: DataError.malformed(
        path: huge, .badTable(line: 2, .badLabel(column: 1, text: "1000000")))
    ) { try DatasetCatalog.load(huge) }
    let measured = try folder.write(Array("y,a\n0.25,0.5\n1,2\n".utf8), to: "measured.csv")
    #expect(
      throws: DataError.malformed(
        path: measured, .badTable(line: 2, .badLabel(column: 1, text: "0.25")))
    ) { try DatasetCatalog.load(measured) }
  }

  @Test(arguments: [
    ("train.csv", "test.csv"), ("mnist_train.csv", "mnist_test.csv"),
    ("train-train.csv", "train-test.csv"), ("x.training.tsv", "x.test.tsv"),
    ("Train.txt", "Test.txt"),
  ])
  func findsTheTestTableBesideIt(_ training: String, _ test: String) throws {
    let path = try folder.write(Array("y,a\n1,0.5\n0,2\n".utf8), to: training)
    try folder.write(Array("y,a\n2,7.5\n".utf8), to: test)
    let dataset = try DatasetCatalog.load(path)
    #expect(dataset.training.count == 2)
    #expect(dataset.test.labels == [2] && dataset.test.values(of: 0) == [7.5])
    #expect(dataset.classCount == 3)
    try folder.write(Array("y,a,b\n2,7.5,1\n".utf8), to: test)
    #expect(
      throws: DataError.malformed(
        path: folder.path(test), .badTable(line: 2, .otherColumnCount(found: 3, training: 2)))
    ) { try DatasetCatalog.load(path) }
  }

  @Test func holdsPixelsAsBytes() throws {
    let header = "label," + (0..<16).map { "pixel\($0)" }.joined(separator: ",") + "\n"
    let line = (0..<16).map { "\($0 * 17)" }.joined(separator: ",")
    let path = try folder.write(
      Array((header + "1,\(line)\n0,\(line)\n").utf8), to: "pixels.csv")
    let dataset = try DatasetCatalog.load(path)
    #expect(dataset.training.shape == ImageShape(height: 4, width: 4))
    #expect(dataset.training.pixels == (0..<16).map { UInt8($0 * 17) })
    // Small numbers are no pixels, nor is anything beyond a byte or between two.
    for values in [
      (0..<16).map { "\($0 * 8)" }, (0..<16).map { "\($0 * 20)" },
      (0..<16).map { "\(Double($0) * 16.5)" }, (0..<16).map { "\($0 * 17 - 1)" },
    ] {
      let line = values.joined(separator: ",")
      let path = try folder.write(
        Array((header + "1,\(line)\n0,\(line)\n").utf8), to: "other.csv")
      let dataset = try DatasetCatalog.load(path)
      #expect(dataset.training.shape == ImageShape(featureVectorOf: 16), "\(line)")
      #expect(dataset.training.values(of: 0)[1] == Float(values[1]))
    }
  }

  @Test func oneExampleIsTooFew() throws {
    let path = try folder.write(Array("1,2.5\n".utf8), to: "one.csv")
    #expect(throws: DataError.malformed(path: path, .empty)) {
      try Dataset(table: path, labelColumn: .first)
    }
  }

  @Test func survivesDamage() throws {
    var generator = SeededGenerator(seed: 21)
    let whole = Array("label,a,b\n1,2.5,3\n0,\"4\",5e1\n2,-1,0\n\n1,1,1\n".utf8)
    for _ in 0..<1500 {
      let path = try folder.write(damaged(whole, using: &generator), to: "damaged.csv")
      do {
        let dataset = try DatasetCatalog.load(path)
        #expect(dataset.training.labels.allSatisfy { Int($0) < dataset.classCount })
      } catch is DataError {}
    }
  }
}

@Suite struct DecimalNumberTests {
  private func read(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { decimalNumber($0[...]) }
  }

  @Test(arguments: [
    "0", "-0", "+7", "12", "12.", ".5", "-.5", "3.141592653589793", "123456789012345",
    "1234567890123456", "0.1", "0.000000000000001", "1e5", "1E-5", "2.5e+3",
    "-1.7976931348623157e308", "4.9e-324", "000000000000000000012.50", "99999999999999999999999999",
  ]) func equalsTheLibrary(_ text: String) throws {
    #expect(try #require(read(text)).bitPattern == Double(text)?.bitPattern)
  }

  @Test func equalsTheLibraryForRandomNumbers() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<5000 {
      let value = Double.random(in: -1e4...1e4, using: &generator)
      let digits = Int.random(in: 1...17, using: &generator)
      let text = String("\(value)".prefix(digits + 1))
      guard let expected = Double(text) else { continue }
      #expect(read(text) == expected, "\(text)")
    }
  }

  @Test(arguments: [
    "", "+", "-", ".", "e5", "1e", "1e+", "nan", "inf", "infinity", "0x10", "1_000", "1,5", " 1",
    "1 ", "1..2", "1e999", "--1", "1-", "１",
  ]) func refusesEverythingElse(_ text: String) {
    #expect(read(text) == nil)
  }
}

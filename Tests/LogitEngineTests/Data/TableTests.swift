import TestSupport
import Testing

@testable import LogitEngine

@Suite struct TableTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func load(
    _ text: String, _ options: TableOptions = TableOptions(), name: String = "t.csv"
  ) throws -> Dataset {
    try DatasetSource(try folder.write(Array(text.utf8), to: name)).load(options)
  }

  private func clause(_ text: String, _ options: TableOptions = TableOptions()) throws -> String {
    let error = try #require(throws: DataError.self) { try load(text, options) }
    guard case .malformed(_, .clause(let clause)) = error else {
      Issue.record("\(error)")
      return ""
    }
    return clause
  }

  /// A table of so many rows, each made of its number.
  private func rows(_ count: Int, header: String = "", _ row: (Int) -> String) -> String {
    header + (header.isEmpty ? "" : "\n") + (0..<count).map(row).joined(separator: "\n") + "\n"
  }

  // MARK: - Labels

  @Test(arguments: [
    ("a,b,Class", "2"), ("Species,a,b", "0"), ("a,target,b", "1"), ("a,y,b", "1"),
    ("a,y,label", "2"), ("a,DIGIT,b", "1"),
  ]) func findsTheLabelByItsName(_ header: String, _ column: String) throws {
    let found = try load(rows(40, header: header) { "\($0 % 4),\($0 % 4),\($0 % 4)" })
    let names = header.split(separator: ",").map(String.init)
    #expect(found.origin.columns?.label == names[Int(column) ?? 0])
    #expect(found.classNames == ["0", "1", "2", "3"])
  }

  @Test(arguments: [
    // Text against numbers.
    ("T,8.5,1", "1"), ("1,8.5,T", "3"), ("1,T,8.5", "2"), ("T,1,2", "1"),
    // Few against many.
    ("C,8.5,B", "1"), ("B,8.5,C", "3"), ("8.5,B,C", "3"), ("8.5,C,F", "2"),
    // Text at the edge.
    ("1.5,T,U", "3"), ("U,T,1.5", "1"),
  ]) func findsTheLabelByItsContents(_ pattern: String, _ column: String) throws {
    let found = try load(
      rows(60) { row in
        pattern.replacing("T", with: "kind \(row % 3)").replacing("U", with: "sort \(row % 2)")
          .replacing("C", with: "\(row % 2)").replacing("B", with: "\(row * 7 % 30)")
          .replacing("F", with: "\(Double(row) + 0.25)")
      })
    #expect(found.origin.columns?.label == column)
  }

  @Test func asksWhereThereIsDoubt() throws {
    let both = rows(40) { "\($0 % 3),\($0 % 5).5,\($0 / 2 % 3)" }
    #expect(try clause(both).contains("'1' or '3': say which with --label-column"))
    #expect(try load(both, TableOptions(labelColumn: "last")).origin.columns?.label == "3")
    let texts = rows(40) { "k\($0 % 3),1.5,k\($0 / 2 % 3)" }
    #expect(try clause(texts).contains("say which with --label-column"))
    let none = rows(40) { "\($0).5,\($0 * 3).25" }
    #expect(try clause(none).contains("--label-column says which it is"))
    // A text in the middle may be a feature.
    let middle = rows(40, header: "alive,sex,age") { "\($0 % 2),s\($0 / 2 % 2),\($0).5" }
    #expect(try clause(middle).contains("'alive' or 'sex'"))
  }

  @Test func takesTheColumnThatIsNamed() throws {
    let text = rows(40, header: "a,b,3,last") { "\($0 % 2),\($0 % 3).5,\($0 % 4),\($0 % 5)" }
    for (name, label, count) in [
      ("a", "a", 2), ("first", "a", 2), ("3", "3", 4), ("last", "last", 5), ("4", "last", 5),
      ("A", "a", 2), ("2", "b", 3),
    ] {
      let found = try load(text, TableOptions(labelColumn: name))
      #expect(found.origin.columns?.label == label && found.classCount == count, "\(name)")
    }
    #expect(
      try clause(text, TableOptions(labelColumn: "c"))
        == "has no column 'c' for --label-column: its columns are 'a', 'b', '3', 'last', or the "
        + "numbers 1 to 4")
  }

  @Test func refusesWhatIsNoLabel() throws {
    let text = rows(30, header: "name,id,x,y") { "n\($0),\($0),\($0).5,\($0 % 2)" }
    for name in ["name", "id"] {
      #expect(
        try clause(text, TableOptions(labelColumn: name)).contains("another value in each row"))
    }
    #expect(try clause(text, TableOptions(labelColumn: "x")).contains("measurements"))
    #expect(try clause(rows(30) { "\($0).5,same" }).contains("--label-column"))
    #expect(
      try clause(rows(30) { "\($0).5,same" }, TableOptions(labelColumn: "2"))
        .contains("has the label 'same' in every row"))
    #expect(try clause("1\n2\n").contains("only one column"))
  }

  // MARK: - Classes

  @Test(arguments: [
    (["1", "2", "3"], ["1", "2", "3"]), (["-1", "+1"], ["-1", "1"]),
    (["94103", "10"], ["10", "94103"]), (["3", "8", "5", "10"], ["3", "5", "8", "10"]),
    (["0.0", "1.0"], ["0", "1"]), (["yes", "no"], ["no", "yes"]), (["b", "B"], ["B", "b"]),
    // Equal to Swift, but not to whoever wrote them.
    (["\u{c5}", "\u{212b}"], ["\u{c5}", "\u{212b}"]),
  ]) func classesAreTheValuesThatOccur(_ labels: [String], _ names: [String]) throws {
    let found = try load(
      rows(40, header: "a,b,label") { "\($0).5,1,\(labels[$0 % labels.count])" })
    #expect(found.classNames.map { Array($0.utf8) } == names.map { Array($0.utf8) })
    #expect(Set(found.training.labels).count == labels.count)
  }

  @Test func missingLabelsAreNoClass() throws {
    let found = try load(
      rows(50, header: "a,label") { "\($0).5,\(["x", "y", "NA", "?", ""][$0 % 5])" })
    #expect(found.classNames == ["x", "y"])
    #expect(found.training.count + found.test.count == 20)
    #expect(found.origin.columns?.leftOutRows == 30)
    #expect(found.origin.notes.contains { $0.hasPrefix("30 rows of t.csv are left out") })
  }

  // MARK: - Columns

  @Test(arguments: [
    "\"\"", "Unnamed: 0", "id", "Id", "index", "rownames", "PassengerId", "customer_id",
  ]) func leavesRowNumbersOut(_ name: String) throws {
    let found = try load(
      rows(30, header: "\(name),a,species") { "\($0 + 1),\($0 % 7).5,k\($0 / 15)" })
    #expect(found.training.featureCount == 1 && found.origin.columns?.features == ["a"])
    #expect(found.origin.columns?.leftOut == [name == "\"\"" ? "1" : name])
    #expect(found.origin.notes.contains { $0.hasSuffix("is left out because it counts the rows") })
  }

  @Test func leavesOutWhatNamesRows() throws {
    // Without a header, by counting or by being large and different.
    let counted = try load(rows(30) { "\($0 + 1),\($0 % 7).5,k\($0 % 2)" })
    #expect(counted.origin.columns?.leftOut == ["1"])
    let numbered = try load(rows(40) { "\(84_000 + $0 * $0),\($0 % 7).5,k\($0 % 2)" })
    #expect(numbered.origin.columns?.leftOut == ["1"])
    // Names and dates.
    let named = try load(
      rows(30, header: "who,when,a,b,class") {
        "p\($0),2020-01-\($0 + 1),\($0 % 7).5,t\($0 % 3),\($0 % 2)"
      })
    #expect(named.origin.columns?.leftOut == ["who", "when"])
    #expect(named.origin.columns?.features == ["a", "b"] && named.training.featureCount == 4)
    // The label by another name would give it away.
    let twice = try load(
      rows(30, header: "a,target,species") { "\($0 % 7).5,\($0 % 3),k\($0 % 3)" })
    #expect(twice.origin.columns?.label == "target")
    #expect(twice.origin.columns?.leftOut == ["species"])
    // What is asked for is taken.
    let asked = try load(
      rows(30, header: "id,a,class") { "\($0),\($0 % 7).5,\($0 % 2)" },
      TableOptions(columns: ["id"]))
    #expect(asked.origin.columns?.features == ["id"] && asked.origin.columns?.leftOut == ["a"])
    let without = try load(
      rows(30, header: "a,b,class") { "\($0 % 7).5,\($0 % 5).5,\($0 % 2)" },
      TableOptions(leftOutColumns: ["1"]))
    #expect(without.origin.columns?.features == ["b"])
  }

  @Test func makesNumbersOfTexts() throws {
    let text = rows(40, header: "size,hot,a,class") {
      "\(["s", "m", "l", "xl"][$0 % 4]),\($0 % 2 == 0 ? "TRUE" : "false"),\($0),\($0 % 2)"
    }
    let found = try load(text, TableOptions(leftOutColumns: ["a"]))
    #expect(found.training.featureCount == 5)
    for index in 0..<found.training.count {
      let values = found.training.values(of: index)
      #expect(
        values[..<4].reduce(0, +) == 1 && values[4] == Float(1 - found.training.labels[index]))
    }
    #expect(
      found.origin.notes.contains("the text column 'size' (4) became 4 features, one a text"))
    let many = rows(400, header: "a,t,class") { "\($0).5,t\($0 % 65),\($0 % 2)" }
    #expect(try load(many).origin.columns?.leftOut == ["t"])
    #expect(try load(many).origin.notes.contains { $0.contains("more than the 64") })
  }

  @Test func missingCellsDropTheRowOrAreFilled() throws {
    let text = rows(40, header: "a,b,t,class") {
      "\($0 % 10 == 0 ? "NA" : "2"),\($0 % 7).5,\($0 == 1 ? "?" : "u\($0 % 2)"),\($0 % 2)"
    }
    let dropped = try load(text)
    #expect(dropped.training.count + dropped.test.count == 35)
    #expect(dropped.origin.columns?.leftOutRows == 5)
    let words = "cells without a value in columns 'a', 't'"
    #expect(dropped.origin.notes.contains { $0.contains(words) })
    let filled = try load(text, TableOptions(missingCells: .mean))
    #expect(filled.training.count + filled.test.count == 40)
    for part in [filled.training, filled.test] {
      #expect((0..<part.count).allSatisfy { part.values(of: $0)[0] == 2 })
    }
    let note = "5 cells of t.csv without a value got the mean of the column"
    #expect(filled.origin.notes.contains(note))
    let hollow = rows(40, header: "a,b,class") { "\($0 % 3 > 0 ? "" : "1"),\($0).5,\($0 % 2)" }
    #expect(try load(hollow).origin.columns?.leftOut == ["a"])
    // Infinities and what single precision cannot hold are as good as missing.
    let infinite = rows(40, header: "a,class") {
      "\(["1", "inf", "1e39", "2"][$0 % 4]),\($0 / 4 % 2)"
    }
    #expect(try load(infinite).origin.columns?.leftOutRows == 20)
  }

  // MARK: - Training and test

  @Test(arguments: [
    ("train.csv", "test.csv"), ("mnist_train.csv", "mnist_test.csv"),
    ("train-train.csv", "train-test.csv"), ("x.training.tsv", "x.test.tsv"),
    ("Train.txt", "Test.txt"), ("optdigits.tra", "optdigits.tes"), ("sat.trn", "sat.tst"),
  ])
  func findsTheTestTableBesideIt(_ training: String, _ test: String) throws {
    try folder.write(Array("y,a\n1,0.5\n0,2\n1,7\n".utf8), to: training)
    try folder.write(Array("a,y\n7.5,1\n".utf8), to: test)
    let dataset = try DatasetCatalog.load(folder.path(training))
    #expect(dataset.training.count == 3)
    #expect(dataset.test.labels == [1] && dataset.test.values(of: 0) == [7.5])
    #expect(dataset.origin.notes.contains("the test set is \(test) beside it"))
  }

  @Test func aTestTableMustFit() throws {
    let text = rows(30, header: "a,b,class") { "\($0).5,\($0 % 3),\($0 % 2)" }
    func test(_ text: String) throws -> Dataset {
      try folder.write(Array(text.utf8), to: "test.csv")
      return try load(
        rows(30, header: "a,b,class") { "\($0).5,\($0 % 3),\($0 % 2)" }, name: "train.csv")
    }
    #expect(try test("a,b,class\n1,2,1\n").test.count == 1)
    let other = try #require(throws: DataError.self) { try test("a,b,class\n1,2,1\n1,2,7\n") }
    #expect(
      other
        == .malformed(
          path: folder.path("test.csv"),
          .clause("has the label '7' at line 3, which no row of \(folder.path("train.csv")) has")))
    #expect(throws: DataError.self) { try test("a,c,class\n1,2,1\n") }
    // One without labels is not used, and said so.
    for unlabeled in ["a,b\n1,2\n", "a,b,class\n1,2,\n"] {
      let found = try test(unlabeled)
      #expect(found.training.count == 24 && found.test.count == 6)
      #expect(found.origin.notes.contains("test.csv beside it has no labels and is not used"))
    }
    let split = try load(text)
    #expect(
      split.origin.notes.last
        == "a fifth of the rows, drawn at random from a fixed seed, is the test set")
  }

  @Test func theSplitLosesNothing() throws {
    let text = "0.5,dog\n1.5,cat\n2,ant\n2,cat\n7,dog\n8,dog\n9,ant\n"
    let animals = try load(text, name: "animals.csv")
    #expect(animals.name == "animals" && animals.classNames == ["ant", "cat", "dog"])
    #expect(animals.training.count == 6 && animals.test.count == 1)
    let all = [animals.training, animals.test].flatMap { part in
      (0..<part.count).map { "\(part.values(of: $0)[0]) \(part.labels[$0])" }
    }
    #expect(all.sorted() == ["0.5 2", "1.5 1", "2.0 0", "2.0 1", "7.0 2", "8.0 2", "9.0 0"])
    #expect(try load(text, name: "animals.csv").test.labels == animals.test.labels)
  }

  @Test func wholeNumbersOfBytesArePictures() throws {
    let header = "label," + (0..<16).map { "p\($0)" }.joined(separator: ",")
    func dataset(_ values: [String], header: String) throws -> Dataset {
      try load(rows(8, header: header) { "\($0 % 2)," + values.joined(separator: ",") })
    }
    let found = try dataset((0..<16).map { "\($0 * 17)" }, header: header)
    #expect(found.training.shape == ImageShape(height: 4, width: 4))
    #expect(
      found.training.pixels.prefix(16) == [
        0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255,
      ])
    // Small numbers are no pixels, nor is anything beyond a byte or between two.
    for values in [
      (0..<16).map { "\($0 * 8)" }, (0..<16).map { "\($0 * 20)" },
      (0..<16).map { "\(Double($0) * 16.5)" }, (0..<16).map { "\($0 * 17 - 1)" },
    ] {
      let other = try dataset(values, header: header)
      #expect(other.training.shape == ImageShape(featureVectorOf: 16), "\(values)")
      #expect(other.training.values(of: 0)[1] == Float(values[1]))
    }
    // Columns with names of their own are measurements.
    let named = "label," + "abcdefghijklmnop".map { "\($0)" }.joined(separator: ",")
    #expect(!(try dataset((0..<16).map { "\($0 * 17)" }, header: named)).training.shape.isPicture)
  }

  // MARK: - Formats

  @Test(arguments: [
    "d", "d.data", "d.all-data", "d.tra", "d.dat", "d.svm", "d.unknown", "d.csv.gz",
  ])
  func readsAnySuffix(_ name: String) throws {
    let bytes = Array(rows(30) { "\($0).5,k\($0 % 2)" }.utf8)
    let path = try folder.write(name.hasSuffix("gz") ? gzip(bytes) : bytes, to: name)
    #expect(try DatasetCatalog.load(path).classNames == ["k0", "k1"])
  }

  @Test func declaredValuesOrderTheClasses() throws {
    let header =
      "@relation r\n@attribute a real\n@attribute size {small, medium, large, huge}\n@data"
    let found = try load(
      rows(30, header: header) { "\($0).5,\(["large", "small", "medium"][$0 % 3])" }, name: "r.arff"
    )
    #expect(found.classNames == ["small", "medium", "large"])
  }

  @Test func readsLIBSVM() throws {
    let text = rows(20, header: "# made up") {
      "\($0 % 2 == 0 ? "+1" : "-1") 1:\($0).5 3:2 # \($0)"
    }
    let found = try load(text, name: "d.libsvm")
    #expect(found.classNames == ["-1", "1"] && found.training.featureCount == 3)
    #expect(found.training.values(of: 0).suffix(2) == [0, 2])
    #expect(try load(rows(20) { "\($0 % 3) 0:1 4:\($0)" }).training.featureCount == 5)
    try folder.write(Array("1 2:1 5:1\n".utf8), to: "a9a.t")
    let tested = try load(rows(20) { "\($0 % 2) 1:1 4:\($0)" }, name: "a9a")
    #expect(tested.test.count == 1 && tested.test.featureCount == 5)
    #expect(try clause("1 1:2\n0 1:x\n1 1:3\n").contains("'1:x' at line 2"))
    #expect(try clause("1 1:2\n0 999999999:3\n1 1:3\n").contains("too many for a table"))
    #expect(try clause("1 1:2\n1,2 1:3\n").contains("several labels at line 2"))
    var generator = SeededGenerator(seed: 41)
    let whole = Array("1 1:2.5 3:1 # a\n-1 2:4\n\n1 qid:3 1:5e1\n".utf8)
    for count in 0...whole.count { try survive(Array(whole.prefix(count))) }
    for _ in 0..<10_000 { try survive(damaged(whole, using: &generator)) }
  }

  @Test func survivesDamage() throws {
    var generator = SeededGenerator(seed: 21)
    let whole = Array("label,a,b\n1,2.5,x\n0,\"4\",y\n1,-1,x\n\n0,1,y\n".utf8)
    for _ in 0..<2000 { try survive(damaged(whole, using: &generator)) }
  }

  private func survive(_ bytes: [UInt8]) throws {
    let path = try folder.write(bytes, to: "damaged")
    do {
      let dataset = try DatasetSource.table(path).load()
      #expect(dataset.training.labels.allSatisfy { Int($0) < dataset.classCount })
    } catch is DataError {}
  }
}

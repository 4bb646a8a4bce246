import TestSupport
import Testing

@testable import LogitEngine

@Suite struct LogitTableTests {
  private func content(
    _ text: String, options: LogitReadingOptions = LogitReadingOptions(),
    outside: OutsideLabels = OutsideLabels()
  ) throws -> LogitContent {
    try LogitContent(
      InputFile(bytes: Array(text.utf8), path: "z.csv"), outside: outside, options: options)
  }

  private func numbers(_ content: LogitContent) -> [Double] {
    if case .doubles(let doubles) = content.values { doubles } else { [] }
  }

  private func integers(_ labels: LabelContent?) -> [Int64]? {
    if case .integers(let integers)? = labels?.values { integers } else { nil }
  }

  private func clause(_ text: String) -> String {
    do {
      _ = try content(text)
      return ""
    } catch DataError.malformed(_, .clause(let clause)) {
      return clause
    } catch {
      return "\(error)"
    }
  }

  /// 40 rows of three logits and the class of the largest, as text with any header.
  private func rows(
    _ header: String?, separator: String = ",", before: (Int) -> [String] = { _ in [] },
    label: (Int) -> String? = { "\($0)" }
  ) -> (text: String, logits: [Double], labels: [Int64]) {
    var generator = SeededGenerator(seed: 5)
    var lines = header.map { [$0] } ?? []
    var (logits, labels): ([Double], [Int64]) = ([], [])
    for row in 0..<40 {
      let values = (0..<3).map { _ in
        Double(Int.random(in: -99_999...99_999, using: &generator)) / 10_000 + 0.00001
      }
      let best = (0..<3).max { values[$0] < values[$1] } ?? 0
      logits += values
      labels.append(Int64(best))
      lines.append(
        (before(row) + values.map { "\($0)" } + [label(best)].compactMap(\.self))
          .joined(separator: separator))
    }
    return (lines.joined(separator: "\n") + "\n", logits, labels)
  }

  private func expect(
    _ made: (text: String, logits: [Double], labels: [Int64]), names: [String]? = nil,
    _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let read = try content(made.text)
    #expect(read.shape == [40, 3], comment, sourceLocation: sourceLocation)
    #expect(numbers(read) == made.logits, comment, sourceLocation: sourceLocation)
    #expect(integers(read.labels) == made.labels, comment, sourceLocation: sourceLocation)
    #expect(read.classNames == names, comment, sourceLocation: sourceLocation)
  }

  @Test func readsHeadersOfEveryKind() throws {
    try expect(rows("logit_0,logit_1,logit_2,label"))
    try expect(rows("logit_cat,logit_dog,logit_eel,target"), names: ["cat", "dog", "eel"])
    try expect(rows("cat,dog,eel,y_true"), names: ["cat", "dog", "eel"])
    try expect(rows("0,1,2,3"))
    try expect(rows("0,1,2,label"))
    try expect(rows("V1;V2;V3;gold", separator: ";"))
    try expect(rows("score.a\tscore.b\tscore.c\tclass", separator: "\t"), names: ["a", "b", "c"])
    try expect(rows(nil), "no header")
    try expect(rows(nil, separator: " "), "numpy.savetxt")
    try expect(rows(nil, label: { "\(Double($0))" }), "whole floats")
  }

  @Test func leavesOutRowNumbersAndSaysSo() throws {
    let made = rows(",logit_0,logit_1,logit_2,label", before: { ["\($0)"] })
    try expect(made)
    #expect(
      try content(made.text).notes == [
        "the logits are the columns 'logit_0', 'logit_1', 'logit_2' of z.csv",
        "the labels are the column 'label' of z.csv",
        "the column 1 of z.csv is left out because it counts the rows",
      ])
    try expect(rows(nil, before: { ["\($0)"] }), "no header, row numbers")
    try expect(
      rows("id,a,b,c,label", before: { ["\($0 + 100)"] }), names: ["a", "b", "c"], "identifiers")
    try expect(
      rows("file,pred,logit_0,logit_1,logit_2,label", before: { ["\($0).png", "\($0 % 3)"] }))
  }

  @Test func matchesTextAndNumbersWithTheHeader() throws {
    let names = ["cat", "dog", "eel"]
    let text = rows("cat,dog,eel,species", label: { names[$0] })
    let read = try content(text.text)
    #expect(read.classNames == names)
    guard case .texts(let labels)? = read.labels?.values else {
      Issue.record("no texts")
      return
    }
    #expect(labels == text.labels.map { names[Int($0)] })
    // The digits 3, 5 and 8.
    let digits = ["3", "5", "8"]
    let numbers = try content(rows("3,5,8,label", label: { digits[$0] }).text)
    #expect(numbers.classNames == digits)
    guard case .texts(let found)? = numbers.labels?.values else {
      Issue.record("no digits")
      return
    }
    #expect(found == text.labels.map { digits[Int($0)] })
  }

  @Test func readsLogitsAloneAndColumnsOfOnes() throws {
    let alone = rows(nil, label: { _ in nil })
    let read = try content(alone.text)
    #expect(read.shape == [40, 3])
    #expect(read.labels == nil)
    let ones = rows(
      "logit_0,logit_1,logit_2,label_0,label_1,label_2",
      label: { label in (0..<3).map { $0 == label ? "1" : "0" }.joined(separator: ",") })
    let hot = try content(ones.text)
    #expect(hot.shape == [40, 3])
    #expect(hot.labels?.shape == [40, 3])
    let single = try content("score,label\n0.5,1\n-2.5,0\n1.5,1\n")
    #expect(single.shape == [3, 1])
    #expect(integers(single.labels) == [1, 0, 1])
  }

  @Test func takesTheColumnsThatAreNamed() throws {
    let text = "a_1,a_2,b_1,b_2,c,d\n0.5,1.5,2.5,3.5,1,0\n4.5,5.5,6.5,7.5,0,1\n"
    let read = try content(
      text, options: LogitReadingOptions(logitsName: "b", labelsName: "d"))
    #expect(numbers(read) == [2.5, 3.5, 6.5, 7.5])
    #expect(integers(read.labels) == [0, 1])
  }

  @Test func keepsInfinitiesAndGapsApart() throws {
    let read = try content("logit_0,logit_1,label\n-inf,1.5,0\nnan,Infinity,1\n,2.5,1\n")
    #expect(numbers(read)[0] == -.infinity && numbers(read)[3] == .infinity)
    #expect(numbers(read)[2].isNaN && numbers(read)[4].isNaN)
  }

  @Test func asksWhereThereIsDoubt() {
    #expect(
      clause("logit_0,logit_1,label\n0.5,oops,1\n1.5,2.5,0\n")
        == "has 'oops' in the column 'logit_1', where logits are needed, at line 2")
    #expect(
      clause("logit_0,logit_1,u,v\n0.5,1.5,1,0\n1.5,2.5,0,1\n0.25,2.75,1,1\n")
        == "may have its labels in the column 'u' or 'v': say which with --labels-name")
    #expect(clause("a,b\nx,y\nz,w\n").contains("has no column of logits"))
  }

  @Test func labelsBesideGoBeforeAGuess() throws {
    let folder = try TemporaryFolder()
    let made = rows("a,b,c,group", label: { "\($0 % 2)" })
    let beside = try folder.write(FileBytes.npy(made.labels), to: "labels.npy")
    let read = try content(made.text, outside: OutsideLabels(besidePath: beside))
    #expect(integers(read.labels) == made.labels)
  }

  @Test func readsFilesOfLabels() throws {
    let folder = try TemporaryFolder()
    let read = { (text: String, name: String) in
      try LabelContent(
        path: folder.write(Array(text.utf8), to: name), options: LogitReadingOptions())
    }
    for text in [
      "1\n0\n2\n", "label\n1\n0\n2\n", "\u{feff}1\r\n0\r\n2\r\n", "# made by hand\n1\n0\n2",
      "id,label\n1,1\n2,0\n3,2\n", ",y\n0,1\n1,0\n2,2\n", "name,gold\na,1\nb,0\nc,2\n",
    ] {
      let labels = try read(text, "y.csv")
      #expect(labels.shape == [3], "\(text)")
      #expect(integers(labels) == [1, 0, 2], "\(text)")
    }
    guard case .numbers([1, 0, 2]) = try read("1.000e+00\n0.0\n2\n", "y.txt").values else {
      // Whole floats that are written so are integers all the same.
      #expect(integers(try read("1.000e+00\n0.0\n2\n", "y.txt")) == [1, 0, 2])
      return
    }
  }

  @Test func readsLabelsOfText() throws {
    let folder = try TemporaryFolder()
    let texts = { (text: String) -> [String]? in
      let path = try folder.write(Array(text.utf8), to: "y.txt")
      let labels = try LabelContent(path: path, options: LogitReadingOptions())
      if case .texts(let texts) = labels.values { return texts }
      return nil
    }
    #expect(try texts("New York\nParis\nNew York\n") == ["New York", "Paris", "New York"])
    #expect(try texts("label\ncat\ndog\n") == ["cat", "dog"])
    #expect(try texts("label\ncat\nlabel\n") == ["label", "cat", "label"])
    #expect(try texts("cat\n\ndog\n\n") == ["cat", "", "dog"])
    #expect(try texts("\"cat\"\n\"dog\"\n") == ["cat", "dog"])
    // U+00C5 and U+212B look alike.
    #expect(
      try texts("\u{c5}\n\u{212b}\n")?.map { Array($0.utf8) } == [
        [0xc3, 0x85], [0xe2, 0x84, 0xab],
      ])
    let path = try folder.write(Array("a,b\n1,0\n0,1\n".utf8), to: "y.csv")
    let hot = try LabelContent(path: path, options: LogitReadingOptions())
    #expect(hot.shape == [2, 2])
  }
}

import TestSupport
import Testing

@testable import LogitEngine

@Suite struct JSONLogitsTests {
  private func content(
    _ text: String, options: LogitReadingOptions = LogitReadingOptions()
  ) throws -> LogitContent {
    try LogitContent(
      InputFile(bytes: Array(text.utf8), path: "z.jsonl"), outside: OutsideLabels(),
      options: options)
  }

  private func numbers(_ content: LogitContent) -> [Double] {
    switch content.values {
    case .floats(let floats): floats.map(Double.init)
    case .doubles(let doubles): doubles
    }
  }

  private func integers(_ content: LogitContent) -> [Int64]? {
    if case .integers(let integers)? = content.labels?.values { integers } else { nil }
  }

  private func clause(
    _ text: String, options: LogitReadingOptions = LogitReadingOptions()
  ) -> String {
    do {
      _ = try content(text, options: options)
      return ""
    } catch DataError.malformed(_, .clause(let clause)) {
      return clause
    } catch {
      return "\(error)"
    }
  }

  @Test func readsAnEpochOfDatasetCartography() throws {
    let read = try content(
      """
      {"guid": 0, "logits_epoch_3": [0.5, -1.25], "gold": 1}
      {"guid": 1, "logits_epoch_3": [1e2, NaN], "gold": 0}
      """)
    #expect(read.shape == [2, 2])
    #expect(numbers(read)[..<3] == [0.5, -1.25, 100])
    #expect(numbers(read)[3].isNaN)
    #expect(read.steps == [3])
    #expect(integers(read) == [1, 0])
    #expect(
      read.notes == [
        "the logits are 'logits_epoch_3' of z.jsonl", "the labels are 'gold' of z.jsonl",
      ])
  }

  @Test func takesSeveralEpochsAsMoments() throws {
    let read = try content(
      """
      {"gold": 1, "logits_epoch_10": [3, 4], "logits_epoch_2": [1, 2]}
      {"gold": 0, "logits_epoch_10": [7, 8], "logits_epoch_2": [5, 6]}
      """)
    #expect(read.shape == [2, 2, 2])
    #expect(numbers(read) == [1, 2, 5, 6, 3, 4, 7, 8])
    #expect(read.steps == [2, 10])
  }

  @Test func readsOtherNamesAndShapes() throws {
    let texts = [
      #"{"scores": [1, 2], "label": 1} {"scores": [3, 4], "label": 0}"#,
      #"[{"logits": [1, 2], "labels": 1}, {"logits": [3, 4], "labels": 0}]"#,
      #"{"logits": [[1, 2], [3, 4]], "labels": [1, 0]}"#,
      #"{"logits": [[1, 2]], "labels": [1]} {"logits": [[3, 4]], "labels": [0]}"#,
      #"{"id": 7, "vector": [1, 2], "y": 1} {"id": 8, "vector": [3, 4], "y": 0}"#,
      #"{"logit_a": 1, "logit_b": 2, "gold": 1} {"gold": 0, "logit_b": 4, "logit_a": 3}"#,
      #"{"logits": {"a": 1, "b": 2}, "label": 1} {"logits": {"b": 4, "a": 3}, "label": 0}"#,
      #"{"text": "x", "logits": [1, 2], "sentiment": 1} {"logits": [3, 4], "sentiment": 0}"#,
    ]
    for text in texts {
      let read = try content(text)
      #expect(read.shape == [2, 2], "\(text)")
      #expect(numbers(read) == [1, 2, 3, 4], "\(text)")
      #expect(integers(read) == [1, 0], "\(text)")
    }
    #expect(try content(texts[5]).classNames == ["a", "b"])
    #expect(try content(texts[6]).classNames == ["a", "b"])
    #expect(try content(texts[7]).notes.last?.contains("the only whole number") == true)
    let rows = try content("[[1, 2], [3, 4]]")
    #expect(rows.shape == [2, 2])
    #expect(rows.labels == nil)
    #expect(try content("[1, 2, 3]").shape == [3])
    #expect(try content("[1, 2]\n[3, 4]\n").shape == [2, 2])
  }

  @Test func readsNamesOfClassesBesideColumns() throws {
    let read = try content(
      #"{"logits": [[1, 2], [3, 4]], "labels": ["b", "a"], "class_names": ["a", "b"]}"#)
    #expect(read.classNames == ["a", "b"])
    guard case .texts(["b", "a"])? = read.labels?.values else {
      Issue.record("no texts")
      return
    }
  }

  @Test func readsLabelsOfEveryKind() throws {
    let labels = { (text: String) in
      try content(
        text.split(separator: " ").map { #"{"logits": [1, 2, 3], "label": \#($0)}"# }
          .joined(separator: "\n")
      ).labels
    }
    guard case .flags([true, false])? = try labels("true false")?.values else {
      Issue.record("no flags")
      return
    }
    guard case .numbers(let numbers)? = try labels("1.0 null")?.values else {
      Issue.record("no numbers")
      return
    }
    #expect(numbers[0] == 1 && numbers[1].isNaN)
    guard case .texts(["a", ""])? = try labels(#""a" null"#)?.values else {
      Issue.record("no texts")
      return
    }
    let bits = try labels("[1,0,1] [0,0,0]")
    #expect(bits?.shape == [2, 3])
    guard case .integers([1, 0, 1, 0, 0, 0])? = bits?.values else {
      Issue.record("no bits")
      return
    }
    let classes = try labels("[2] [0,1] []")
    guard case .integers([0, 0, 1, 1, 1, 0, 0, 0, 0])? = classes?.values else {
      Issue.record("no classes: \(String(describing: classes))")
      return
    }
    let names = try labels(#"["c"] ["a","b"]"#)
    guard case .integers([0, 0, 1, 1, 1, 0])? = names?.values else {
      Issue.record("no names")
      return
    }
  }

  @Test func takesTheNamesThatAreGiven() throws {
    let text = #"{"a": [1, 2], "b": [3, 4], "c": 1, "d": 0}"#
    let read = try content(
      text, options: LogitReadingOptions(logitsName: "b", labelsName: "D"))
    #expect(numbers(read) == [3, 4])
    #expect(integers(read) == [0])
    #expect(clause(text).contains("has no key named logits"))
    #expect(
      clause(text, options: LogitReadingOptions(logitsName: "e"))
        == "has no key 'e' for --logits-name; it has 'a', 'b', 'c', 'd', at line 1")
  }

  @Test func readsRecordsWithinAnObject() throws {
    let record = #"{"logits": [1, 2], "gold": 1}"#
    let texts = [
      #"{"results": [\#(record), \#(record)], "model": {"name": "m"}}"#,
      #"{"a": \#(record), "b": \#(record)}"#,
    ]
    for text in texts {
      let read = try content(text)
      #expect(numbers(read) == [1, 2, 1, 2], "\(text)")
      #expect(integers(read) == [1, 1], "\(text)")
      #expect(read.notes.first?.hasPrefix("the records are ") == true)
    }
    let columns = #"{"0": {"0": 1.5, "1": 2.5}, "1": {"0": 3.5, "1": 4.5}}"#
    #expect(clause(columns).hasPrefix("is a table column by column, as pandas writes it"))
  }

  @Test func neverTakesAPredictionForLabels() throws {
    for name in ["pred", "predicted_label", "fold", "guid", "index", "epoch"] {
      let read = try content(#"{"logits": [1, 2], "\#(name)": 1}"#)
      #expect(read.labels == nil, "\(name)")
    }
  }

  @Test func saysWhatIsWrongAndWhere() {
    let first = #"{"logits": [1, 2], "label": 0}"# + "\n"
    #expect(clause(first + #"{"logits": [1]}"#) == "has 1 logits instead of 2 at line 2")
    #expect(clause(first + #"{"label": 0}"#) == "has a record without 'logits' that ends at line 2")
    #expect(clause(first + #"{"logits": "x"}"#) == "has text, where logits are needed, at line 2")
    #expect(clause(first + #"{"logits": [1, 2"#) == "ends within a value at line 2")
    #expect(
      clause(#"{"logits": [[1, 2], [3, 4]], "labels": [1]}"#)
        == "has 1 labels for 2 rows of logits at line 1")
    #expect(clause(first + #"{"logits": [1, 2], "label": {}}"#).contains("a label is needed"))
    #expect(clause("{}").contains("has no key named logits"))
    #expect(clause(#"{"logits": []}"#).contains("has no key named logits"))
  }

  @Test func readsFilesOfLabels() throws {
    let folder = try TemporaryFolder()
    let texts = [
      "[1, 0, 2]", "1\n0\n2\n", #"{"labels": [1, 0, 2]}"#,
      #"{"gold": 1} {"gold": 0} {"gold": 2}"#,
      #"[{"id": 5, "label": 1}, {"label": 0}, {"label": 2}]"#,
    ]
    for text in texts {
      let path = try folder.write(Array(text.utf8), to: "y.json")
      let labels = try LabelContent(path: path, options: LogitReadingOptions())
      #expect(labels.shape == [3], "\(text)")
      guard case .integers([1, 0, 2]) = labels.values else {
        Issue.record("\(text): \(labels)")
        continue
      }
    }
  }
}

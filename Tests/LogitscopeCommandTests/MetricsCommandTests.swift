import Foundation
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct MetricsCommandTests {
  private struct Golden: Decodable {
    struct Case: Decodable {
      struct Class: Decodable {
        var c: Int
        var averagePrecision: Double?
        var precisionAtRecall_90: Double?
        var precisionAtRecall_99: Double?
        var rocAuc: Double?
        var minPositive: Double?
        var maxNegative: Double?

        enum CodingKeys: String, CodingKey {
          case c
          case averagePrecision = "average_precision"
          case precisionAtRecall_90 = "precision_at_recall_90"
          case precisionAtRecall_99 = "precision_at_recall_99"
          case rocAuc = "roc_auc"
          case minPositive = "min_positive"
          case maxNegative = "max_negative"
        }
      }

      var n: Int
      var k: Int
      var labels: [Int64]
      var logits: [Float]
      var classes: [Class]
      var accuracy: Double
      var violating_pair_fraction: Double
      var separation_margin: Double
      var normalizer_spread: Double
      var single_threshold_cost: Double
      var distance_to_separation: Double
    }

    var cases: [Case]
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ logits: [Float], _ labels: [Int64], _ arguments: String...) throws
    -> ProgramRun
  {
    let classCount = logits.count / labels.count
    let logits = try folder.write(
      FileBytes.npy(logits, shape: [labels.count, classCount]), to: "z.npy")
    let labels = try folder.write(FileBytes.npy(labels), to: "y.npy")
    return try ProgramRun(["metrics", "--logits", logits, "--labels", labels] + arguments)
  }

  private func isClose(_ value: Any?, _ reference: Double?) -> Bool {
    guard let reference else { return value is NSNull }
    guard let value = value as? Double else { return false }
    return abs(value - reference) <= 1e-6
  }

  @Test func agreesWithTheReferenceValues() throws {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: goldenFile("metrics")))
    for golden in golden.cases {
      let run = try run(golden.logits, golden.labels, "--format", "json")
      let report = try #require(try run.jsonLines().first)
      #expect(report["examples"] as? Int == golden.n)
      #expect(report["classes"] as? Int == golden.k)
      #expect(isClose(report["accuracy"], golden.accuracy))
      let separation = try #require(report["separation"] as? [String: Any])
      #expect(isClose(separation["violating_pair_fraction"], golden.violating_pair_fraction))
      #expect(isClose(separation["margin"], golden.separation_margin))
      #expect(isClose(separation["normalizer_spread"], golden.normalizer_spread))
      #expect(isClose(separation["single_threshold_cost"], golden.single_threshold_cost))
      #expect(isClose(separation["distance_to_separation"], golden.distance_to_separation))
      let classes = try #require(report["per_class"] as? [[String: Any]])
      #expect(classes.count == golden.k)
      for (found, reference) in zip(classes, golden.classes) {
        #expect(found["class"] as? Int == reference.c)
        #expect(isClose(found["average_precision"], reference.averagePrecision))
        #expect(isClose(found["precision_at_recall_90"], reference.precisionAtRecall_90))
        #expect(isClose(found["precision_at_recall_99"], reference.precisionAtRecall_99))
        #expect(isClose(found["roc_auc"], reference.rocAuc))
        #expect(isClose(found["min_positive"], reference.minPositive))
        #expect(isClose(found["max_negative"], reference.maxNegative))
      }
      let mean = try #require(report["mean"] as? [String: Any])
      let defined = golden.classes.compactMap(\.averagePrecision)
      #expect(isClose(mean["average_precision"], defined.reduce(0, +) / Double(defined.count)))
    }
  }

  @Test func printsExactlyTheseKeys() throws {
    let run = try run([1, 2, 3, 0, 1, 0], [2, 1], "--format", "json")
    #expect(run.exitCode == 0)
    let report = try #require(try run.jsonLines().first)
    #expect(
      Set(report.keys) == [
        "examples", "classes", "accuracy", "mean", "separation", "top_1_precision",
        "defined_classes", "infinite_logits", "nan_logits", "ignored", "scale", "notes",
        "per_class",
      ])
    #expect(report["defined_classes"] as? Int == 2)
    #expect(report["ignored"] as? Int == 0 && report["nan_logits"] as? Int == 0)
    #expect(report["top_1_precision"] is NSNull && report["scale"] as? String == "logits")
    let mean = try #require(report["mean"] as? [String: Any])
    #expect(
      Set(mean.keys) == [
        "average_precision", "softmax_average_precision", "precision_at_recall_90",
        "precision_at_recall_99", "roc_auc",
      ])
    let separation = try #require(report["separation"] as? [String: Any])
    #expect(
      Set(separation.keys) == [
        "violating_pair_fraction", "margin", "normalizer_spread", "single_threshold_cost",
        "distance_to_separation",
      ])
    let classes = try #require(report["per_class"] as? [[String: Any]])
    #expect(
      Set(classes[0].keys) == [
        "class", "name", "positives", "average_precision", "softmax_average_precision",
        "precision_at_recall_90", "threshold_at_recall_90", "precision_at_recall_99",
        "threshold_at_recall_99", "roc_auc", "best_f1", "best_f1_threshold", "overlap",
        "min_positive", "max_negative", "margin",
      ])
    // Class 0 has no positive: undefined, not 0.
    #expect(classes[0]["positives"] as? Int == 0 && classes[0]["name"] as? String == "0")
    #expect(classes[0]["average_precision"] is NSNull)
    #expect(classes[0]["min_positive"] is NSNull)
    #expect(run.output.hasPrefix(#"{"examples":2,"classes":3,"accuracy":1.0,"mean":{"#))
  }

  /// Everything that the JSON has of a class is in the table too.
  @Test func textAndJSONHaveTheSameFigures() throws {
    let logits = (0..<120).map { (index: Int) -> Float in
      let isTrue = index % 3 == index / 3 % 3
      return Float(index * 37 % 41) / 4 + (isTrue ? 3 : 0)
    }
    let labels = (0..<40).map { Int64($0 % 3) }
    let text = try run(logits, labels)
    let json = try run(logits, labels, "--format", "json")
    let report = try #require(try json.jsonLines().first)
    let classes = try #require(report["per_class"] as? [[String: Any]])
    let rows = text.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    for (index, metrics) in classes.enumerated() {
      let row = try #require(rows.first { $0.first == String(index) })
      let keys = ["class", "positives"] + ClassFigure.all.map(\.id)
      #expect(Set(keys).union(["name"]) == Set(metrics.keys))
      // A percentage is two words.
      let cells = row.filter { $0 != "%" }
      #expect(cells.count == keys.count, "\(text.output)")
      for (key, cell) in zip(keys, cells) where key != "overlap" {
        let value = try #require(metrics[key] as? Double, "\(key)")
        #expect(abs((Double(cell) ?? .nan) - value) < 0.006, "\(key) \(cell) \(value)")
      }
    }
    #expect(text.output.contains("softmax AUPRC "))
  }

  @Test func alignsTheTable() throws {
    let run = try run([1, 2, 3, 0, 1, 0], [2, 1])
    #expect(run.exitCode == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "2 examples, 3 classes (2 defined), accuracy 1.0000")
    let rows = lines[2...6]
    #expect(rows.first?.hasPrefix("class      positives   AUPRC") == true)
    #expect(Set(rows.dropLast().map(\.count)).count == 1, "\(run.output)")
    #expect(rows.last?.hasPrefix("mean of 2  ") == true)
    #expect(run.output.contains("violating pairs "))
    #expect(run.output.contains("1 class is undefined, without a positive,"))
    #expect(run.output.contains("* 2 classes have fewer than ten positives"))
  }

  @Test func countsNaNAndLeavesItsClassesUndefined() throws {
    let run = try run([1, .nan, 3, 0, 1, .nan], [2, 1], "--format", "json")
    #expect(run.exitCode == 0)
    let report = try #require(try run.jsonLines().first)
    #expect(report["nan_logits"] as? Int == 2 && report["accuracy"] is NSNull)
    let notes = try #require(report["notes"] as? [String])
    #expect(notes.contains { $0.contains("2 of the 6 logits") && $0.contains("row 0, class 1") })
    // What the JSON says is not said again.
    #expect(run.errors.isEmpty)
    let text = try self.run([1, .nan, 3, 0, 1, .nan], [2, 1])
    #expect(text.errors.hasPrefix("logitscope: note: 2 of the 6 logits"), "\(text.errors)")
    #expect(text.output.contains("NaN logits  ") && text.exitCode == 0)
    let classes = try #require(report["per_class"] as? [[String: Any]])
    #expect(classes.allSatisfy { $0["average_precision"] is NSNull })
  }

  @Test func acceptsAndCountsInfinities() throws {
    let run = try run([1, 2, .infinity, -.infinity, 1, 0], [2, 1])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("infinite logits         2\n"), "\(run.output)")
    let json = try self.run([1, 2, .infinity, -.infinity, 1, 0], [2, 1], "--format", "json")
    #expect(try json.jsonLines().first?["infinite_logits"] as? Int == 2)
  }

  @Test func namesTheClasses() throws {
    try folder.write(Array("cat\n\ncat\n".utf8), to: "names.txt")
    let names = folder.path("names.txt")
    let (logits, labels): ([Float], [Int64]) = ([3, 0, 0, 0, 3, 0, 0, 0, 3], [0, 1, 2])
    let json = try run(logits, labels, "--class-names", names, "--format", "json")
    let classes = try #require(try json.jsonLines().first?["per_class"] as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == ["cat", "1", "cat"])
    let notes = try #require(try json.jsonLines().first?["notes"] as? [String])
    #expect(notes.contains("\(names) has no name for 1 of the 3 classes, which goes by its number"))
    #expect(notes.contains { $0.contains("1 name that looks like an earlier one") })
    let text = try run(logits, labels, "--class-names", names, "--class", "2")
    #expect(text.output.contains("2 cat²  ") || text.output.contains("2 cat^2  "), "\(text.output)")
    #expect(!text.output.contains("0 cat") && text.output.contains("... 2 more"))
    let unknown = try run(logits, labels, "--class-names", names, "--class", "cow")
    #expect(unknown.exitCode == 64 && unknown.errors.contains("they are 0 to 2, the closest 0 cat"))
    try folder.write(Array("cat\ndog\n".utf8), to: "names.txt")
    let few = try run(logits, labels, "--class-names", names)
    #expect(few.exitCode == 65)
    #expect(few.errors == "logitscope: \(names) names 2 classes, but a row of the logits has 3\n")
  }

  /// 150 classes of which every third has positives.
  private func manyClasses() -> (logits: [Float], labels: [Int64]) {
    var logits = [Float](repeating: 0, count: 100 * 150)
    for row in 0..<100 {
      for column in 0..<150 { logits[row * 150 + column] = Float((row * 31 + column * 17) % 53) }
      logits[row * 150 + row % 50 * 3] += Float(row % 50)
    }
    return (logits, (0..<100).map { Int64($0 % 50 * 3) })
  }

  @Test func listsTheDefinedOfManyClasses() throws {
    let (logits, labels) = manyClasses()
    let run = try run(logits, labels)
    let rows = run.output.split(separator: "\n")
    #expect(rows[0].hasPrefix("100 examples, 150 classes (50 defined), "))
    #expect(rows.contains { $0 == "... 100 more" } && rows.contains { $0.hasPrefix("mean of 50 ") })
    #expect(
      run.output.contains("100 classes are undefined") && run.output.contains("--classes all"))
    let all = try self.run(logits, labels, "--classes", "all")
    #expect(all.output.split(separator: "\n").count == rows.count + 99)
    for (classes, count) in [("all", 150), ("defined", 50)] {
      let json = try self.run(logits, labels, "--classes", classes, "--format", "json")
      #expect((try json.jsonLines().first?["per_class"] as? [Any])?.count == count)
    }
    let json = try self.run(logits, labels, "--format", "json")
    #expect((try json.jsonLines().first?["per_class"] as? [Any])?.count == 150)
  }

  @Test func listsTheFirstByAFigure() throws {
    let (logits, labels) = manyClasses()
    func classes(_ arguments: String...) throws -> [[String: Any]] {
      let logits = try folder.write(FileBytes.npy(logits, shape: [100, 150]), to: "z.npy")
      let labels = try folder.write(FileBytes.npy(labels), to: "y.npy")
      let run = try ProgramRun(
        ["metrics", "--logits", logits, "--labels", labels, "--format", "json"] + arguments)
      #expect(run.exitCode == 0, "\(run.errors)")
      return try #require(try run.jsonLines().first?["per_class"] as? [[String: Any]])
    }
    for figure in ClassFigure.all {
      let best = try classes("--by", figure.id).map { $0[figure.id] as? Double }
      let values = best.compactMap(\.self)
      #expect(values.count == 50 && best.suffix(100).allSatisfy { $0 == nil })
      #expect(values == values.sorted { figure.isBestSmall ? $0 < $1 : $0 > $1 })
      let worst = try classes("--top", "3", "--by", figure.id, "--order", "worst")
      #expect(
        worst.compactMap { $0[figure.id] as? Double }
          == Array(
            values.sorted {
              figure.isBestSmall ? $0 > $1 : $0 < $1
            }.prefix(3)))
    }
    let top = try classes("--top", "5")
    #expect(
      top.map { $0["class"] as? Int }
        == (try classes("--by", "average_precision")).prefix(5).map { $0["class"] as? Int })
    let run = try run(logits, labels, "--by", "auc")
    #expect(run.exitCode == 64 && run.errors.contains("average_precision, softmax_average"))
    let alone = try self.run(logits, labels, "--order", "worst")
    #expect(alone.exitCode == 64 && alone.errors.contains("--order goes with --by or --top"))
  }

  @Test func saysThatAllLogitsOfAClassAreEqual() throws {
    let run = try run([1, 2, 1, 3], [0, 1])
    #expect(run.errors.contains("note: all logits of class 0 are equal"), "\(run.errors)")
  }

  @Test func neverRoundsAPercentageTo0() throws {
    // One violating pair among 400 times 399 of them.
    var logits = [Float](repeating: 0, count: 400 * 2)
    for row in 0..<400 { logits[row * 2 + row % 2] = 5 }
    logits[1] = 6
    let run = try run(logits, (0..<400).map { Int64($0 % 2) })
    #expect(!run.output.contains(" 0.00 %"), "\(run.output)")
  }

  @Test(arguments: [-1, -100, 255] as [Int64])
  func leavesOutAndCountsIgnoredLabels(_ label: Int64) throws {
    let (logits, labels): ([Float], [Int64]) = ([1, 2, 3, 0, 1, 0, 2, 0, 0], [2, label, 0])
    let json = try run(logits, labels, "--format", "json")
    let report = try #require(try json.jsonLines().first)
    #expect(report["examples"] as? Int == 2 && report["ignored"] as? Int == 1)
    #expect((report["notes"] as? [String])?.contains { $0.contains("left out") } == true)
    let text = try run(logits, labels)
    #expect(text.output.hasPrefix("2 examples (1 more ignored), 3 classes"), "\(text.output)")
    #expect(text.errors.hasPrefix("logitscope: note: 1 of 3 examples"), "\(text.errors)")
  }

  @Test func measuresSeveralLabelsAnExample() throws {
    let logits = try folder.write(
      FileBytes.npy([3, 2, 0, 0, 3, 1, 4, 0, 1] as [Float], shape: [3, 3]), to: "z.npy")
    let labels = try folder.write(
      FileBytes.npy([1, 1, 0, 0, 1, 0, 0, 0, 1] as [Int64], shape: [3, 3]), to: "y.npy")
    let arguments = ["metrics", "--logits", logits, "--labels", labels]
    let json = try ProgramRun(arguments + ["--format", "json"])
    let report = try #require(try json.jsonLines().first)
    #expect(report["accuracy"] is NSNull)
    #expect(report["top_1_precision"] as? Double == 2.0 / 3)
    let text = try ProgramRun(arguments)
    #expect(text.output.hasPrefix("3 examples, 3 classes, top-1 precision 0.6667\n"))
  }

  @Test func measuresOneLogit() throws {
    let logits = try folder.write(FileBytes.npy([3, 2, 0, 1] as [Float], shape: [4]), to: "z.npy")
    let labels = try folder.write(FileBytes.npy([1, 1, 0, 0]), to: "y.npy")
    let arguments = ["metrics", "--logits", logits, "--labels", labels]
    let json = try ProgramRun(arguments + ["--format", "json"])
    let report = try #require(try json.jsonLines().first)
    #expect(report["classes"] as? Int == 1 && report["accuracy"] is NSNull)
    let classes = try #require(report["per_class"] as? [[String: Any]])
    #expect(classes[0]["average_precision"] as? Double == 1)
    #expect(classes[0]["softmax_average_precision"] is NSNull)
    let text = try ProgramRun(arguments)
    #expect(text.output.hasPrefix("4 examples, 1 class\n"), "\(text.output)")
    #expect(!text.output.contains("softmax") && !text.output.contains("accuracy"))
  }

  @Test func saysThatProbabilitiesAreNoLogits() throws {
    let run = try run([0.5, 0.5, 0.25, 0.75, 1, 0], [0, 1, 0], "--format", "json")
    let report = try #require(try run.jsonLines().first)
    #expect(report["scale"] as? String == "probabilities")
    let mean = try #require(report["mean"] as? [String: Any])
    #expect(mean["softmax_average_precision"] is NSNull)
    let separation = try #require(report["separation"] as? [String: Any])
    #expect(separation["normalizer_spread"] is NSNull && separation["margin"] is Double)
    #expect((report["notes"] as? [String])?.contains { $0.contains("probabilities") } == true)
  }

  @Test(arguments: [-2, 3, 256] as [Int64]) func namesALabelOutOfRange(_ label: Int64) throws {
    let run = try run([1, 2, 3, 0, 1, 0], [2, label])
    #expect(run.exitCode == 65)
    #expect(
      run.errors == "logitscope: \(folder.path("y.npy")) has the class \(label) at row 1; "
        + "with 3 logits a row, classes are 0 to 2\n")
  }

  @Test func needsBothFiles() throws {
    let logits = try folder.write(FileBytes.npy([1, 2], shape: [1, 2]), to: "z.npy")
    let run = try ProgramRun(["metrics", "--logits", logits])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("--labels"))
    let missing = try ProgramRun(["metrics", "--logits", "gone.npy", "--labels", "gone.npy"])
    #expect(missing.exitCode == 66)
    #expect(missing.errors == "logitscope: cannot read gone.npy: No such file or directory\n")
  }
}

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
      Set(report.keys) == ["examples", "classes", "accuracy", "mean", "separation", "per_class"])
    let mean = try #require(report["mean"] as? [String: Any])
    #expect(
      Set(mean.keys) == [
        "average_precision", "precision_at_recall_90", "precision_at_recall_99", "roc_auc",
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
        "class", "positives", "average_precision", "precision_at_recall_90",
        "precision_at_recall_99", "roc_auc", "min_positive", "max_negative",
      ])
    // Class 0 has no positive: undefined, not 0.
    #expect(classes[0]["positives"] as? Int == 0)
    #expect(classes[0]["average_precision"] is NSNull)
    #expect(classes[0]["min_positive"] is NSNull)
    #expect(run.output.hasPrefix(#"{"examples":2,"classes":3,"accuracy":1.0,"mean":{"#))
  }

  @Test func alignsTheTable() throws {
    let run = try run([1, 2, 3, 0, 1, 0], [2, 1])
    #expect(run.exitCode == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "2 examples, 3 classes, accuracy 1.0000")
    let rows = lines[2...6]
    #expect(rows.first?.hasPrefix("class  positives   AUPRC") == true)
    #expect(Set(rows.dropLast().map(\.count)).count == 1, "\(run.output)")
    #expect(run.output.contains("violating pairs "))
  }

  @Test func countsAndNamesNaN() throws {
    let run = try run([1, .nan, 3, 0, 1, .nan], [2, 1])
    #expect(run.exitCode == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("2 of the 6 logits"))
    #expect(run.errors.contains("row 0, class 1"))
  }

  @Test func acceptsAndCountsInfinities() throws {
    let run = try run([1, 2, .infinity, -.infinity, 1, 0], [2, 1])
    #expect(run.exitCode == 0)
    #expect(run.output.contains("infinite logits         2\n"), "\(run.output)")
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

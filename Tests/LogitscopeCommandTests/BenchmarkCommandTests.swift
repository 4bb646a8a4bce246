import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

/// That the benchmarks run and print what they should; how long anything takes is not tested.
@Suite struct BenchmarkCommandTests {
  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try ProgramRun(["benchmark"] + arguments + ["--format", "json"])
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    return try #require(try run.jsonLines().first)
  }

  @Test(arguments: ["linear", "mlp", "cnn"]) func measuresTraining(_ model: String) throws {
    let figures = try json([
      "training", "--model", model, "--steps", "2", "--repeats", "3", "--threads", "2",
      "--batch-size", "16", "--loss", "max-margin", "--margin", "2",
    ])
    #expect(
      Set(figures.keys).isSuperset(of: [
        "benchmark", "dataset", "network", "parameters", "model", "hidden", "channels", "dropout",
        "batch_normalization", "output_bias", "precision", "normalize", "augment", "loss", "margin",
        "optimizer", "learning_rate", "batch_size", "threads", "repeats", "steps",
        "milliseconds_per_step", "milliseconds_per_step_minimum", "examples_per_second",
        "megaflop_per_step", "rate_measured_on", "gigaflop_per_second", "floor_milliseconds",
        "fraction_of_floor",
      ]))
    #expect(figures["benchmark"] as? String == "training")
    #expect(figures["margin"] as? Double == 2)
    #expect(figures["steps"] as? Int == 2)
    #expect(figures["rate_measured_on"] as? String == (model == "cnn" ? "convolution" : "product"))
    let step = try #require(figures["milliseconds_per_step"] as? Double)
    let least = try #require(figures["milliseconds_per_step_minimum"] as? Double)
    #expect(0 < least && least <= step)
  }

  @Test func measuresLosses() throws {
    let all = try json(["losses", "--classes", "30", "--batch-size", "7", "--repeats", "2"])
    #expect(
      Set(all.keys) == [
        "benchmark", "batch_size", "classes", "threads", "repeats", "copy_milliseconds",
        "copy_milliseconds_minimum", "losses",
      ])
    let losses = try #require(all["losses"] as? [[String: Any]])
    #expect(losses.compactMap { $0["loss"] as? String } == LossKind.all.map(\.name))
    #expect(
      losses.allSatisfy {
        Set($0.keys) == ["loss", "aligned", "milliseconds", "milliseconds_minimum"]
      })
    let one = try json([
      "losses", "--classes", "30", "--repeats", "2", "--loss", "nce", "--threads", "1",
    ])
    #expect((one["losses"] as? [[String: Any]])?.count == 1)
    #expect(one["threads"] as? Int == 1)
  }

  @Test func measuresReplay() throws {
    let folder = try TemporaryFolder()
    let store = ["--store", folder.path("runs.sqlite")]
    let run = try ProgramRun(
      ["train", "--model", "linear", "--epochs", "1", "--evaluate-every", "5", "--record", "one"]
        + store)
    #expect(run.exitCode == 0, "\(run.errors)")
    let figures = try json(["replay", "one", "--repeats", "2"] + store)
    #expect(
      Set(figures.keys) == [
        "benchmark", "run", "steps", "snapshots", "examples", "classes", "repeats",
        "open_milliseconds", "snapshots_per_second",
      ])
    #expect(figures["snapshots"] as? Int == 3)
    #expect(try #require(figures["snapshots_per_second"] as? Double) > 0)
  }

  @Test func measuresMetrics() throws {
    let figures = try json(["metrics", "--examples", "50", "--classes", "4", "--repeats", "2"])
    #expect(
      Set(figures.keys) == [
        "benchmark", "examples", "classes", "threads", "repeats", "milliseconds",
        "milliseconds_minimum",
      ])
  }

  @Test(arguments: [
    (["training", "--steps", "1", "--repeats", "1"], "GFLOP/s in a matrix product"),
    (["losses", "--classes", "9", "--repeats", "1"], "one copy of the logits"),
    (["metrics", "--examples", "9", "--repeats", "1"], "report"),
  ]) func printsText(_ arguments: [String], _ words: String) throws {
    let run = try ProgramRun(["benchmark"] + arguments)
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains(words), "\(run.output)")
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
  }

  @Test(arguments: [
    ["training", "--steps", "0"], ["training", "--repeats", "0"], ["training", "--epochs", "3"],
    ["training", "--channels", "3"], ["losses", "--loss", "mse"], ["losses", "--classes", "1"],
    ["losses", "--batch-size", "1000000", "--classes", "10000000"], ["losses", "--hidden", "3"],
    ["metrics", "--examples", "0"], ["metrics", "--examples", "100000000", "--classes", "100"],
  ]) func refusesInOneSentenceThatNamesTheOption(_ arguments: [String]) throws {
    let run = try ProgramRun(["benchmark"] + arguments)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains(arguments[1]), "\(run.errors)")
    #expect(run.errors.filter(\.isNewline).count == 1)
  }
}

import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

@Suite struct SpeedCommandTests {
  private func spread(_ median: Double) -> TimeSpread {
    TimeSpread([median - 2, median - 1, median, median + 1, median + 3])
  }

  private func result(_ classes: Int, batch: Int = 1, all: Double) -> SpeedResult {
    SpeedResult(
      classCount: classes, batchSize: batch, body: spread(10), singleLogit: spread(12),
      allLogits: spread(all),
      floor: SpeedFloor(
        bytes: 1e6, operations: 1e6, readGigabytesPerSecond: 20,
        gigaflopsPerSecond: batch > 1 ? 400 : nil))
  }

  private let specification = SpeedSpecification(
    classCounts: [1000, 400_000], batchSizes: [1], threads: 2)

  @Test func printsATableAndAChart() {
    let text = SpeedText(
      specification: specification,
      results: [result(1000, all: 100), result(400_000, all: 24_000)], usesASCII: false
    ).text
    #expect(
      text == """
        body mlp 784-256-256, output layer k x 256, 2 threads
        medians of at least 20, in microseconds; ± half the distance of the quartiles

        1 example at once

        classes  body    ±  one logit    ±  all logits    ±  floor  speedup
          1,000  10.0  1.0       12.0  1.0         100  1.0   60.0    8.33×
        400,000  10.0  1.0       12.0  1.0      24,000  1.0   60.0   2,000×
        floor: the body and memory traffic at 20.0 GB/s

                      ╷10 µs      ╷100 µs     ╷1 ms       ╷10 ms      ╷100 ms
          1,000  one  █ 12.0 µs
                 all  ▒▒▒▒▒▒▒▒▒▒▒▒ 100 µs
        400,000  one  █ 12.0 µs
                 all  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 24.0 ms

        """)
  }

  @Test func asciiIsASCII() {
    var specification = specification
    specification.body = .cnn
    specification.batchSizes = [1, 128]
    let text = SpeedText(
      specification: specification,
      results: [result(1000, all: 100), result(1000, batch: 128, all: 9e6)], usesASCII: true
    ).text
    #expect(text.allSatisfy { $0.isASCII })
    #expect(text.contains("128 examples at once"))
    #expect(text.contains("floor: the body and memory traffic at 20.0 GB/s, or arithmetic at 400"))
    #expect(text.contains("9.00 s"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
  }

  @Test func measuresAndPrintsJSON() throws {
    let run = try ProgramRun([
      "speed", "--classes", "50,20", "--hidden-size", "8", "--batch-size", "2,1", "--repeats", "2",
      "--threads", "2", "--format", "json",
    ])
    #expect(run.exitCode == 0, "\(run.errors)")
    let figures = try #require(try run.jsonLines().first)
    #expect(figures["body"] as? String == "mlp 784-8-8")
    #expect(figures["threads"] as? Int == 2)
    let results = try #require(figures["results"] as? [[String: Any]])
    #expect(results.compactMap { $0["classes"] as? Int } == [50, 20, 50, 20])
    #expect(results.compactMap { $0["batch_size"] as? Int } == [2, 2, 1, 1])
    for result in results {
      let times = ["body", "single_logit", "all_logits"].map { $0 + "_microseconds" }
      for name in times {
        let median = try #require(result[name] as? Double)
        let least = try #require(result[name + "_minimum"] as? Double)
        let low = try #require(result[name + "_lower_quartile"] as? Double)
        let high = try #require(result[name + "_upper_quartile"] as? Double)
        #expect(0 < least && least <= low && low <= median && median <= high)
        #expect(try #require(result[name + "_count"] as? Int) >= 2)
      }
      let speedup = try #require(result["speedup"] as? Double)
      let all = try #require(result["all_logits_microseconds"] as? Double)
      let one = try #require(result["single_logit_microseconds"] as? Double)
      #expect(abs(speedup * one - all) < 1e-9 * all)
      #expect(result["floor_microseconds"] is Double && result["floor_limit"] is String)
    }
  }

  @Test func printsText() throws {
    let run = try ProgramRun([
      "speed", "--classes", "50", "--hidden-size", "8", "--batch-size", "1", "--body", "cnn",
      "--repeats", "1", "--ascii",
    ])
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("body cnn 28x28-32-32-pool-64-64-pool-8"))
    #expect(run.output.allSatisfy { $0.isASCII })
  }

  @Test(arguments: [
    (["--classes", "10,0"], "--classes"), (["--classes", "10,10"], "--classes"),
    (["--classes", ""], "--classes"), (["--batch-size", "1,x"], "--batch-size"),
    (["--hidden-size", "9000"], "--hidden-size"), (["--body", "linear"], "--body"),
    (["--repeats", "0"], "--repeats"), (["--ascii", "--format", "json"], "--ascii"),
  ]) func refusesInOneSentence(_ arguments: [String], _ option: String) throws {
    let run = try ProgramRun(["speed"] + arguments)
    #expect(run.exitCode == 64)
    #expect(run.errors.contains(option), "\(run.errors)")
    #expect(run.errors.filter(\.isNewline).count == 1)
  }

  @Test func saysThatMemoryIsLacking() throws {
    let run = try ProgramRun(["speed", "--classes", "100000000", "--hidden-size", "8192"])
    #expect(run.exitCode == 1 && run.output.isEmpty)
    #expect(
      run.errors.hasPrefix(
        "logitscope: so many --classes, --hidden-size and --batch-size need 6,605 GB of memory"))
    #expect(run.errors.filter(\.isNewline).count == 1)
  }
}

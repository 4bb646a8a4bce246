import ArgumentParser
import LogitEngine

/// How fast the engine is here: `logitscope benchmark`.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure how fast training, losses, metrics, replay and the explorer are here.",
    discussion: """
      Example: logitscope benchmark training --dataset fashion-mnist --format json

      Times are medians over repeats, after a warm-up; let nothing else run meanwhile.
      """,
    subcommands: [
      BenchmarkTrainingCommand.self, BenchmarkLossesCommand.self, BenchmarkMetricsCommand.self,
      BenchmarkReplayCommand.self, BenchmarkExplorerCommand.self,
    ])
}

/// The options of every benchmark.
struct BenchmarkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often to measure (default: 10).", valueName: "n"),
    transform: OptionValue.integer(1...100_000))
  var repeats = 10

  @Option(help: "How to print the figures.")
  var format = OutputFormat.text

  /// The most logits that a benchmark makes.
  private static let largestLogitCount = 2_000_000_000

  /// Prints figures in the chosen format.
  ///
  /// - Throws: ``CommandError/outputFailed(code:)``.
  func print(text: @autoclosure () -> String, members: @autoclosure () -> [JSONValue.Member]) throws
  {
    switch format {
    case .text: try StandardOutput.write(text())
    case .json: try StandardOutput.write(JSONValue.object(members()).text + "\n")
    }
  }

  /// Refuses more logits than memory should be spent on.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  static func check(examples: Int, classes: Int, option: String) throws {
    guard examples * classes <= largestLogitCount else {
      throw CommandError.usage(
        "\(option) \(examples) times --classes \(classes) makes "
          + "\((examples * classes).grouped) logits, more than the "
          + "\(largestLogitCount.grouped) that are allowed")
    }
  }
}

extension Timing {
  /// The median and the minimum as members of a JSON object, the first under the name itself.
  func members(_ name: String) -> [JSONValue.Member] {
    [.init(name, .number(median)), .init(name + "_minimum", .number(minimum))]
  }
}

/// A number of threads in words.
func threadsText(_ count: Int) -> String { count == 1 ? "1 thread" : "\(count) threads" }

extension [Double] {
  /// The value that so many per cent do not exceed, by the nearest rank; there must be one.
  func percentile(_ percent: Double) -> Double {
    let rank = Int((percent / 100 * Double(count)).rounded(.up)) - 1
    return sorted()[Swift.min(Swift.max(rank, 0), count - 1)]
  }
}

import ArgumentParser
import CursesTerminal
import ExplorerUI
import LogitEngine

/// What the explorer costs: `logitscope benchmark explorer`.
struct BenchmarkExplorerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explorer",
    abstract: "Measure what the explorer takes from training, and how soon it answers a key.",
    discussion: """
      Starts this program on a terminal of its own: train and explore in turn, --repeats times, for \
      the throughput of both, as medians and at best; then explore alone, whose help screen is called up --keys times while \
      it trains, at full speed; and at last explore paused.

      Example: logitscope benchmark explorer --dataset fashion-mnist --epochs 10 --repeats 5
      """)

  @OptionGroup var data: DatasetOptions

  @Option(help: "The kind of network.")
  var model = NetworkSpecification.Architecture.mlp

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often to go through the training set.", valueName: "n"),
    transform: OptionValue.integer(1...100_000))
  var epochs = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often to press a key.", valueName: "n"),
    transform: OptionValue.integer(1...100_000))
  var keys = 100

  @Option(
    help: ArgumentHelp("Columns and rows of the terminal.", valueName: "columns x rows"),
    transform: SnapshotOptions.size)
  var size = Size(width: 120, height: 36)

  @OptionGroup var benchmark: BenchmarkOptions

  func run() throws {
    _ = try data.load()
    var measured = ExplorerBenchmark(
      arguments: ["--dataset", data.name, "--model", model.rawValue], size: size)
    do {
      for _ in 0..<benchmark.repeats { try measured.measurePair(epochs: epochs) }
      try measured.measureAnswers(count: keys)
    } catch let failure as ExplorerBenchmark.Failure {
      throw CommandError.unmeasured(failure.reason)
    } catch let failure as PseudoTerminal.Failure {
      throw CommandError.unmeasured(
        "a terminal cannot be had: \(systemMessage(failure.code))")
    }
    try benchmark.print(text: text(measured), members: members(measured))
  }

  private func text(_ measured: ExplorerBenchmark) -> String {
    let training = measured.pairs.map(\.training)
    let explorer = measured.pairs.map(\.explorer)
    return "\(data.name.onOneLine)  \(model.rawValue), \(size.width)x\(size.height), "
      + "\(benchmark.repeats.grouped) x \(epochs.grouped) epochs, \(keys.grouped) keys\n\n"
      + "train          \(Int(training.percentile(50)).grouped) examples/s\n"
      + "explore        \(Int(explorer.percentile(50)).grouped) examples/s, "
      + "\((100 * measured.shares.percentile(50)).fixed(1)) % of train's, pair by pair\n"
      + "               at best \(Int(Self.best(training)).grouped) and "
      + "\(Int(Self.best(explorer)).grouped) examples/s, "
      + "\((100 * Self.best(explorer) / Self.best(training)).fixed(1)) %\n"
      + "key to screen  \(measured.keyToScreen.percentile(50).fixed(1)) ms, "
      + "95 % within \(measured.keyToScreen.percentile(95).fixed(1)) ms\n"
      + "sent           \(Int(measured.bytesPerSecond.rounded()).grouped) bytes/s\n"
      + "paused         \((100 * measured.pausedProcessorShare).fixed(2)) % of a processor, "
      + "\(measured.pausedBytes.grouped) bytes\n"
  }

  /// Whatever else the machine does can only slow a run down.
  private static func best(_ rates: [Double]) -> Double { rates.reduce(0, max) }

  private func members(_ measured: ExplorerBenchmark) -> [JSONValue.Member] {
    let training = measured.pairs.map(\.training)
    let explorer = measured.pairs.map(\.explorer)
    return [
      .init("benchmark", .string("explorer")),
      .init("dataset", .string(data.name)),
      .init("model", .string(model.rawValue)),
      .init("columns", .integer(size.width)),
      .init("rows", .integer(size.height)),
      .init("repeats", .integer(benchmark.repeats)),
      .init("epochs", .integer(epochs)),
      .init("keys", .integer(keys)),
      .init("train_examples_per_second", .number(training.percentile(50))),
      .init("train_examples_per_second_maximum", .number(Self.best(training))),
      .init("explore_examples_per_second", .number(explorer.percentile(50))),
      .init("explore_examples_per_second_maximum", .number(Self.best(explorer))),
      .init("share_of_throughput", .number(measured.shares.percentile(50))),
      .init("key_to_screen_milliseconds", .number(measured.keyToScreen.percentile(50))),
      .init(
        "key_to_screen_milliseconds_95th_percentile",
        .number(measured.keyToScreen.percentile(95))),
      .init("bytes_per_second", .number(measured.bytesPerSecond)),
      .init("paused_processor_share", .number(measured.pausedProcessorShare)),
      .init("paused_bytes", .integer(measured.pausedBytes)),
    ]
  }
}

import ArgumentParser
import LogitEngine

/// The speed of metrics: `logitscope benchmark metrics`.
struct BenchmarkMetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measure the time of every metric, per class and overall, of random logits.",
    discussion: "Example: logitscope benchmark metrics --examples 50000 --classes 1000")

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("n, the examples (default: 10000).", valueName: "n"),
    transform: OptionValue.integer(1...100_000_000))
  var examples = 10_000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("k, the logits of each example (default: 10).", valueName: "k"),
    transform: OptionValue.integer(2...10_000_000))
  var classes = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The threads that share the classes (default: the cores this process may use).",
      valueName: "n"),
    transform: OptionValue.integer(1...1024))
  var threads: Int?

  @OptionGroup var benchmark: BenchmarkOptions

  func run() throws {
    try BenchmarkOptions.check(examples: examples, classes: classes, option: "--examples")
    let threads = threads ?? availableProcessorCount()
    let result = MetricsBenchmark(
      exampleCount: examples, classCount: classes, threads: threads, repeats: benchmark.repeats)
    try benchmark.print(
      text: "\(examples.grouped) x \(classes.grouped) logits, every metric, "
        + "\(threadsText(threads))\n\n"
        + "report  \(result.report.median.significant(3)) ms, "
        + "at best \(result.report.minimum.significant(3)) ms\n",
      members: [
        .init("benchmark", .string("metrics")),
        .init("examples", .integer(examples)),
        .init("classes", .integer(classes)),
        .init("threads", .integer(threads)),
        .init("repeats", .integer(benchmark.repeats)),
      ] + result.report.members("milliseconds"))
  }
}

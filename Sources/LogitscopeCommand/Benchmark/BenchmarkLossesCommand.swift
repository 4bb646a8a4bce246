import ArgumentParser
import LogitEngine

/// The speed of losses alone: `logitscope benchmark losses`.
struct BenchmarkLossesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "losses",
    abstract: "Measure the time of losses, value and gradient, on random logits.",
    discussion: """
      Example: logitscope benchmark losses --classes 100000 --loss all --format json

      Beside each time stands how many copies of the matrix of logits would take as long.
      """)

  @Option(
    help: ArgumentHelp("The loss to measure, the paper's seven, or all twelve (default: all).",
      valueName: "name|all|every"),
    transform: Self.losses)
  var loss: [LossKind] = LossKind.all

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("k, the logits of each example (default: 100000).", valueName: "k"),
    transform: OptionValue.integer(2...10_000_000))
  var classes = 100_000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The examples at once (default: 128).", valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var batchSize = 128

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The threads that share them (default: the cores this process may use).", valueName: "n"),
    transform: OptionValue.integer(1...1024))
  var threads: Int?

  @OptionGroup var benchmark: BenchmarkOptions

  func run() throws {
    try BenchmarkOptions.check(examples: batchSize, classes: classes, option: "--batch-size")
    let bench = LossBenchmark(
      exampleCount: batchSize, classCount: classes,
      threads: threads ?? availableProcessorCount())
    let copy = bench.measureCopy(repeats: benchmark.repeats)
    let times = loss.map { (kind: $0, time: bench.measure(Loss($0), repeats: benchmark.repeats)) }
    try benchmark.print(
      text: text(times, copy, bench), members: members(times, copy, bench))
  }

  private func text(
    _ times: [(kind: LossKind, time: Timing)], _ copy: Timing, _ bench: LossBenchmark
  ) -> String {
    var table = TextTable([
      .init("loss", .left), .init("ms"), .init("at best"), .init("copies"),
    ])
    let rows = times.map { ($0.kind.name, $0.time) } + [("one copy of the logits", copy)]
    for (name, time) in rows {
      table.add([
        name, time.median.significant(3), time.minimum.significant(3),
        (time.median / copy.median).fixed(2),
      ])
    }
    return "\(bench.exampleCount.grouped) x \(bench.classCount.grouped) logits, "
      + "value and gradient, \(threadsText(bench.threads))\n\n" + table.text
  }

  private func members(
    _ times: [(kind: LossKind, time: Timing)], _ copy: Timing, _ bench: LossBenchmark
  ) -> [JSONValue.Member] {
    let losses = times.map { kind, time in
      JSONValue.object(
        [.init("loss", .string(kind.name)), .init("aligned", .bool(kind.isAligned))]
          + time.members("milliseconds"))
    }
    return [
      .init("benchmark", .string("losses")),
      .init("batch_size", .integer(bench.exampleCount)),
      .init("classes", .integer(bench.classCount)),
      .init("threads", .integer(bench.threads)),
      .init("repeats", .integer(benchmark.repeats)),
    ] + copy.members("copy_milliseconds") + [.init("losses", .array(losses))]
  }

  @Sendable private static func losses(_ text: String) throws -> [LossKind] {
    if text == "all" { return LossKind.all }
    if text == "every" { return LossKind.everyKind }
    guard let kind = LossKind(named: text) else {
      throw ValidationError(
        "all, every or one of \(LossKind.everyKind.map(\.name).joined(separator: ", ")) is needed")
    }
    return [kind]
  }
}

import ArgumentParser
import LogitEngine

/// The speed of training: `logitscope benchmark training`.
struct BenchmarkTrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training",
    abstract: "Measure the time of a training step, and how near it is to the machine's own rate.",
    discussion: """
      Example: logitscope benchmark training --dataset fashion-mnist --model cnn --threads 2

      The floor is the time that the products and convolutions of a step, forward and backward, \
      would take at the rate of oneDNN alone, measured in the same sitting on the same threads: of \
      a large matrix product, or for a cnn of its largest convolution, in the precision of training.
      """)

  @OptionGroup var data: DatasetOptions
  @OptionGroup var step: StepOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The steps of each repeat (default: as many as take about a third of a second).",
      valueName: "n"),
    transform: OptionValue.integer(1...100_000_000))
  var steps: Int?

  @OptionGroup var benchmark: BenchmarkOptions

  func run() throws {
    let dataset = try data.load()
    var configuration = step.defaults(for: dataset)
    try step.apply(to: &configuration, dataset)
    let result = try TrainingBenchmark(
      dataset: dataset, configuration: configuration, steps: steps, repeats: benchmark.repeats)
    try benchmark.print(
      text: text(result, dataset, configuration),
      members: members(result, dataset, configuration))
  }

  private func text(
    _ result: TrainingBenchmark, _ dataset: Dataset, _ configuration: TrainingConfiguration
  ) -> String {
    let rate = result.rate
    let precision = configuration.network.precision
    let source =
      (precision == .float32 ? "" : "\(precision.rawValue) ")
      + (rate.measure == .product ? "matrix product" : "convolution")
    return "\(dataset.name.onOneLine)  \(result.networkName), \(configuration.loss.kind.name), "
      + "batches of \(result.batchSize), \(threadsText(result.threads))\n"
      + "\(benchmark.repeats.grouped) x \(result.stepsPerRepeat.grouped) steps\n\n"
      + "step        \(result.step.median.significant(3)) ms, "
      + "at best \(result.step.minimum.significant(3)) ms\n"
      + "throughput  \(Int(result.examplesPerSecond.rounded()).grouped) examples/s\n"
      + "machine     \(rate.gigaflopsPerSecond.fixed(0)) GFLOP/s in a \(source) of oneDNN's\n"
      + "floor       \(result.floorMilliseconds.significant(3)) ms for "
      + "\((Double(result.operationsPerStep) / 1e6).fixed(0)) MFLOP a step\n"
      + "            \((100 * result.fractionOfFloor).fixed(1)) % of the floor's rate\n"
  }

  private func members(
    _ result: TrainingBenchmark, _ dataset: Dataset, _ configuration: TrainingConfiguration
  ) -> [JSONValue.Member] {
    [
      .init("benchmark", .string("training")),
      .init("dataset", .string(dataset.name)),
      .init("network", .string(result.networkName)),
      .init("parameters", .integer(result.parameterCount)),
    ] + configuration.network.members + configuration.inputs.members + [
      .init("loss", .string(configuration.loss.kind.name))
    ] + LossParameterName.members(of: configuration.loss) + configuration.optimizerMembers + [
      .init("batch_size", .integer(result.batchSize)),
      .init("threads", .integer(result.threads)),
      .init("repeats", .integer(benchmark.repeats)),
      .init("steps", .integer(result.stepsPerRepeat)),
    ] + result.step.members("milliseconds_per_step") + [
      .init("examples_per_second", .number(result.examplesPerSecond)),
      .init("megaflop_per_step", .number(Double(result.operationsPerStep) / 1e6)),
      .init("rate_measured_on", .string(result.rate.measure.rawValue)),
      .init("gigaflop_per_second", .number(result.rate.gigaflopsPerSecond)),
      .init("floor_milliseconds", .number(result.floorMilliseconds)),
      .init("fraction_of_floor", .number(result.fractionOfFloor)),
    ]
  }
}

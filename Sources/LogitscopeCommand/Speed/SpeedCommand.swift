import ArgumentParser
import LogitEngine

extension SpeedSpecification.Body: ExpressibleByArgument {}

/// Single-logit against all-logit inference: `logitscope speed`.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed",
    abstract: "Measure what one logit costs, and what all of them cost.",
    discussion: """
      Example: logitscope speed --classes 1000,100000 --batch-size 1 --body cnn --format json

      Three times are measured, each with its spread: a network's body alone, the body and one \
      logit, the body and all logits. Beside the last stands the least time that this machine \
      allows: the body's, and that of reading every weight and writing every logit once, or of the \
      arithmetic where that takes longer. Let nothing else run meanwhile.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The numbers of classes (default: 1000,10000,100000,400000).", valueName: "k,k,..."),
    transform: OptionValue.integers(1...100_000_000))
  var classes: [Int] = SpeedSpecification().classCounts

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The size of the body's dense layers (default: 256).", valueName: "d"),
    transform: OptionValue.integer(1...8192))
  var hiddenSize = SpeedSpecification().hiddenSize

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The examples at once (default: 1,128).", valueName: "n,n,..."),
    transform: OptionValue.integers(1...65_536))
  var batchSize: [Int] = SpeedSpecification().batchSizes

  @Option(
    help: """
      The network below its output layer: mlp, two dense layers (default), or cnn, four \
      convolutions and one dense layer.
      """)
  var body = SpeedSpecification.Body.mlp

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The threads that share the work (default: the cores this process may use).",
      valueName: "n"),
    transform: OptionValue.integer(1...1024))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How often to measure each time (default: 20).", valueName: "n"),
    transform: OptionValue.integer(1...100_000))
  var repeats = SpeedSpecification().repeats

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(help: "How to print the times.")
  var format = OutputFormat.text

  func validate() throws {
    guard !ascii || format == .text else {
      throw ValidationError("--ascii goes with --format text only")
    }
  }

  func run() throws {
    let specification = SpeedSpecification(
      body: body, hiddenSize: hiddenSize, classCounts: classes, batchSizes: batchSize,
      threads: threads ?? availableProcessorCount(), repeats: repeats)
    var results: [SpeedResult] = []
    var bar = ProgressBar()
    let total = classes.count * batchSize.count
    let start = ContinuousClock.now
    try SpeedMeasurement.run(specification) { result in
      results.append(result)
      if results.count < total, bar.isDue((ContinuousClock.now - start) / .seconds(1)) {
        bar.draw(
          fraction: Double(results.count) / Double(total),
          words: ["\(result.classCount.grouped) classes, batch \(result.batchSize) measured"])
      }
    }
    bar.erase()
    switch format {
    case .text:
      let text = SpeedText(
        specification: specification, results: results,
        usesASCII: ascii || !Surroundings.usesUTF8)
      try StandardOutput.write(text.text)
    case .json:
      try StandardOutput.write(JSONValue.speed(specification, results).text + "\n")
    }
  }
}

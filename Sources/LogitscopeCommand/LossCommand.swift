import ArgumentParser
import LogitEngine

/// The value of a loss on given logits: `logitscope loss`.
struct LossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loss",
    abstract: "Compute a loss, and its gradient, of given logits.",
    discussion: """
      Example: logitscope loss batch-cross-entropy --logits z.npy --labels y.npy --gradient g.npy
      Example: logitscope loss max-margin --search-violation --classes 3

      A loss is aligned with the principle of logit separation if driving it down makes every \
      true logit exceed every false one, of the same example or another (✓ it is, ✗ it is not):

      \(lossList)
      """)

  @Argument(help: "The loss.")
  var name: LossKind

  @Option(
    help: ArgumentHelp(
      "A file of n x k logits.", valueName: "z.npy"))
  var logits: String?

  @Option(
    help: ArgumentHelp(
      "A file of n labels, or of n x k zeros and ones with one 1 a row (default: those in the file "
        + "of --logits, or labels.npy beside it).",
      valueName: "y.npy"))
  var labels: String?

  @OptionGroup var reading: LogitReadingArguments

  @OptionGroup var parameters: LossOptions
  @OptionGroup var noise: NoiseOptions

  @Option(
    help: ArgumentHelp("Write the gradient to this NPY file (float32, n x k).", valueName: "g.npy"))
  var gradient: String?

  @OptionGroup var search: ViolationSearchOptions

  @Option(help: "How to print the value.")
  var format = OutputFormat.text

  private static var lossList: String {
    let width = LossKind.everyKind.reduce(0) { max($0, $1.name.count) }
    return LossKind.everyKind.map { kind in
      let padding = String(repeating: " ", count: width - kind.name.count)
      return "\(kind.isAligned ? "✓" : "✗") \(kind.name)\(padding)  \(kind.reason)"
    }.joined(separator: "\n")
  }

  func run() throws {
    if search.searchViolation {
      try runSearch()
    } else {
      try search.refuseWithoutSearch()
      try runEvaluation()
    }
  }

  private func runSearch() throws {
    let given = [
      ("--logits", logits != nil), ("--labels", labels != nil), ("--gradient", gradient != nil),
      ("--noise", noise.noise != nil), ("--noise-distribution", noise.noiseDistribution != nil),
      ("--expected", noise.expected),
    ]
    for (option, isGiven) in given where isGiven {
      throw CommandError.usage(
        "\(option) does not go with --search-violation, which makes its own logits")
    }
    let search = try search.search(try parameters.loss(name), seed: noise.seed)
    let output = ViolationSearchOutput(search: search, result: try search.run())
    switch format {
    case .text: try StandardOutput.write(output.text)
    case .json: try StandardOutput.write(output.json.text + "\n")
    }
  }

  private func runEvaluation() throws {
    var loss = try parameters.loss(name)
    try noise.check(for: name, noiseSamples: parameters.noiseSamples)
    guard let logits else {
      throw CommandError.usage("--logits is needed, or --search-violation, which makes its own")
    }
    let (snapshot, reading) = try LogitFileOptions.load(
      logits: logits, labels: labels, options: reading.options(classNames: nil),
      acceptingInfinities: false)
    try snapshot.checkLosses()
    if noise.drawsNoise { try parameters.checkDraws(examples: snapshot.exampleCount, loss: loss) }
    let input = try noise.input(for: snapshot, loss: &loss, noiseSamples: parameters.noiseSamples)
    let evaluation = try loss.evaluate(snapshot, noise: input, wantsGradient: gradient != nil)
    if let gradient, let values = evaluation.gradient {
      try NPYWriter.write(
        values, shape: [snapshot.exampleCount, snapshot.classCount], to: gradient)
    }
    switch format {
    case .text:
      Notes.report(reading.notes)
      try StandardOutput.write("\(name.name)  \(evaluation.value)\n")
    case .json:
      let line = JSONValue.object([
        .init("loss", .string(name.name)), .init("value", .number(evaluation.value)),
        Notes.member(reading.notes),
      ])
      try StandardOutput.write(line.text + "\n")
    }
  }
}

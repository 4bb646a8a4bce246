import ArgumentParser
import LogitEngine

/// The value of a loss on given logits: `logitscope loss`.
struct LossCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loss",
    abstract: "Compute a loss, and its gradient, of given logits.",
    discussion: """
      Example: logitscope loss batch-cross-entropy --logits z.npy --labels y.npy --gradient g.npy
      """)

  @Argument(help: "The loss.")
  var name: LossKind

  @OptionGroup var files: LogitFileOptions
  @OptionGroup var parameters: LossOptions
  @OptionGroup var noise: NoiseOptions

  @Option(
    help: ArgumentHelp("Write the gradient to this NPY file (float32, n x k).", valueName: "g.npy"))
  var gradient: String?

  @Option(help: "How to print the value.")
  var format = OutputFormat.text

  func run() throws {
    var loss = try parameters.loss(name)
    try noise.check(for: name, noiseSamples: parameters.noiseSamples)
    let snapshot = try files.load(acceptingInfinities: false)
    if noise.drawsNoise { try parameters.checkDraws(examples: snapshot.exampleCount, loss: loss) }
    let input = try noise.input(for: snapshot, loss: &loss, noiseSamples: parameters.noiseSamples)
    let evaluation = try loss.evaluate(snapshot, noise: input, wantsGradient: gradient != nil)
    if let gradient, let values = evaluation.gradient {
      try NPYWriter.write(
        values, shape: [snapshot.exampleCount, snapshot.classCount], to: gradient)
    }
    switch format {
    case .text:
      try StandardOutput.write("\(name.name)  \(evaluation.value)\n")
    case .json:
      let line = JSONValue.object([
        .init("loss", .string(name.name)), .init("value", .number(evaluation.value)),
      ])
      try StandardOutput.write(line.text + "\n")
    }
  }
}

import ArgumentParser
import LogitEngine

/// The options that give noise to a loss that samples classes.
struct NoiseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "nce, sampled-softmax: an NPY file of n x t noise classes, not to draw them.",
      valueName: "n.npy"))
  var noise: String?

  @Option(
    help: ArgumentHelp(
      "nce: an NPY file of k noise probabilities (default: the labels' frequencies).",
      valueName: "q.npy"))
  var noiseDistribution: String?

  @Flag(help: "nce: take the expectation over the noise instead of drawing it.")
  var expected = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("nce, sampled-softmax: seeds the draws (default: 0).", valueName: "n"),
    transform: OptionValue.seed)
  var seed: UInt64?

  /// Whether noise is to be drawn, rather than read or averaged.
  var drawsNoise: Bool { !expected && noise == nil }

  /// Finds options that do not go with the loss or with one another.
  ///
  /// - Throws: ``CommandError/usage(_:)``.
  func check(for kind: LossKind, noiseSamples: Int?) throws {
    for (option, isGiven) in [("--noise", noise != nil), ("--seed", seed != nil)] where isGiven {
      try LossParameterName.noiseSamples.require(for: kind, option: option)
    }
    let distributed = [
      ("--noise-distribution", noiseDistribution != nil), ("--expected", expected),
    ]
    for (option, isGiven) in distributed where isGiven && !kind.takesNoiseDistribution {
      let others = LossKind.everyKind.filter(\.takesNoiseDistribution).map(\.name)
      throw CommandError.usage(
        "\(option) does not apply to \(kind.name), only to " + others.joined(separator: " and "))
    }
    if expected && noise != nil {
      throw CommandError.usage("--expected draws no noise, so --noise does not go with it")
    }
    if seed != nil && (expected || noise != nil) {
      throw CommandError.usage(
        "--seed does not go with \(expected ? "--expected" : "--noise"): nothing is drawn")
    }
  }

  /// Reads the files; the loss learns whether noise is drawn, and how much a file gives.
  ///
  /// - Throws: ``DataError`` or ``CommandError``.
  func input(for snapshot: LogitSnapshot, loss: inout Loss, noiseSamples: Int?) throws
    -> NoiseInput
  {
    loss.parameters.usesExpectedNoise = expected
    let draws = try noise.map { path in
      try LogitFiles.noise(
        path: path, exampleCount: snapshot.exampleCount, classCount: snapshot.classCount,
        excluding: loss.kind.takesNoiseDistribution ? nil : snapshot.labels)
    }
    if let draws {
      let drawn = draws.count / snapshot.exampleCount
      if let noiseSamples, noiseSamples != drawn {
        throw CommandError.usage(
          "--noise-samples \(noiseSamples) contradicts the \(drawn.grouped) noise classes a row in "
            + "the file of --noise")
      }
      loss.parameters.noiseSamples = drawn
    }
    let distribution = try noiseDistribution.map {
      try LogitFiles.distribution(path: $0, classCount: snapshot.classCount)
    }
    return NoiseInput(draws: draws, distribution: distribution, seed: seed ?? 0)
  }
}

import LogitEngine
import Testing

@testable import LogitscopeCommand

@Suite struct TrainingOptionsTests {
  private func dataset(count: Int = 300, classCount: Int = 3) -> Dataset {
    let shape = ImageShape(height: 2, width: 2)
    let labels = (0..<count).map { Int32($0 % classCount) }
    let examples = Examples(
      pixels: [UInt8](repeating: 0, count: count * 4), labels: labels, shape: shape)
    return Dataset(
      name: "things", training: examples, test: examples,
      classNames: (0..<classCount).map(String.init))
  }

  private func configuration(_ arguments: String..., for dataset: Dataset? = nil) throws
    -> TrainingConfiguration
  {
    try TrainCommand.parse(arguments).training.configuration(for: dataset ?? self.dataset())
  }

  @Test func hasTheDocumentedDefaults() throws {
    let configuration = try configuration()
    #expect(configuration.network == NetworkSpecification(architecture: .mlp))
    #expect(configuration.network.hiddenSizes == [256, 256])
    #expect(configuration.loss.kind.name == "cross-entropy")
    #expect(configuration.loss.parameters == LossParameters())
    #expect(configuration.batchSize == 128)
    #expect(configuration.learningRate == 0.05)
    #expect(configuration.momentum == 0.9)
    #expect(configuration.seed == 0)
    #expect(configuration.threads == availableProcessorCount())
    #expect(configuration.evaluation == .everyEpoch)
    #expect(configuration.optimizer == .momentumDescent())
    #expect(configuration.schedule == LearningRateSchedule())
    #expect(configuration.clipNorm == nil && configuration.checkpointing == .never)
    #expect(try TrainCommand.parse([]).data.load().name == "digits")
  }

  @Test func goesThroughSmallDatasetsMoreOften() throws {
    #expect(try configuration().epochs == 60)
    #expect(try configuration(for: dataset(count: 4999)).epochs == 60)
    #expect(try configuration(for: dataset(count: 5000)).epochs == 10)
    #expect(try configuration("--epochs", "3").epochs == 3)
  }

  @Test func startsManySigmoidsAtThePrior() throws {
    let many = dataset(classCount: 100)
    let sigmoid = ["--loss", "binary-cross-entropy"]
    #expect(try configuration(sigmoid[0], sigmoid[1], for: many).network.outputBias == .prior)
    #expect(try configuration(sigmoid[0], sigmoid[1]).network.outputBias == .zero)
    #expect(try configuration(for: many).network.outputBias == .zero)
    #expect(
      try configuration(sigmoid[0], sigmoid[1], "--output-bias", "zero", for: many)
        .network.outputBias == .zero)
    #expect(try configuration("--output-bias", "prior").network.outputBias == .prior)
  }

  @Test func takesEveryOption() throws {
    let configuration = try configuration(
      "--model", "mlp", "--hidden", "7,5", "--loss", "nce", "--noise-samples", "4", "--epochs", "2",
      "--batch-size", "32", "--learning-rate", "1e-3", "--momentum", "0", "--seed",
      "18446744073709551615", "--threads", "3")
    #expect(configuration.network.hiddenSizes == [7, 5])
    #expect(configuration.loss.kind.name == "nce")
    #expect(configuration.loss.parameters.noiseSamples == 4)
    #expect(configuration.batchSize == 32)
    #expect(configuration.learningRate == 0.001)
    #expect(configuration.momentum == 0)
    #expect(configuration.seed == .max)
    #expect(configuration.threads == 3)
    #expect(try self.configuration("--model", "linear").network.hiddenSizes == [])
    let every = try TrainCommand.parse(["--evaluate-every", "5"])
    #expect(every.evaluateEvery == 5)
  }

  @Test(arguments: [
    ["--epochs", "-5"], ["--epochs", "0"], ["--epochs", "abc"], ["--epochs", "1.5"],
    ["--epochs", "99999999999999999999"], ["--epochs", ""], ["--epochs"],
    ["--batch-size", "0"], ["--batch-size", "-1"], ["--batch-size", "301"],
    ["--learning-rate", "0"], ["--learning-rate", "-0.1"], ["--learning-rate", "nan"],
    ["--learning-rate", "inf"], ["--learning-rate", "fast"], ["--momentum", "1"],
    ["--momentum", "-0.1"], ["--momentum", "nan"], ["--seed", "-1"], ["--seed", "1.5"],
    ["--threads", "0"], ["--threads", "-2"], ["--threads", "100000"], ["--hidden", ""],
    ["--hidden", "0"], ["--hidden", "12,"], ["--hidden", "12,-3"], ["--hidden", "12;3"],
    ["--hidden", "99999999"], ["--hidden", "65536,65536"], ["--hidden", "8", "--model", "linear"],
    ["--model", "cnn2"], ["--loss", "mse"], ["--output-bias", "one"], ["--evaluate-every", "0"],
    ["--evaluate-every", "-1"], ["--margin", "0", "--loss", "max-margin"], ["--margin", "1"],
    ["--alpha", "-1", "--loss", "self-normalization"],
    ["--alpha", "nan", "--loss", "self-normalization"], ["--alpha", "1"],
    ["--noise-samples", "0", "--loss", "nce"], ["--noise-samples", "1"], ["--format", "xml"],
    ["--optimizer", "rmsprop"],
  ]) func refusesInOneSentenceThatNamesTheOption(_ arguments: [String]) throws {
    let error = try #require(throws: (any Error).self) {
      try TrainCommand.parse(arguments).training.configuration(for: dataset())
    }
    let diagnosis = Diagnosis(error)
    #expect(diagnosis.exitCode == .usage)
    let sentence = try #require(diagnosis.sentence)
    #expect(sentence.contains(arguments[0]), "\(sentence)")
    #expect(!sentence.contains("\n") && !sentence.hasSuffix("."), "\(sentence)")
    #expect(sentence.first?.isUppercase == false, "\(sentence)")
  }

  @Test func boundsTheNoiseDrawnAtOnce() throws {
    let options = try TrainCommand.parse(["--loss", "nce", "--noise-samples", "10000"]).training
    let nce = try options.step.lossParameters.loss(try #require(options.step.loss))
    try options.step.lossParameters.checkDraws(examples: 25_000, loss: nce)
    for examples in [25_001, .max] {
      #expect(throws: CommandError.self) {
        try options.step.lossParameters.checkDraws(examples: examples, loss: nce)
      }
    }
  }

  @Test func letsTheExplorerKeepUnusedParameters() throws {
    let options = try TrainCommand.parse(["--margin", "3"]).training
    let configuration = try options.configuration(
      for: dataset(), refusingUnusedParameters: false)
    #expect(configuration.loss.parameters.margin == 3)
  }
}

import LogitEngine
import Testing

@testable import LogitscopeCommand

@Suite struct OptimizerOptionsTests {
  private let dataset: Dataset = {
    let shape = ImageShape(height: 2, width: 2)
    let examples = Examples(
      pixels: [UInt8](repeating: 0, count: 1200), labels: (0..<300).map { Int32($0 % 3) },
      shape: shape)
    return Dataset(
      name: "things", training: examples, test: examples, classNames: ["a", "b", "c"])
  }()

  private func configuration(
    _ arguments: [String], goingOnFrom base: TrainingConfiguration? = nil
  ) throws -> TrainingConfiguration {
    try TrainCommand.parse(arguments).training.configuration(for: dataset, goingOnFrom: base)
  }

  @Test func choosesTheOptimizerAndItsDefaults() throws {
    let adam = try configuration(["--optimizer", "adam"])
    #expect(adam.optimizer == .adam() && adam.learningRate == 0.001)
    let adamW = try configuration(["--optimizer", "adamw"])
    #expect(adamW.optimizer == .adamW(weightDecay: 0.01) && adamW.learningRate == 0.001)
    let given = try configuration([
      "--optimizer", "adamw", "--weight-decay", "0.2", "--learning-rate", "0.3",
    ])
    #expect(given.optimizer == .adamW(weightDecay: 0.2) && given.learningRate == 0.3)
    let nesterov = try configuration(["--nesterov", "--weight-decay", "0.1", "--momentum", "0.5"])
    #expect(nesterov.optimizer == .momentumDescent(isNesterov: true, weightDecay: 0.1))
    #expect(nesterov.momentum == 0.5 && nesterov.learningRate == 0.05)
    #expect(try configuration(["--clip-norm", "2"]).clipNorm == 2)
  }

  @Test func choosesTheSchedule() throws {
    #expect(
      try configuration(["--schedule", "step"]).schedule
        == LearningRateSchedule(.step(everyEpochs: 5, factor: 0.1)))
    #expect(
      try configuration(["--schedule", "step", "--step-every", "2", "--step-factor", "0.5"])
        .schedule == LearningRateSchedule(.step(everyEpochs: 2, factor: 0.5)))
    #expect(
      try configuration(["--schedule", "cosine", "--warm-up", "20"]).schedule
        == LearningRateSchedule(.cosine, warmUpSteps: 20))
  }

  @Test(arguments: [
    ["--momentum", "0.5", "--optimizer", "adam"], ["--momentum", "0", "--optimizer", "adamw"],
    ["--nesterov", "--optimizer", "adam"], ["--nesterov", "--momentum", "0"],
    ["--step-every", "2"], ["--step-factor", "0.5", "--schedule", "cosine"],
    ["--step-every", "0", "--schedule", "step"], ["--step-every", "x", "--schedule", "step"],
    ["--step-factor", "0", "--schedule", "step"], ["--step-factor", "1.5", "--schedule", "step"],
    ["--step-factor", "nan", "--schedule", "step"], ["--schedule", "linear"],
    ["--weight-decay", "-1"], ["--weight-decay", "nan"], ["--weight-decay", "inf"],
    ["--clip-norm", "0"], ["--clip-norm", "-1"], ["--clip-norm", "nan"], ["--warm-up", "-1"],
    ["--warm-up", "1.5"], ["--warm-up", "121", "--epochs", "60"], ["--checkpoint-every", "0"],
    ["--checkpoint-every", "3"],
  ]) func refusesInOneSentenceThatNamesTheOption(_ arguments: [String]) throws {
    let error = try #require(throws: (any Error).self) {
      let command = try TrainCommand.parse(arguments)
      _ = try command.keeping.load(
        from: command.recordingOptions.location, isRecorded: command.recordingOptions.record != nil)
      _ = try command.training.configuration(for: dataset)
    }
    let diagnosis = Diagnosis(error)
    #expect(diagnosis.exitCode == .usage)
    let sentence = try #require(diagnosis.sentence)
    #expect(sentence.contains(arguments[0]), "\(sentence)")
    #expect(!sentence.contains("\n") && !sentence.hasSuffix("."), "\(sentence)")
  }

  @Test func aRunThatGoesOnKeepsItsOptions() throws {
    let base = try configuration([
      "--model", "mlp", "--hidden", "7", "--loss", "nce", "--noise-samples", "4", "--optimizer",
      "adamw", "--weight-decay", "0.3", "--schedule", "cosine", "--warm-up", "3", "--seed", "9",
      "--threads", "3", "--batch-size", "20", "--output-bias", "prior", "--clip-norm", "4",
    ])
    #expect(try configuration([], goingOnFrom: base) == base)
    #expect(try configuration(["--noise-samples", "4"], goingOnFrom: base) == base)
    #expect(try configuration(["--optimizer", "adamw"], goingOnFrom: base) == base)
    var longer = base
    longer.epochs = 90
    #expect(try configuration(["--epochs", "90"], goingOnFrom: base) == longer)
    #expect(try configuration(["--noise-samples", "5"], goingOnFrom: base) != base)
  }

  @Test func decidesWhereAndHowOftenToKeepTheRun() throws {
    func cadence(_ arguments: [String]) throws -> CheckpointCadence {
      var configuration = try configuration([])
      let command = try TrainCommand.parse(arguments)
      command.keeping.apply(
        to: &configuration, path: command.keeping.path(goingOnWith: nil),
        isRecorded: command.recordingOptions.record != nil)
      return configuration.checkpointing
    }
    #expect(try cadence([]) == .never)
    #expect(try cadence(["--checkpoint", "f"]) == .everyEpoch)
    #expect(try cadence(["--checkpoint", "f", "--checkpoint-every", "7"]) == .steps(7))
    #expect(try cadence(["--record", "r", "--checkpoint", "f"]) == .everyEpoch)
    #expect(try cadence(["--record", "r", "--checkpoint-every", "7"]) == .steps(7))
    #expect(try cadence(["--record", "r"]) == .shareOfTime(0.01))
  }

  @Test func saysWhatIsUsed() throws {
    #expect(try configuration([]).optimizerText == "sgd, learning rate 0.05, momentum 0.9")
    #expect(
      try configuration([
        "--nesterov", "--schedule", "step", "--warm-up", "10", "--clip-norm", "2",
      ]).optimizerText
        == "sgd, learning rate 0.05, Nesterov momentum 0.9, times 0.1 every 5 epochs, "
        + "warm-up 10 steps, gradient clipped to 2.0")
    #expect(
      try configuration(["--optimizer", "adamw", "--schedule", "cosine"]).optimizerText
        == "adamw, learning rate 0.001, weight decay 0.01, cosine schedule")
  }
}

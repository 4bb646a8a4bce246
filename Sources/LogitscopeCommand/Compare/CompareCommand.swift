import ArgumentParser
import Glibc
import LogitEngine

/// The paper's table: `logitscope compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train with every loss under the same conditions and compare how they separate.",
    discussion: """
      Example: logitscope compare --dataset fashion-mnist --seeds 3 --results fashion.json

      For a seed, all losses begin with the same network and see the same batches. Each run has a \
      thread to itself, so that the table does not depend on --threads. What --results keeps is \
      gone on with when the command is given again, with more losses or seeds if you like. What \
      --record keeps is shown by logitscope replay.

      --tune chooses the learning rate, and the margin, alpha or number of noise samples, on a sixth \
      of the training set that is held out, never on the test set; then it trains on all of it.
      """)

  @OptionGroup var data: DatasetOptions

  @Option(
    help: ArgumentHelp(
      """
      The losses: all for the paper's seven, more for the others as well, or names with commas \
      between them (default: all).
      """,
      valueName: "all|more|name,name"),
    transform: OptionValue.losses)
  var losses: [LossKind] = LossKind.all

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many seeds, from 0 on (default: 3).", valueName: "n"),
    transform: OptionValue.integer(1...1000))
  var seeds = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How often to go through the training set (default: 10; 60 below 5,000 examples).",
      valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var epochs: Int?

  @Flag(help: "Choose learning rate and loss parameters on held-out training data first.")
  var tune = false

  @OptionGroup var network: NetworkOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var lossParameters: LossOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The examples per step (default: 128, or all if there are fewer).", valueName: "n"),
    transform: OptionValue.integer(1...1_000_000))
  var batchSize: Int?

  @OptionGroup var optimizer: OptimizerOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The runs at once, a thread each (default: the cores this process may use).",
      valueName: "n"),
    transform: OptionValue.integer(1...1024))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Keep the results in this file after each run, and go on with those that are there.",
      valueName: "file.json"))
  var results: String?

  @Option(
    help: ArgumentHelp(
      "Record every run of the table as NAME-LOSS-SEED, to be replayed.", valueName: "name"))
  var record: String?

  @OptionGroup var location: StoreOptions

  @Flag(help: "Print text with ASCII characters only.")
  var ascii = false

  @Option(help: "How to print the table.")
  var format = ComparisonFormat.text

  func validate() throws {
    guard record != nil || location.store == nil else {
      throw ValidationError("--store goes with --record")
    }
    guard !ascii || format == .text else {
      throw ValidationError("--ascii goes with --format text only")
    }
    guard tune else { return }
    for (option, isGiven) in [
      ("--learning-rate", optimizer.learningRate != nil),
      ("--margin", lossParameters.margin != nil), ("--alpha", lossParameters.alpha != nil),
      ("--focus", lossParameters.focus != nil),
      ("--noise-samples", lossParameters.noiseSamples != nil),
    ] where isGiven {
      throw ValidationError("--tune chooses what \(option) says: give one of them")
    }
  }

  func run() throws {
    try lossParameters.check(for: losses)
    let dataset = try data.load()
    let bases = try losses.map { try configuration(for: $0, dataset) }
    Notes.report(dataset.prepared(bases[0].inputs).origin.notes)
    let seeds = (0..<UInt64(seeds)).map { $0 }
    var record = ComparisonRecord(
      dataset: dataset.name, fingerprint: dataset.fingerprint,
      network: bases[0].network.name(
        shape: dataset.training.shape, classCount: dataset.classCount),
      settings: ComparisonSettings(bases[0], outputBias: network.outputBias, isTuned: tune))
    let file = results.map(ComparisonFile.init)
    try file?.read(into: &record)
    let recording = try self.record.map {
      try ComparisonRecording(prefix: $0, path: try location.path(), dataset: dataset)
    }
    let session = ComparisonSession(
      dataset: dataset, bases: bases, seeds: seeds, isTuned: tune, record: record,
      workers: workers(for: bases, of: dataset), file: file, recording: recording)
    let total = losses.count * seeds.count
    if session.missingRuns > 0 {
      // Whether it can be written is to be known before an hour of training.
      try results.map(AtomicFile.check)
      // Before the threads that train, which inherit that they are not to be bothered with signals.
      let interruption = Interruption { session.stop() }
      try session.run()
      if interruption.hasHappened, session.missingRuns > 0 {
        throw CommandError.interruptedComparison(
          done: total - session.missingRuns, total: total, savedIn: results)
      }
    }
    try print(session.record, seeds)
    if let failure = recording?.failure { throw CommandError.notRecorded(failure) }
  }

  /// How many runs go on at once: as many as there are threads, as far as memory goes.
  private func workers(for bases: [TrainingConfiguration], of dataset: Dataset) -> Int {
    let wanted = threads ?? availableProcessorCount()
    guard let available = availableMemory() else { return wanted }
    let needed =
      bases.map { base in
        var base = base
        base.threads = 1
        return TrainingMemory.bytes(base, of: dataset)
      }.max() ?? 0
    let fitting = max(1, Int(min(Double(available) / max(needed, 1), Double(wanted))))
    if fitting < min(wanted, losses.count * seeds) {
      StandardError.write(
        "logitscope: \(fitting) run\(fitting == 1 ? "" : "s") at once instead of \(wanted), since each "
          + "needs \(gigabytes(needed)) of memory and \(gigabytes(Double(available))) are free\n")
    }
    return fitting
  }

  private func print(_ record: ComparisonRecord, _ seeds: [UInt64]) throws {
    let comparison = record.comparison(losses: losses, seeds: seeds)
    let text =
      switch format {
      case .text:
        ComparisonText(
          record: record, losses: losses, seeds: seeds,
          width: Surroundings.terminalWidth(of: STDOUT_FILENO) ?? 80,
          usesASCII: ascii || !Surroundings.usesUTF8
        ).text
      case .markdown: ComparisonDocument.markdown(comparison)
      case .csv: ComparisonDocument.csv(comparison)
      case .latex: ComparisonDocument.latex(comparison)
      case .json: record.json(losses: losses, seeds: seeds).text + "\n"
      }
    try StandardOutput.write(text)
  }

  /// The configuration of a loss's runs, but for the seed.
  private func configuration(
    for kind: LossKind, _ dataset: Dataset
  ) throws -> TrainingConfiguration {
    var configuration = TrainingConfiguration(
      network: network.defaults(for: kind, classCount: dataset.classCount),
      loss: try lossParameters.loss(kind, refusingUnused: losses.count == 1),
      epochs: epochs ?? StepOptions.defaultEpochs(for: dataset),
      // Evaluating takes time, and only the last evaluation counts, unless all are to be seen.
      evaluation: record == nil ? .steps(1_000_000_000) : .everyEpoch)
    if record != nil { configuration.checkpointing = RecordingOptions.checkpointing }
    try network.apply(to: &configuration.network, dataset)
    configuration.inputs = dataset.defaultPreparation
    try inputs.apply(to: &configuration.inputs, dataset)
    let trainingCount = dataset.training.count
    try StepOptions.check(batchSize: batchSize, dataset)
    configuration.batchSize = batchSize ?? StepOptions.defaultBatchSize(for: dataset, isTuned: tune)
    try lossParameters.checkDraws(examples: configuration.batchSize, loss: configuration.loss)
    try optimizer.apply(
      to: &configuration, stepsPerEpoch: trainingCount / configuration.batchSize)
    return configuration
  }
}

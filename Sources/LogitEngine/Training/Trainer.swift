/// A training run: takes steps, evaluates, reports events and obeys commands.
///
/// Deterministic, bit for bit, for a dataset, a configuration and a number of threads; commands
/// aside, the clock decides only when events are reported. Make and run it on one thread.
public final class Trainer {
  private let dataset: Dataset
  private let configuration: TrainingConfiguration
  private let control: TrainingControl
  private let network: Network
  private let optimizer: any Optimizer
  private let step: TrainingStep
  private let evaluator: Evaluator
  private var sampler: BatchSampler

  private let firstStep: Int
  private lazy var datasetFingerprint = dataset.training.fingerprint
  private var stepsTaken: Int
  private var hasBegun = false
  private var isOver = false
  private var isPaused = false
  private var isStopped = false
  /// Why the run has ended before its time; nil unless it has, and unless the examples can no longer
  /// be read.
  public private(set) var failure: TrainingError?
  private var stepsToTakeWhilePaused = 0
  private var pauseStep: Int?
  private var loss: Loss
  private var learningRate: Double
  private var stepsPerSecondLimit: Double?

  private var runTime = Stopwatch()
  private var trainingTime = Stopwatch()
  private var evaluationTime = Stopwatch()
  private var unreported = Unreported()
  private var recentLosses: RecentLosses
  private var lastCheckpoint: (step: Int, end: Double, cost: Double)?
  private var lastEvaluation: Evaluation?
  private var lastEvaluationEnd = 0.0
  private var pace = Pace()

  /// Progress is reported at most this often, in seconds.
  private static let reportInterval = 1.0 / 30
  /// The shortest time between two checkpoints that are made as time allows, in seconds: at the end
  /// of an epoch, and within one.
  private static let checkpointIntervals = (lower: 1.0, upper: 10.0)

  /// Steps taken since the last report of progress.
  private struct Unreported {
    var losses: [Float] = []
    var trainingSeconds = 0.0
    var runSeconds = 0.0
  }

  /// When the next step is due under a limit of steps a second.
  private struct Pace {
    var origin = 0.0
    var steps = 0
  }

  /// Makes the network and everything that its steps need.
  ///
  /// - Parameter checkpoint: what to go on from; the loss and the learning rate in force are its.
  /// - Throws: ``TrainingError`` if the configuration does not fit the dataset or the checkpoint.
  public init(
    dataset: Dataset, configuration: TrainingConfiguration,
    control: TrainingControl = TrainingControl(), checkpoint: Checkpoint? = nil
  ) throws(TrainingError) {
    try checkpoint?.check(dataset)
    guard (1...max(1, dataset.training.count)).contains(configuration.batchSize) else {
      throw .batchTooLarge(
        batchSize: configuration.batchSize, trainingCount: dataset.training.count)
    }
    sampler = BatchSampler(
      count: dataset.training.count, batchSize: configuration.batchSize, seed: configuration.seed)
    try checkpoint?.check(configuration, stepsPerEpoch: sampler.stepsPerEpoch)
    guard configuration.network.precision.isSupported else {
      throw .unsupportedPrecision(configuration.network.precision)
    }
    try TrainingMemory.require(configuration, of: dataset)
    let dataset = dataset.prepared(configuration.inputs)
    self.dataset = dataset
    self.configuration = configuration
    self.control = control
    loss = checkpoint?.loss ?? configuration.loss
    learningRate = checkpoint?.learningRate ?? configuration.learningRate
    network = Network(
      configuration.network, shape: dataset.training.shape,
      classCount: dataset.classCount, seed: configuration.seed)
    optimizer = configuration.optimizer.makeOptimizer(
      parameterCount: network.parameters.count, momentum: configuration.momentum)
    let team = ThreadTeam(count: max(1, min(configuration.threads, configuration.batchSize)))
    step = try TrainingStep(
      network: network, optimizer: optimizer, team: team, examples: dataset.training,
      batchSize: configuration.batchSize, loss: loss, seed: configuration.seed,
      clipNorm: configuration.clipNorm)
    evaluator = Evaluator(network: network, team: team, examples: dataset.test)
    firstStep = checkpoint?.moment.step ?? 0
    stepsTaken = firstStep
    recentLosses = checkpoint?.recentLosses ?? RecentLosses()
    try checkpoint?.restore(network, optimizer)
  }

  /// How many steps the run has in all.
  private var totalSteps: Int { configuration.epochs * sampler.stepsPerEpoch }

  private var moment: TrainingMoment {
    TrainingMoment(
      step: stepsTaken, epoch: Double(stepsTaken) / Double(sampler.stepsPerEpoch))
  }

  /// What stays the same during the run.
  public var runDescription: RunDescription {
    RunDescription(
      datasetName: dataset.name, classNames: dataset.classNames,
      trainingCount: dataset.training.count, testCount: dataset.test.count,
      networkName: network.name, configuration: configuration,
      stepsPerEpoch: sampler.stepsPerEpoch, totalSteps: totalSteps,
      parameterCount: network.parameters.count, firstStep: firstStep, origin: dataset.origin)
  }

  /// Runs to the last step, or until told to stop; to be called once.
  ///
  /// - Parameter report: receives every event, on the calling thread, between steps.
  public func run(report: (TrainingEvent) -> Void) {
    while !advance(by: .max, report: report) {}
  }

  /// Begins or goes on with the run, for so many steps or to its end; its clocks stand still
  /// between two calls.
  ///
  /// - Parameter report: receives every event, on the calling thread, between steps.
  /// - Returns: whether the run is over.
  public func advance(by count: Int, report: (TrainingEvent) -> Void) -> Bool {
    guard !isOver else { return true }
    runTime.start()
    if !hasBegun { begin(report) }
    let end = stepsTaken + min(max(0, count), totalSteps - stepsTaken)
    while stepsTaken < end, !isStopped, failure == nil {
      obey(report)
      if isStopped { break }
      if isPaused, stepsToTakeWhilePaused == 0 {
        sleepWhilePaused(report)
      } else if let delay = secondsUntilDue() {
        control.wait(seconds: delay)
      } else {
        takeStep()
        if failure != nil { break }
        reportIfDue(report)
        pauseIfDue(report)
      }
    }
    reportProgress(report)
    isOver = isStopped || stepsTaken >= totalSteps || failure != nil
    if isOver {
      finish(report)
    } else {
      runTime.stop()
      trainingTime.stop()
    }
    return isOver
  }

  private func begin(_ report: (TrainingEvent) -> Void) {
    hasBegun = true
    report(.started(runDescription))
    if loss != configuration.loss || learningRate != configuration.learningRate {
      report(.changed(status))
    }
    // At once, so that even a first epoch can be gone on with, and a bad path shows early.
    if configuration.checkpointing != .never {
      _ = datasetFingerprint
      reportCheckpoint(report)
    }
    evaluate(report)
  }

  private func finish(_ report: (TrainingEvent) -> Void) {
    if failure == nil {
      if configuration.checkpointing != .never, lastCheckpoint?.step != stepsTaken {
        reportCheckpoint(report)
      }
      if lastEvaluation?.moment.step != stepsTaken { evaluate(report) }
    }
    runTime.stop()
    trainingTime.stop()
    report(.ended(summary))
  }

  private func takeStep() {
    trainingTime.start()
    let rate = scheduledRate(stepsTaken)
    sampler.withBatch(step: stepsTaken) { batch in
      let value = step.take(batch, step: stepsTaken, rate: rate)
      // A step that was taken on what could not be read is none.
      guard !hasFailed() else { return }
      unreported.losses.append(Float(value))
      recentLosses.add(value)
    }
    guard failure == nil else { return }
    stepsTaken += 1
    pace.steps += 1
  }

  /// Whether the examples can no longer be read.
  private func hasFailed() -> Bool {
    if failure == nil, let error = dataset.failure { failure = .unreadableExamples(error) }
    return failure != nil
  }

  /// The learning rate of a step, counted from 0.
  private func scheduledRate(_ step: Int) -> Double {
    configuration.schedule.rate(
      base: learningRate, step: step, stepsPerEpoch: sampler.stepsPerEpoch, totalSteps: totalSteps)
  }

  private func reportIfDue(_ report: (TrainingEvent) -> Void) {
    if isPaused {
      stepsToTakeWhilePaused -= 1
      reportProgress(report)
      evaluate(report)
    } else if isEvaluationDue {
      reportProgress(report)
      evaluate(report)
    } else if runTime.seconds - unreported.runSeconds >= Self.reportInterval {
      reportProgress(report)
    }
    if isCheckpointDue { reportCheckpoint(report) }
  }

  private func pauseIfDue(_ report: (TrainingEvent) -> Void) {
    guard stepsTaken == pauseStep else { return }
    isPaused = true
    reportProgress(report)
    report(.changed(status))
  }

  private var isCheckpointDue: Bool {
    switch configuration.checkpointing {
    case .never: false
    case .everyEpoch: stepsTaken % sampler.stepsPerEpoch == 0
    case .steps(let count): stepsTaken % max(1, count) == 0
    case .shareOfTime(let share): isCheckpointDue(share: share)
    }
  }

  private func isCheckpointDue(share: Double) -> Bool {
    guard let lastCheckpoint else { return true }
    let isEpochOver = stepsTaken % sampler.stepsPerEpoch == 0
    let shortest = isEpochOver ? Self.checkpointIntervals.lower : Self.checkpointIntervals.upper
    return runTime.seconds - lastCheckpoint.end >= max(shortest, lastCheckpoint.cost / share)
  }

  private var isEvaluationDue: Bool {
    switch configuration.evaluation {
    case .everyEpoch: return stepsTaken % sampler.stepsPerEpoch == 0
    case .steps(let count): return stepsTaken % max(1, count) == 0
    case .shareOfTime(let share):
      let now = runTime.seconds
      return now - lastEvaluationEnd >= Self.reportInterval
        && evaluationTime.seconds <= share * now
    }
  }

  private func evaluate(_ report: (TrainingEvent) -> Void) {
    trainingTime.stop()
    evaluationTime.start()
    // Whoever wants the logits of before has them; with many classes they are large.
    lastEvaluation = nil
    let (snapshot, metrics) = evaluator.evaluate()
    evaluationTime.stop()
    lastEvaluationEnd = runTime.seconds
    guard !hasFailed() else { return }
    let evaluation = Evaluation(
      moment: moment, trainingLoss: recentLosses.mean, snapshot: snapshot, report: metrics)
    // The evaluation that greets a run which goes on from a checkpoint is not one of its own.
    if stepsTaken > firstStep { recentLosses = RecentLosses() }
    lastEvaluation = evaluation
    report(.evaluated(evaluation))
  }

  private func reportProgress(_ report: (TrainingEvent) -> Void) {
    guard !unreported.losses.isEmpty else { return }
    let seconds = trainingTime.seconds - unreported.trainingSeconds
    let images = Double(unreported.losses.count * configuration.batchSize)
    let elapsed = runTime.seconds
    report(
      .progress(
        TrainingProgress(
          moment: moment, losses: unreported.losses,
          examplesPerSecond: seconds > 0 ? images / seconds : 0, secondsElapsed: elapsed,
          secondsRemaining: elapsed / Double(stepsTaken - firstStep)
            * Double(totalSteps - stepsTaken),
          learningRate: scheduledRate(stepsTaken - 1))))
    let count = unreported.losses.count
    unreported = Unreported(trainingSeconds: trainingTime.seconds, runSeconds: elapsed)
    // The array was given away; room for as many steps again spares the next ones its growth.
    unreported.losses.reserveCapacity(2 * count)
  }

  private var summary: TrainingSummary {
    let seconds = trainingTime.seconds
    let steps = stepsTaken - firstStep
    let images = Double(steps * configuration.batchSize)
    return TrainingSummary(
      lastEvaluation: lastEvaluation, moment: moment,
      wasStopped: stepsTaken < totalSteps || failure != nil, seconds: runTime.seconds,
      examplesPerSecond: seconds > 0 ? images / seconds : 0,
      millisecondsPerStep: steps > 0 ? 1000 * seconds / Double(steps) : 0)
  }
}

// MARK: - Commands

extension Trainer {
  private func obey(_ report: (TrainingEvent) -> Void) {
    let commands = control.take()
    guard !commands.isEmpty else { return }
    var wantsCheckpoint = false
    for command in commands {
      switch command {
      case .pause: isPaused = true
      case .pauseAt(let step):
        pauseStep = step
        if stepsTaken == step { isPaused = true }
      case .resume:
        isPaused = false
        stepsToTakeWhilePaused = 0
      case .step:
        isPaused = true
        stepsToTakeWhilePaused += 1
      case .checkpoint: wantsCheckpoint = true
      case .stop: isStopped = true
      case .setLearningRate(let rate): learningRate = rate
      case .setLoss(let new): use(new)
      case .setStepsPerSecondLimit(let limit): stepsPerSecondLimit = limit
      }
    }
    pace = Pace(origin: runTime.seconds, steps: 0)
    reportProgress(report)
    report(.changed(status))
    if wantsCheckpoint { reportCheckpoint(report) }
  }

  private var status: RunStatus {
    RunStatus(
      moment: moment, isPaused: isPaused, loss: loss, learningRate: learningRate,
      stepsPerSecondLimit: stepsPerSecondLimit)
  }

  /// Changes the loss; one that the training set cannot feed leaves the old one in force.
  private func use(_ new: Loss) {
    guard (try? step.use(new)) != nil else { return }
    loss = new
  }

  private func sleepWhilePaused(_ report: (TrainingEvent) -> Void) {
    reportProgress(report)
    if lastEvaluation?.moment.step != stepsTaken { evaluate(report) }
    runTime.stop()
    trainingTime.stop()
    control.wait()
    runTime.start()
  }

  /// The seconds until a step may be taken under the limit; nil when one is due.
  private func secondsUntilDue() -> Double? {
    guard let limit = stepsPerSecondLimit, limit > 0, !isPaused else { return nil }
    let due = pace.origin + Double(pace.steps) / limit
    let now = runTime.seconds
    // After a stall the pace goes on from here; it does not race to catch up.
    if now - due > 0.25 { pace = Pace(origin: now, steps: 0) }
    return now < due ? due - now : nil
  }
}

// MARK: - Checkpoints

extension Trainer {
  private func reportCheckpoint(_ report: (TrainingEvent) -> Void) {
    // What led to a checkpoint is known before it, so that nothing has to be told twice.
    reportProgress(report)
    trainingTime.stop()
    let start = runTime.seconds
    report(.checkpointed(checkpoint))
    let end = runTime.seconds
    lastCheckpoint = (stepsTaken, end, end - start)
  }

  /// All that the run needs to go on from here.
  private var checkpoint: Checkpoint {
    Checkpoint(
      datasetName: dataset.name, datasetFingerprint: datasetFingerprint,
      networkName: network.name, configuration: configuration, loss: loss,
      learningRate: learningRate, moment: moment, recentLosses: recentLosses,
      parameters: Array(network.parameters), statistics: Array(network.statistics),
      optimizerBuffers: optimizer.buffers.map { Array($0) })
  }
}

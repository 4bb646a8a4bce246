/// A training run: takes steps, evaluates, reports events and obeys commands.
///
/// Deterministic, bit for bit, for a dataset, a configuration and a number of threads; commands
/// aside, the clock decides only when events are reported. Make and run it on one thread.
public final class Trainer {
  private let dataset: Dataset
  private let configuration: TrainingConfiguration
  private let control: TrainingControl
  private let network: Network
  private let step: TrainingStep
  private let evaluator: Evaluator
  private var sampler: BatchSampler

  private var stepsTaken = 0
  private var isPaused = false
  private var isStopped = false
  private var stepsToTakeWhilePaused = 0
  private var loss: Loss
  private var learningRate: Double
  private var stepsPerSecondLimit: Double?

  private var runTime = Stopwatch()
  private var trainingTime = Stopwatch()
  private var evaluationTime = Stopwatch()
  private var unreported = Unreported()
  private var sinceEvaluation = (sum: 0.0, steps: 0)
  private var lastEvaluation: Evaluation?
  private var lastEvaluationEnd = 0.0
  private var pace = Pace()

  /// Progress is reported at most this often, in seconds.
  private static let reportInterval = 1.0 / 30

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
  /// - Throws: ``TrainingError`` if the configuration does not fit the dataset.
  public init(
    dataset: Dataset, configuration: TrainingConfiguration,
    control: TrainingControl = TrainingControl()
  ) throws(TrainingError) {
    guard (1...max(1, dataset.training.count)).contains(configuration.batchSize) else {
      throw .batchTooLarge(
        batchSize: configuration.batchSize, trainingCount: dataset.training.count)
    }
    self.dataset = dataset
    self.configuration = configuration
    self.control = control
    loss = configuration.loss
    learningRate = configuration.learningRate
    network = Network(
      configuration.network, shape: dataset.training.shape,
      classCount: dataset.classCount, seed: configuration.seed)
    let team = ThreadTeam(count: max(1, min(configuration.threads, configuration.batchSize)))
    step = try TrainingStep(
      network: network,
      optimizer: MomentumDescent(
        parameterCount: network.parameters.count, momentum: configuration.momentum),
      team: team, examples: dataset.training, batchSize: configuration.batchSize,
      loss: configuration.loss, seed: configuration.seed)
    evaluator = Evaluator(network: network, team: team, examples: dataset.test)
    sampler = BatchSampler(
      count: dataset.training.count, batchSize: configuration.batchSize, seed: configuration.seed)
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
      parameterCount: network.parameters.count)
  }

  /// Runs to the last step, or until told to stop; to be called once.
  ///
  /// - Parameter report: receives every event, on the calling thread, between steps.
  public func run(report: (TrainingEvent) -> Void) {
    report(.started(runDescription))
    runTime.start()
    evaluate(report)
    while stepsTaken < totalSteps, !isStopped {
      obey(report)
      if isStopped { break }
      if isPaused, stepsToTakeWhilePaused == 0 {
        sleepWhilePaused(report)
      } else if let delay = secondsUntilDue() {
        control.wait(seconds: delay)
      } else {
        takeStep()
        reportIfDue(report)
      }
    }
    reportProgress(report)
    if lastEvaluation?.moment.step != stepsTaken { evaluate(report) }
    runTime.stop()
    trainingTime.stop()
    report(.ended(summary))
  }

  private func takeStep() {
    trainingTime.start()
    sampler.withBatch(step: stepsTaken) { batch in
      let value = step.take(batch, step: stepsTaken, rate: learningRate)
      unreported.losses.append(Float(value))
      sinceEvaluation.sum += value
      sinceEvaluation.steps += 1
    }
    stepsTaken += 1
    pace.steps += 1
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
    let (snapshot, metrics) = evaluator.evaluate()
    evaluationTime.stop()
    lastEvaluationEnd = runTime.seconds
    let trainingLoss =
      sinceEvaluation.steps == 0 ? nil : sinceEvaluation.sum / Double(sinceEvaluation.steps)
    sinceEvaluation = (0, 0)
    let evaluation = Evaluation(
      moment: moment, trainingLoss: trainingLoss, snapshot: snapshot, report: metrics)
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
          imagesPerSecond: seconds > 0 ? images / seconds : 0, secondsElapsed: elapsed,
          secondsRemaining: elapsed / Double(stepsTaken) * Double(totalSteps - stepsTaken))))
    unreported = Unreported(trainingSeconds: trainingTime.seconds, runSeconds: elapsed)
  }

  private var summary: TrainingSummary {
    let seconds = trainingTime.seconds
    let images = Double(stepsTaken * configuration.batchSize)
    return TrainingSummary(
      lastEvaluation: lastEvaluation, moment: moment,
      wasStopped: stepsTaken < totalSteps, seconds: runTime.seconds,
      imagesPerSecond: seconds > 0 ? images / seconds : 0,
      millisecondsPerStep: stepsTaken > 0 ? 1000 * seconds / Double(stepsTaken) : 0)
  }
}

// MARK: - Commands

extension Trainer {
  private func obey(_ report: (TrainingEvent) -> Void) {
    let commands = control.take()
    guard !commands.isEmpty else { return }
    for command in commands {
      switch command {
      case .pause: isPaused = true
      case .resume:
        isPaused = false
        stepsToTakeWhilePaused = 0
      case .step:
        isPaused = true
        stepsToTakeWhilePaused += 1
      case .stop: isStopped = true
      case .setLearningRate(let rate): learningRate = rate
      case .setLoss(let new): use(new)
      case .setStepsPerSecondLimit(let limit): stepsPerSecondLimit = limit
      }
    }
    pace = Pace(origin: runTime.seconds, steps: 0)
    reportProgress(report)
    report(
      .changed(
        RunStatus(
          moment: moment, isPaused: isPaused, loss: loss, learningRate: learningRate,
          stepsPerSecondLimit: stepsPerSecondLimit)))
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

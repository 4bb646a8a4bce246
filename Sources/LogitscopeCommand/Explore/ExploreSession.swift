import CursesTerminal
import ExplorerUI
import Glibc
import LogitEngine

/// The explorer at work: one thread that sleeps until a key, the mouse, the terminal or a training
/// thread has something, brings the state up to date, and shows it.
struct ExploreSession {
  /// How a session ended.
  enum Ending {
    /// The user left.
    case quit
    /// A signal asked the program to end, or would have done so if it had come in time.
    case signal(Int32)
    /// The first run could not begin.
    case failed(any Error)
  }

  /// What is known and shown.
  private(set) var state: ExplorerState
  /// What is known of the training while a recorded run is shown in its place.
  private(set) var training: ExplorerState?

  private let terminal: CursesTerminal
  private let mailbox: ExploreMailbox
  private let runner: ExploreRunner
  private let shelf: RunShelf
  private let datasets: DatasetShelf?
  private let configurationPath: String?
  private let speed: SpeedRunner
  private let searches: ViolationRunner
  private let moments: LogitMoments?
  private var reader: ReplayReader?
  private var retiredReaders: [ReplayReader] = []
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private var wanted: [Int] = []
  private var pacing = FramePacing()
  private var dataset: Dataset?
  private var configurationInForce: TrainingConfiguration?
  private var hasNews = false
  private var isChanged = true
  private var ending: Ending?

  /// Creates a session that has not shown anything yet.
  init(
    state: ExplorerState, terminal: CursesTerminal, mailbox: ExploreMailbox,
    configurationPath: String? = nil, runner: ExploreRunner, shelf: RunShelf,
    datasets: DatasetShelf? = nil, reader: ReplayReader? = nil, moments: LogitMoments? = nil
  ) {
    self.state = state
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.shelf = shelf
    self.datasets = datasets
    self.reader = reader
    self.moments = moments
    self.configurationPath = configurationPath
    speed = SpeedRunner(mailbox: mailbox)
    searches = ViolationRunner(mailbox: mailbox)
  }

  /// Runs until the user leaves or the session is ended from outside.
  ///
  /// - Parameter messages: what has been taken from the mailbox already.
  mutating func run(_ messages: [ExploreMessage]) -> Ending {
    terminal.endWhenDeaf(saving: saver.forcedEnding)
    handle(InputEvent.resized(terminal.size))
    for message in messages { handle(message) }
    if let reader {
      handle(InputEvent.notLoaded(reason: Self.isReading))
      handle(InputEvent.replayed(reader.run))
    }
    while true {
      tellTime()
      if hasNews, pacing.isDue(afterTraining: true) { takeNews() }
      if isChanged, pacing.isDue(afterTraining: false) { show() }
      if let ending { return ending }
      let frame: Duration? =
        if isChanged { pacing.delay(afterTraining: false) } else if hasNews {
          pacing.delay(afterTraining: true)
        } else { nil }
      let moving = state.nextDeadline.map { max(.zero, $0 - elapsed) }
      let delay = [frame, moving].compactMap(\.self).min()
      // News that is known of but not due yet must not keep the poll from sleeping.
      for event in terminal.wait(for: hasNews ? nil : mailbox.wakePipe, atMost: delay) {
        handle(event)
      }
    }
  }

  /// Saves what is recorded when the program is to end at once.
  var saver: RunSaver { runner.saver }

  private var elapsed: Duration { clock.now - start }

  private mutating func tellTime() {
    guard let deadline = state.nextDeadline else { return }
    let now = elapsed
    if now >= deadline { handle(InputEvent.time(now)) }
  }

  /// Brings the logits that were asked for, of the last moment only if there were several.
  private mutating func fetch() {
    guard !wanted.isEmpty, reader != nil || moments != nil else { return }
    let indices = wanted
    wanted = []
    do {
      let evaluations = try reader?.evaluations(indices) ?? moments?.evaluations(indices) ?? [:]
      handle(InputEvent.fetched(evaluations))
    } catch {
      handle(InputEvent.notice(Diagnosis(error).sentence ?? "the logits cannot be read"))
    }
  }

  private mutating func takeNews() {
    pacing.workBegins()
    hasNews = false
    let messages = mailbox.take()
    let latest = messages.lastIndex { $0.evaluation != nil }
    for (index, message) in messages.enumerated() {
      if let evaluation = message.evaluation, index != latest {
        handleTraining(.passed(evaluation))
      } else {
        handle(message)
      }
    }
    pacing.workEnds()
  }

  private mutating func show() {
    fetch()
    pacing.frameBegins()
    let grid = render(state, size: terminal.size, capabilities: terminal.capabilities)
    let drawn = clock.now
    let bytes = state.showsFrameReport ? WrittenBytes.ofThread() : nil
    terminal.present(grid)
    pacing.frameEnds()
    isChanged = false
    if state.showsFrameReport { reportFrame(painting: clock.now - drawn, bytesBefore: bytes) }
  }

  /// Has the next frame tell what this one has cost.
  private mutating func reportFrame(painting: Duration, bytesBefore: Int?) {
    let bytes = bytesBefore.flatMap { before in WrittenBytes.ofThread().map { $0 - before } }
    _ = update(
      &state,
      .framed(
        FrameReport(
          taking: pacing.workCost, drawing: pacing.frameCost - painting, painting: painting,
          bytes: bytes, keyToScreen: pacing.keyToScreen)))
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .input(let input):
      pacing.keyArrives()
      // Whatever comes after a drag must find what the drag has brought up.
      if case .mouse(let event) = input, event.action == .drag {} else { fetch() }
      handle(input)
    case .woken: hasNews = true
    case .askedToEnd(let signal): ending = .signal(signal)
    case .vanished: ending = .signal(SIGHUP)
    }
  }

  private mutating func handle(_ message: ExploreMessage) {
    switch message {
    case .loaded(let dataset, _):
      self.dataset = dataset
      handleTraining(.loaded(dataset.test))
    case .training(let event):
      if case .started(let description) = event {
        configurationInForce = description.configuration
      }
      if case .changed(let status) = event { runner.note(status) }
      handleTraining(.training(event))
      listRunsAnew(after: event)
    case .compared(let place, let event): handleTraining(.compared(place, event))
    case .comparisonFailed(let place, let error):
      let reason = Diagnosis(error).sentence ?? "the loss cannot be trained"
      handleTraining(.comparisonFailed(place, reason: reason))
    case .notice(let text): handle(InputEvent.notice(text))
    case .source(.recorded(let bytes)): handleTraining(.recorded(storeBytes: bytes))
    case .source(let event): handle(event)
    case .speed(let news, let number): handle(InputEvent.speed(news, number: number))
    case .searched(let finding): handle(InputEvent.searched(finding))
    case .measured(let first, let ranges): handle(InputEvent.measured(from: first, ranges))
    case .examples(let examples): if reader != nil { handle(examples.event) }
    case .extended(let source, let more):
      reader?.take(source)
      handle(InputEvent.extended(more))
    case .listed(let runs): handle(InputEvent.listed(runs))
    case .runsFailed(let problem): handle(InputEvent.runsFailed(problem))
    case .pinned(let baseline): handle(InputEvent.pinned(baseline))
    case .listedDatasets(let listed): handle(InputEvent.datasets(listed))
    case .datasetFailed(let problem): handle(InputEvent.datasetFailed(problem))
    case .prepared(let run, let command): train(on: run, command: command)
    case .opened(let source, let store): show(ReplayReader(source, in: store))
    case .goesOn(let continuation): goOn(with: continuation)
    case .failed(let error):
      guard let dataset, let configurationInForce else {
        ending = .failed(error)
        return
      }
      handle(InputEvent.notice(Diagnosis(error).sentence ?? "the run cannot begin"))
      // Examples that can no longer be read are no better for another run.
      guard dataset.failure == nil else { return }
      runner.restart(dataset, configurationInForce)
    }
  }

  private mutating func handle(_ input: InputEvent) {
    isChanged = true
    for effect in update(&state, input) { perform(effect) }
  }

  /// A run that begins or ends changes the list that is looked at.
  private func listRunsAnew(after event: TrainingEvent) {
    guard state.overlay == .runs else { return }
    switch event {
    case .started, .ended: shelf.perform(.list, loaded: dataset)
    case .progress, .evaluated, .changed, .checkpointed: break
    }
  }

  /// Takes in news of the training, which goes on while a recorded run is shown.
  private mutating func handleTraining(_ input: InputEvent) {
    guard reader != nil else { return handle(input) }
    guard var training else { return }
    self.training = nil
    let effects = update(&training, input)
    self.training = training
    for effect in effects { perform(effect) }
  }

  private mutating func perform(_ effect: ExplorerEffect) {
    switch effect {
    case .send(let command): runner.send(command)
    case .restart(let configuration):
      if let dataset { runner.restart(dataset, configuration) }
    case .compare(let configurations, let limit):
      if let dataset {
        runner.comparison.start(dataset, configurations, stepsPerSecondLimit: limit)
      }
    case .sendToComparison(let command): runner.comparison.send(command)
    case .fetchEvaluations(let indices): wanted = indices
    case .save(let format):
      handle(
        InputEvent.notice(
          SavedView.report {
            try SavedView.save(
              state, as: format, size: terminal.size, capabilities: terminal.capabilities)
          }))
    case .saveSettings(let settings):
      handle(
        InputEvent.notice(
          SavedView.report {
            guard let configurationPath else {
              throw CommandError.usage("there is no configuration file to write to")
            }
            try ConfigurationFile.write(settings, to: configurationPath)
            return configurationPath
          }))
    case .copy(let text): terminal.copy(text)
    case .datasets(let effect): datasets?.perform(effect)
    case .runs(.returnToTraining): returnToTraining()
    case .runs(let effect): shelf.perform(effect, loaded: dataset)
    case .measureSpeed(let specification, let number):
      speed.start(specification, number: number)
    case .cancelSpeed: speed.cancel()
    case .searchViolation(let loss): searches.start(loss)
    case .quit: ending = .quit
    case .suspend: terminal.suspend()
    case .repaint: terminal.repaint()
    }
  }
}

// MARK: - Other datasets and recorded runs

extension ExploreSession {
  /// Shows a recorded run in place of whatever is shown; a training goes on behind it.
  private mutating func show(_ next: ReplayReader) {
    let former = state
    if reader == nil { training = state }
    retireReader()
    reader = next
    let description = next.run.description
    state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: description.datasetName, classNames: description.classNames,
        configuration: description.configuration, isTrainingBehind: training != nil))
    state.takeLooks(of: former)
    next.start(for: mailbox, loaded: dataset)
    handle(InputEvent.notLoaded(reason: Self.isReading))
    handle(InputEvent.replayed(next.run))
  }

  /// Why there are no examples while their dataset is being read.
  private static let isReading = "the dataset is being read"

  /// Stops the training under way and begins one on another dataset.
  private mutating func train(on run: ExploreRunner.Preparation, command: String) {
    returnToTraining()
    dataset = run.dataset
    configurationInForce = run.configuration
    runner.setPace(run.stepsPerSecondLimit)
    handle(
      InputEvent.opened(
        OpenedDataset(
          run.dataset, configuration: run.configuration,
          stepsPerSecondLimit: run.stepsPerSecondLimit, command: command)))
  }

  private mutating func returnToTraining() {
    guard reader != nil, var next = training else { return }
    next.takeLooks(of: state)
    training = nil
    retireReader()
    state = next
    handle(InputEvent.resized(terminal.size))
  }

  /// Shows the training of a recorded run that is gone on with.
  private mutating func goOn(with continuation: Continuation) {
    if training == nil, reader != nil {
      training = ExplorerState(
        launch: ExplorerLaunch(
          datasetName: continuation.dataset.name, classNames: continuation.dataset.classNames,
          configuration: continuation.configuration))
    }
    returnToTraining()
    dataset = continuation.dataset
    configurationInForce = continuation.configuration
    handle(InputEvent.loaded(continuation.dataset.test))
    runner.goOn(with: continuation)
  }

  private mutating func retireReader() {
    wanted = []
    guard let reader else { return }
    reader.stop()
    retiredReaders.append(reader)
    self.reader = nil
  }

  /// Stops every thread of the session; tells whether all of them have ended.
  func stopThreads() -> Bool {
    reader?.stop()
    let hasMeasured = speed.stop(within: .seconds(2))
    let hasSearched = searches.waitForEnd(within: .seconds(2))
    // What is recorded is to be on the disk.
    var isDone = runner.stop(within: runner.isRecording ? .seconds(30) : .seconds(2))
    for reader in retiredReaders + [reader].compactMap(\.self) {
      isDone = reader.waitForEnd(within: .seconds(1)) && isDone
    }
    isDone = datasets?.stop(within: .seconds(2)) ?? true && isDone
    return shelf.stop(within: .seconds(10)) && isDone && hasMeasured && hasSearched
  }
}

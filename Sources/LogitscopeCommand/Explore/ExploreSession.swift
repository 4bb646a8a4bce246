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

  private let terminal: CursesTerminal
  private let mailbox: ExploreMailbox
  private let runner: ExploreRunner?
  private let reader: ReplayReader?
  private let speed: SpeedRunner
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
    runner: ExploreRunner? = nil, reader: ReplayReader? = nil
  ) {
    self.state = state
    self.terminal = terminal
    self.mailbox = mailbox
    self.runner = runner
    self.reader = reader
    speed = SpeedRunner(mailbox: mailbox)
  }

  /// Gives a measurement under way up.
  ///
  /// - Returns: whether it has ended within the time.
  func stopMeasuring(within duration: Duration) -> Bool { speed.stop(within: duration) }

  /// Runs until the user leaves or the session is ended from outside.
  ///
  /// - Parameter messages: what has been taken from the mailbox already.
  mutating func run(_ messages: [ExploreMessage]) -> Ending {
    handle(InputEvent.resized(terminal.size))
    for message in messages { handle(message) }
    if let reader { handle(InputEvent.replayed(reader.run)) }
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

  private var elapsed: Duration { clock.now - start }

  private mutating func tellTime() {
    guard let deadline = state.nextDeadline else { return }
    let now = elapsed
    if now >= deadline { handle(InputEvent.time(now)) }
  }

  /// Brings the logits that were asked for, of the last moment only if there were several.
  private mutating func fetch() {
    guard !wanted.isEmpty, let reader else { return }
    let indices = wanted
    wanted = []
    do {
      handle(InputEvent.fetched(try reader.evaluations(indices)))
    } catch {
      handle(InputEvent.notice(Diagnosis(error).sentence ?? "the logits cannot be read"))
    }
  }

  private mutating func takeNews() {
    pacing.workBegins()
    hasNews = false
    for message in mailbox.take() { handle(message) }
    pacing.workEnds()
  }

  private mutating func show() {
    fetch()
    pacing.frameBegins()
    terminal.present(render(state, size: terminal.size, capabilities: terminal.capabilities))
    pacing.frameEnds()
    isChanged = false
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .input(let input):
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
      handle(InputEvent.loaded(dataset.test))
    case .training(let event):
      if case .started(let description) = event {
        configurationInForce = description.configuration
      }
      if case .changed(let status) = event { runner?.note(status) }
      handle(InputEvent.training(event))
    case .compared(let place, let event): handle(InputEvent.compared(place, event))
    case .comparisonFailed(let place, let error):
      let reason = Diagnosis(error).sentence ?? "the loss cannot be trained"
      handle(InputEvent.comparisonFailed(place, reason: reason))
    case .notice(let text): handle(InputEvent.notice(text))
    case .speed(let news, let number): handle(InputEvent.speed(news, number: number))
    case .measured(let first, let ranges): handle(InputEvent.measured(from: first, ranges))
    case .failed(let error):
      guard let dataset, let configurationInForce else {
        ending = .failed(error)
        return
      }
      handle(InputEvent.notice(Diagnosis(error).sentence ?? "the run cannot begin"))
      runner?.restart(dataset, configurationInForce)
    }
  }

  private mutating func handle(_ input: InputEvent) {
    isChanged = true
    for effect in update(&state, input) { perform(effect) }
  }

  private mutating func save(as format: ExportFormat) {
    var words: String
    do {
      let name = try SavedView.save(
        state, as: format, size: terminal.size, capabilities: terminal.capabilities)
      words = "saved as \(name)"
    } catch {
      words = Diagnosis(error).sentence ?? "the view cannot be saved"
    }
    handle(InputEvent.notice(words))
  }

  private mutating func perform(_ effect: ExplorerEffect) {
    switch effect {
    case .send(let command): runner?.send(command)
    case .restart(let configuration):
      if let dataset { runner?.restart(dataset, configuration) }
    case .compare(let configurations, let limit):
      if let dataset {
        runner?.comparison.start(dataset, configurations, stepsPerSecondLimit: limit)
      }
    case .sendToComparison(let command): runner?.comparison.send(command)
    case .fetchEvaluations(let indices): wanted = indices
    case .measureSpeed(let specification, let number):
      speed.start(specification, number: number)
    case .cancelSpeed: speed.cancel()
    case .save(let format): save(as: format)
    case .quit: ending = .quit
    case .suspend: terminal.suspend()
    case .repaint: terminal.repaint()
    }
  }
}

import ArgumentParser
import ExplorerUI
import LogitEngine
import RunStore

/// The speed of looking at a recorded run: `logitscope benchmark replay`.
struct BenchmarkReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Measure how fast a recorded run opens, and how fast its evaluations can be shown.",
    discussion: """
      A scrub shows every evaluation, from the last to the first: its logits are read and unpacked, \
      its class is looked up, and the screen is drawn into memory, at 120 by 36.

      Example: logitscope benchmark replay baseline --repeats 5
      """)

  @Argument(help: ArgumentHelp("The name or number of the run.", valueName: "run"))
  var name: String

  @OptionGroup var location: StoreOptions
  @OptionGroup var benchmark: BenchmarkOptions

  private static let size = Size(width: 120, height: 36)

  func run() throws {
    var opening: [Double] = []
    var scrubbing: [Double] = []
    var count = 0
    var source: RunSource?
    for _ in 0..<benchmark.repeats {
      var opened: (ReplayReader, ExplorerState)?
      opening.append(
        try seconds {
          let store = try location.open(for: .reading)
          let whole = try RunSource(store.run(name), in: store)
          let reader = ReplayReader(whole, in: store)
          opened = (reader, try Self.show(reader))
          source = whole
        })
      guard case (let reader, var state)? = opened else { continue }
      scrubbing.append(
        try seconds {
          count = 1
          while state.hasEvaluationBefore {
            try Self.send(.key(.character(",")), to: &state, reader)
            Self.draw(state)
            count += 1
          }
        })
    }
    guard let source, !opening.isEmpty, !scrubbing.isEmpty else { return }
    let (open, scrub) = (opening.percentile(50), scrubbing.percentile(50))
    let rate = scrub > 0 ? Double(count) / scrub : 0
    try benchmark.print(
      text: "\(source.run.name.onOneLine): \(source.run.lastMoment.step.grouped) steps, "
        + "\(count.grouped) evaluations of \(source.description.testCount.grouped) x "
        + "\(source.description.classNames.count.grouped) logits\n\n"
        + "open   \((open * 1000).significant(3)) ms\n"
        + "scrub  \(rate.significant(3)) evaluations a second\n",
      members: [
        .init("benchmark", .string("replay")),
        .init("run", .string(source.run.name)),
        .init("steps", .integer(source.run.lastMoment.step)),
        .init("snapshots", .integer(count)),
        .init("examples", .integer(source.description.testCount)),
        .init("classes", .integer(source.description.classNames.count)),
        .init("repeats", .integer(benchmark.repeats)),
        .init("open_milliseconds", .number(open * 1000)),
        .init("snapshots_per_second", .number(rate)),
      ])
  }

  /// The explorer with the last evaluation on its first frame.
  private static func show(_ reader: ReplayReader) throws -> ExplorerState {
    let description = reader.run.description
    var state = ExplorerState(
      launch: ExplorerLaunch(
        datasetName: description.datasetName, configuration: description.configuration))
    _ = update(&state, .resized(size))
    try send(.replayed(reader.run), to: &state, reader)
    draw(state)
    return state
  }

  private static func send(
    _ event: InputEvent, to state: inout ExplorerState, _ reader: ReplayReader
  ) throws {
    for case .fetchEvaluations(let indices) in update(&state, event) {
      _ = update(&state, .fetched(try reader.evaluations(indices)))
    }
  }

  private static func draw(_ state: ExplorerState) {
    _ = render(state, size: size, capabilities: TerminalCapabilities())
  }

  private func seconds(of work: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(work) / .seconds(1)
  }
}

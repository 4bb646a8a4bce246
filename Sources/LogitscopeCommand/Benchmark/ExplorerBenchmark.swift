import CursesTerminal
import ExplorerUI

/// What the explorer takes from the training that it shows, and how soon it answers a key: measured
/// from outside, on a terminal that nobody looks at.
struct ExplorerBenchmark {
  /// Images a second of `train` and of `explore`, a pair a repeat, the two one after the other.
  var pairs: [(training: Double, explorer: Double)] = []
  /// The time from each key to the bytes that show its effect, in milliseconds, while training runs.
  var keyToScreen: [Double] = []
  /// What the terminal was sent each second while training ran and no key was pressed.
  var bytesPerSecond = 0.0
  /// The share of one processor that the explorer took while paused.
  var pausedProcessorShare = 0.0
  /// What the terminal was sent meanwhile.
  var pausedBytes = 0

  /// What went wrong in a measurement, in a clause.
  struct Failure: Error {
    var reason: String
  }

  /// The options of the training that are measured, without the command.
  let arguments: [String]
  /// The size of the terminal.
  let size: Size

  private let clock = ContinuousClock()

  /// Creates a benchmark that has not measured anything.
  init(arguments: [String], size: Size) {
    self.arguments = arguments
    self.size = size
  }

  /// The ratios of the explorer's throughput to that of `train`, a pair each.
  var shares: [Double] { pairs.map { $0.explorer / $0.training } }

  // MARK: - Throughput

  /// Trains once without and once with the explorer.
  mutating func measurePair(epochs: Int) throws {
    let options = arguments + ["--epochs", String(epochs)]
    let training = try PseudoTerminal(
      arguments: ["train"] + options + ["--format", "json"], size: size)
    let lines = String(decoding: training.waitForEnd(within: Self.patience), as: UTF8.self)
    guard let rate = Self.number(before: ",", after: "\"examples_per_second\":", in: lines) else {
      throw Failure(reason: "train did not tell its throughput")
    }
    let explorer = try PseudoTerminal(
      arguments: ["explore", "--pace", "full"] + options, size: size)
    try waitForSilence(of: explorer)
    explorer.type("q")
    let summary = String(decoding: explorer.waitForEnd(within: Self.patience), as: UTF8.self)
    guard let end = summary.range(ofLast: " examples/s"),
      let shown = Double(
        summary[..<end.lowerBound].reversed().prefix { $0.isNumber || $0 == "," }.reversed()
          .filter { $0 != "," }.map(String.init).joined())
    else { throw Failure(reason: "the explorer did not tell its throughput") }
    pairs.append((training: rate, explorer: shown))
  }

  /// A run that is over moves nothing on the screen any more.
  private func waitForSilence(of terminal: PseudoTerminal) throws {
    let end = clock.now + Self.patience
    _ = terminal.read(waiting: .seconds(5))
    while clock.now < end {
      let reading = terminal.read(waiting: .seconds(1))
      if reading.hasEnded { throw Failure(reason: "the explorer ended by itself") }
      if reading.bytes.isEmpty { return }
    }
    throw Failure(reason: "the run did not end in time")
  }

  // MARK: - Answers

  /// Presses a key over and over while training runs, then pauses and looks what goes on.
  mutating func measureAnswers(count: Int) throws {
    let terminal = try PseudoTerminal(
      arguments: ["explore", "--pace", "full"] + arguments + ["--epochs", "100000"], size: size)
    _ = terminal.read(waiting: .seconds(5))
    _ = drain(terminal, for: .seconds(2))
    let start = clock.now
    bytesPerSecond = Double(drain(terminal, for: .seconds(2))) / ((clock.now - start) / .seconds(1))
    for index in 0..<count {
      keyToScreen.append(try answer(of: terminal, to: "?", showing: HelpScreen.mark))
      terminal.type("?")
      // Keys must not fall into step with the frames.
      _ = drain(terminal, for: .milliseconds(120 + (index * 37) % 101))
    }
    terminal.type(" ")
    _ = drain(terminal, for: .seconds(1))
    guard let before = terminal.processorSeconds() else {
      throw Failure(reason: "the explorer ended by itself")
    }
    let pause = clock.now
    pausedBytes = drain(terminal, for: .seconds(3))
    let seconds = (clock.now - pause) / .seconds(1)
    pausedProcessorShare = ((terminal.processorSeconds() ?? before) - before) / seconds
    terminal.type("q")
    _ = terminal.waitForEnd(within: .seconds(10))
  }

  private func answer(
    of terminal: PseudoTerminal, to key: String, showing text: String
  ) throws -> Double {
    let wanted = Array(text.utf8)
    var shown: [UInt8] = []
    let start = clock.now
    terminal.type(key)
    while clock.now - start < .seconds(5) {
      let reading = terminal.read(waiting: .seconds(1))
      if reading.hasEnded { throw Failure(reason: "the explorer ended by itself") }
      shown += reading.bytes
      if shown.contains(wanted) { return (clock.now - start) / .milliseconds(1) }
    }
    throw Failure(reason: "the help screen did not come up")
  }

  /// Reads for so long; returns how many bytes came.
  private func drain(_ terminal: PseudoTerminal, for duration: Duration) -> Int {
    let end = clock.now + duration
    var count = 0
    while clock.now < end { count += terminal.read(waiting: end - clock.now).bytes.count }
    return count
  }

  // MARK: - Words

  private static let patience = Duration.seconds(600)

  /// The number behind the last occurrence of some text.
  private static func number(before end: Character, after text: String, in whole: String) -> Double?
  {
    guard let range = whole.range(ofLast: text) else { return nil }
    return Double(whole[range.upperBound...].prefix { $0 != end && $0 != "}" })
  }
}

extension String {
  /// Where some text stands for the last time.
  fileprivate func range(ofLast text: String) -> Range<String.Index>? { ranges(of: text).last }
}

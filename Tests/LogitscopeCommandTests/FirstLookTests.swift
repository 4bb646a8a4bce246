import ExplorerUI
import LogitEngine
import TestSupport
import Testing

@testable import LogitscopeCommand

/// The command that the explorer shows leads to the picture that it was shown with.
@Suite struct FirstLookTests {
  private let dataset: Dataset
  private let events: [TrainingEvent]
  private let configuration: TrainingConfiguration
  private static let size = Size(width: 120, height: 36)

  init() throws {
    dataset = try DatasetOptions.embeddedDigits()
    configuration = TrainingConfiguration(
      network: NetworkSpecification(architecture: .linear), loss: Loss(LossKind.all[5]),
      epochs: 2, batchSize: 100, evaluation: .steps(5))
    var events: [TrainingEvent] = []
    try Trainer(dataset: dataset, configuration: configuration).run { events.append($0) }
    self.events = events
  }

  /// The explorer at the end of the run.
  private func state(_ change: (inout ExplorerLaunch) -> Void = { _ in }) -> ExplorerState {
    var launch = ExplorerLaunch(datasetName: "digits", configuration: configuration)
    change(&launch)
    var state = ExplorerState(launch: launch)
    _ = update(&state, .resized(Self.size))
    _ = update(&state, .loaded(dataset.test))
    for event in events { _ = update(&state, .training(event)) }
    return state
  }

  private func picture(_ state: ExplorerState) -> [String] {
    render(state, size: Self.size, capabilities: TerminalCapabilities()).lines
  }

  private static func press(_ keys: String, _ state: inout ExplorerState) {
    let names: [Character: Key] = ["→": .right, "↓": .down, "⏎": .enter]
    for key in keys { _ = update(&state, .key(names[key] ?? .character(key))) }
  }

  /// The words of the command that the explorer shows.
  private func command(_ state: ExplorerState) throws -> [String] {
    var state = state
    guard case .copy(let text)? = update(&state, .key(.character("Y"))).first else {
      throw CommandError.badData("no command")
    }
    return text.split(separator: " ").map { $0.filter { $0 != "'" } }
  }

  @Test(arguments: [
    ("", []),
    ("P", ["--all-classes"]),
    ("t→→t", ["--threshold"]),
    ("5R", ["--rule"]), ("5RR@@", ["--rule"]), ("5RRR@", ["--rule"]),
    ("y", ["--scale"]), ("yyy", ["--scale"]),
    ("m", ["--layout"]), ("x", ["--lock-axis"]),
    ("zzL", ["--range"]),
    ("n", ["--lens"]), ("nn", ["--lens"]), ("u))", ["--offset"]), ("nu(", ["--lens", "--offset"]),
    ("g", ["--gradient"]), ("ug", ["--offset", "--gradient"]), ("vvv", ["--prevalence"]),
    ("5X", ["--log-rate"]),
    ("3sss", ["--sort"]), ("3ssS", ["--sort", "--reverse"]), ("3/1⏎", ["--filter"]),
    ("4v", ["--examples"]),
    ("2 ↓ ↓D", ["--losses", "--baseline"]),
    (
      "ll5RX3ss4v1Pyymvt→",
      [
        "--all-classes", "--threshold", "--rule", "--scale", "--layout", "--prevalence",
        "--log-rate", "--sort", "--examples",
      ]
    ),
  ])
  func theCommandLeadsBack(_ keys: String, _ options: [String]) throws {
    var before = self.state()
    Self.press(keys, &before)
    // A threshold that is being moved is not one that is looked at first.
    if keys.hasSuffix("t→") { Self.press("t", &before) }
    let words = try command(before)
    let named = words.filter { $0.hasPrefix("--") }.drop { $0 != "--at" }.dropFirst()
    #expect(Array(named) == options, "\(words)")
    let explore = try ExploreCommand.parse(Array(words.dropFirst(2)))
    let classIndex = try explore.look.classIndex(
      classNames: dataset.classNames, dataset: dataset.name)
    var after = state {
      $0.initialClass = classIndex
      $0.view = explore.look.first.view
      $0.look = explore.compared.added(to: explore.look.first.looks.look)
    }
    #expect(try command(after) == words)
    // The cursors of lists are another matter.
    for view in ExplorerView.allCases where view != .learn {
      Self.press(String(view.digit), &before)
      Self.press(String(view.digit), &after)
      #expect(picture(before) == picture(after), "\(view)")
    }
  }

  @Test(arguments: FirstLook.Form.allCases)
  func theFormOfAComparisonLeadsBack(_ form: FirstLook.Form) throws {
    let explore = try ExploreCommand.parse(["--form", form.rawValue])
    let look = explore.compared.added(to: explore.look.first.looks.look)
    #expect(look.form == form)
    let words = try command(state { $0.look = look })
    #expect(words.contains("--form") == (form != .histograms))
    #expect(words.contains(form.rawValue) == (form != .histograms))
  }

  @Test func namesWhatItLeavesOut() throws {
    for (keys, words) in [
      ("c", "Not in it: the cursor."), ("f", "the pane that fills the screen"),
      ("ee", "the magnified bars"), ("5zz", "the zoomed curves"), ("4↓", "the chosen example"),
    ] {
      var state = self.state()
      Self.press(keys + "Y", &state)
      #expect(picture(state).contains { $0.contains(words) }, "\(keys)")
    }
    var state = self.state()
    Self.press("Y", &state)
    #expect(!picture(state).contains { $0.contains("Not in it") })
  }

  @Test func boundsGoRound() throws {
    var state = self.state()
    Self.press("5R", &state)
    var rules: [ThresholdRule] = [state.thresholdRule]
    for _ in 0..<10 {
      Self.press("@", &state)
      rules.append(state.thresholdRule)
    }
    #expect(rules.first == .recall(atLeast: 0.9) && rules.last == rules.first)
    #expect(Set(rules).count == 10 && rules.contains(.recall(atLeast: 0.95)))
    // After a bound of the user's own comes the next larger one, and another rule after that.
    var own = self.state { $0.look.rule = .recall(atLeast: 0.93) }
    Self.press("5@", &own)
    #expect(own.thresholdRule == .recall(atLeast: 0.95))
    Self.press("R", &own)
    #expect(own.thresholdRule == .precision(atLeast: 0.9))
    // The best F1 has no bound.
    var best = self.state()
    Self.press("5@", &best)
    #expect(best.thresholdRule == .bestF1)
  }

  @Test func rulesReadWhatTheyWrite() {
    for rule in [ThresholdRule.bestF1, .recall(atLeast: 0.123), .precision(atLeast: 1)] {
      #expect(ThresholdRule(word: rule.word) == rule)
    }
    for word in ["", "recall", "recall:", "recall:0", "recall:x", "precision:1.01", "f1:0.5"] {
      #expect(ThresholdRule(word: word) == nil)
    }
  }

  @Test func runsTellOfChangesAsJSON() throws {
    let folder = try TemporaryFolder()
    let store = ["--store", folder.path("runs.sqlite")]
    let training = ["train", "--threads", "1", "--epochs", "1", "--model", "linear"]
    for name in ["a", "b"] {
      #expect(try ProgramRun(training + ["--record", name] + store).exitCode == 0)
    }
    let renamed = try ProgramRun(["runs", "rename", "a", "c", "--format", "json"] + store)
    #expect(renamed.exitCode == 0 && renamed.output.hasPrefix("{"), "\(renamed.errors)")
    #expect(renamed.output.contains("\"id\": 1") || renamed.output.contains("\"id\":1"))
    #expect(renamed.output.contains("\"c\""))
    let noted = try ProgramRun(["runs", "rename", "b", "--note", "x"] + store)
    #expect(noted.exitCode == 0 && noted.output.isEmpty)
    let deleted = try ProgramRun(["runs", "delete", "c", "b", "--format", "json"] + store)
    #expect(deleted.exitCode == 0 && deleted.output.hasPrefix("{"), "\(deleted.errors)")
    #expect(deleted.output.contains("\"deleted\"") && deleted.output.contains("\"b\""))
    let none = try ProgramRun(["runs", "delete", "b", "--format", "json"] + store)
    #expect(none.exitCode != 0 && none.output.isEmpty)
  }
}

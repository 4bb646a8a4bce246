@testable import ExplorerUI

/// How a test sees that the keys of a binding do what the help says.
struct KeyTrial: Sendable {
  /// What the help says, which is what names the binding: whoever changes the words must look at
  /// the trial again.
  let explanation: String
  /// What each action brings about; several effects are those of the same key pressed again.
  let effects: [ExplorerAction: [KeyEffect]]
  /// Where each key is tried.
  let course: Course
  /// Leads from the explorer as it starts to where the binding applies.
  let prepare: @Sendable (ExplorerStage) throws -> Void
  /// Looks at what a key leaves behind, and says what is wrong; nil when nothing is.
  private(set) var review: @Sendable (ExplorerStage) throws -> String? = { _ in nil }

  /// Where each key of a binding is tried, in the order of the table.
  enum Course {
    /// In an explorer of its own.
    case anew
    /// Where the key before it has led.
    case continued
    /// The same, and the last one leads back to where the first began, so that another trial can
    /// begin there.
    case roundTrip
  }

  init(
    _ explanation: String, course: Course = .anew, _ effects: [ExplorerAction: [KeyEffect]],
    prepare: @escaping @Sendable (ExplorerStage) throws -> Void = { _ in }
  ) {
    self.explanation = explanation
    self.effects = effects
    self.course = course
    self.prepare = prepare
  }

  /// The same trial with something to look at after each key.
  func reviewed(
    by review: @escaping @Sendable (ExplorerStage) throws -> String?
  ) -> KeyTrial {
    var trial = self
    trial.review = review
    return trial
  }
}

/// The trials of one part of the table, which share a terminal; each has a file of its own.
enum KeyTrialGroup: String, CaseIterable, Sendable {
  case run, loss, timeline, look, curves, instruments, compare, classes, examples, speed, runs
  case tools, screen, learn, datasets

  var trials: [KeyTrial] {
    switch self {
    case .run: KeyTrial.run
    case .loss: KeyTrial.loss
    case .timeline: KeyTrial.timeline
    case .look: KeyTrial.look
    case .curves: KeyTrial.curves
    case .instruments: KeyTrial.instruments
    case .compare: KeyTrial.compare
    case .classes: KeyTrial.classes
    case .examples: KeyTrial.examples
    case .speed: KeyTrial.speed
    case .runs: KeyTrial.runs
    case .tools: KeyTrial.tools
    case .screen: KeyTrial.screen
    case .learn: KeyTrial.learn
    case .datasets: KeyTrial.datasets
    }
  }
}

/// A guided lesson: steps that explain something, or ask for a key and notice by themselves when it
/// has done its work.
public struct Lesson: Sendable {
  /// The name on the command line, for instance `offset`.
  public let name: String
  /// What it is about, in a few words.
  public let title: String
  /// What there is to learn, in a sentence.
  public let summary: String
  /// The view in which it begins.
  public let view: ExplorerView
  /// Whether it shows most on a class whose logits overlap.
  let isAboutOverlap: Bool
  /// Its steps, at least one.
  let steps: [LessonStep]

  init(
    _ name: String, _ title: String, _ summary: String, view: ExplorerView = .explore,
    isAboutOverlap: Bool = false, _ steps: [LessonStep]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.view = view
    self.isAboutOverlap = isAboutOverlap
    self.steps = steps
  }

  /// How many steps it has.
  public var stepCount: Int { steps.count }

  /// Every lesson, in the order in which they build on each other.
  public static let all: [Lesson] = [
    oneLogit, principle, offset, violation, rare, threshold, speed,
  ]

  /// The place of a lesson by its name, or by its number from 1 on; nil when there is none.
  public static func index(named name: String) -> Int? {
    if let number = Int(name) { return all.indices.contains(number - 1) ? number - 1 : nil }
    return all.firstIndex { $0.name == name.lowercased() }
  }
}

/// One step of a lesson.
struct LessonStep: Sendable {
  /// What is said of something, in a wording for narrow screens and a full one.
  struct Wording: Sendable {
    var brief: LessonText
    var full: LessonText
  }

  /// What an action has to bring about.
  struct Goal: Sendable {
    /// Whether it has.
    var isReached: @Sendable (LessonContext) -> Bool
    /// What has changed by it, in numbers.
    var outcome: Wording
  }

  /// What it is about, in a few words.
  let heading: String
  /// What to do, or what to know.
  let task: Wording
  /// What else there is to know, for whom there is room.
  let more: LessonText?
  /// The view in which it can be done; nil for any.
  let view: ExplorerView?
  /// What is to be reached; nil for a step that only explains.
  let goal: Goal?
  /// The name of the loss for which logits are searched in it; nil for none.
  let searchedLoss: String?
  /// Whether its action trains a network.
  let isTraining: Bool

  /// A step that explains.
  init(
    _ heading: String, in view: ExplorerView? = nil, brief: LessonText, _ task: LessonText,
    more: LessonText? = nil
  ) {
    self.heading = heading
    self.view = view
    self.task = Wording(brief: brief, full: task)
    self.more = more
    goal = nil
    searchedLoss = nil
    isTraining = false
  }

  /// A step that asks for something.
  init(
    _ heading: String, in view: ExplorerView? = nil, brief: LessonText, _ task: LessonText,
    more: LessonText? = nil, searching searchedLoss: String? = nil, isTraining: Bool = false,
    until isReached: @escaping @Sendable (LessonContext) -> Bool,
    then outcome: LessonText, inBrief briefOutcome: LessonText
  ) {
    self.heading = heading
    self.view = view
    self.task = Wording(brief: brief, full: task)
    self.more = more
    goal = Goal(isReached: isReached, outcome: Wording(brief: briefOutcome, full: outcome))
    self.searchedLoss = searchedLoss
    self.isTraining = isTraining
  }
}

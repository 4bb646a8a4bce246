import LogitEngine

/// What is known of the lessons: which is looked at, which is under way, and what has been done.
struct LearnState: Sendable {
  /// A lesson under way.
  struct Progress: Sendable {
    /// An index into `Lesson.all`.
    let lesson: Int
    /// The step, from 0 on.
    let step: Int
    /// What there was when the step began.
    let start: LessonMoment
    /// What the action that the step asks for has brought about; nil until it has.
    var outcome: LessonStep.Wording?
    /// Why the action cannot be done with these logits; nil where it can.
    var obstacle: LessonStep.Wording?
    /// Whether the lesson still looks for the class that it shows most on.
    var seeksClass = false

    /// The step's text and goal.
    var current: LessonStep { Lesson.all[lesson].steps[step] }

    /// Whether nothing is left to be done in the step, or nothing can be.
    var isDone: Bool { current.goal == nil || outcome != nil || obstacle != nil }

    var isLastStep: Bool { step == Lesson.all[lesson].steps.count - 1 }
  }

  /// The lesson under the cursor, an index into `Lesson.all`.
  var cursor = 0
  /// The lesson under way; nil for none.
  var progress: Progress?
  /// The step that each lesson was left at.
  var reached: [Int: Int] = [:]
  /// The lessons whose last step has been passed.
  var finished: Set<Int> = []
  /// The first line of the text that is shown; nil for the one that shows the step under way.
  var firstLine: Int?
  /// What searches have found.
  var findings: [LossKind: ViolationFinding] = [:]
  /// The loss that a search is under way for; nil for none.
  var searchedKind: LossKind?
}

/// One line of the table of keys: what they are called, what they do and when they do it.
public struct KeyBinding: Sendable {
  /// The keys as they are written on screen, for instance `←→`.
  public let label: String
  /// The same where only ASCII can be shown.
  public let asciiLabel: String
  /// What they do, in a word or two for the line of hints.
  public let hint: String
  /// What they do, in a sentence for the help screen.
  public let explanation: String
  /// The heading under which the help screen and the README list them.
  public let section: Section
  /// Every key with its action.
  let actions: [(key: Key, action: ExplorerAction)]
  /// Where the line of hints shows them, the lowest first; nil for never.
  let hintRank: Int?
  /// Whether they do something, which is also when they are drawn.
  let isAvailable: @Sendable (ExplorerState) -> Bool

  /// The keys that have an action.
  public var keys: [Key] { actions.map(\.key) }

  /// The headings of the help screen.
  public enum Section: String, CaseIterable, Sendable {
    /// The run as a whole.
    case run = "Run"
    /// Choosing and changing the loss.
    case loss = "Loss"
    /// Several losses side by side.
    case compare = "Compare"
    /// What is looked at.
    case look = "Class and threshold"
    /// What the logits can be put through.
    case instruments = "Instruments"
    /// The table of classes.
    case classes = "Classes"
    /// The list of examples.
    case examples = "Examples"
    /// Moments of the run.
    case timeline = "Timeline"
    /// The lessons.
    case learn = "Lessons"
    /// The list of recorded runs.
    case runs = "Recorded runs"
    /// Panes, help and leaving.
    case screen = "Screen"
  }

  init(
    _ label: String, ascii: String? = nil, _ hint: String, _ explanation: String,
    section: Section, rank: Int? = nil, _ actions: [(Key, ExplorerAction)],
    when isAvailable: @escaping @Sendable (ExplorerState) -> Bool
  ) {
    self.label = label
    asciiLabel = ascii ?? label
    self.hint = hint
    self.explanation = explanation
    self.section = section
    hintRank = rank
    self.actions = actions.map { (key: $0.0, action: $0.1) }
    self.isAvailable = isAvailable
  }
}

import LogitEngine

/// What the explorer is told before anything has been loaded.
public struct ExplorerLaunch: Sendable {
  /// The name of the dataset that is going to be loaded.
  public var datasetName: String
  /// The names of the classes as far as they are known; the run's description brings the rest.
  public var classNames: [String]
  /// The run that will be started first.
  public var configuration: TrainingConfiguration
  /// The class to look at first.
  public var initialClass: Int
  /// Whether the user has asked for that class, so that a lesson does not look for another.
  public var isClassChosen: Bool
  /// The step whose evaluation is shown of a recorded run, or the nearest; nil for the last.
  public var step: Int?
  /// The view that is shown first, in place of that of the settings; nil for that.
  public var view: ExplorerView?
  /// The lesson to begin at once, an index into `Lesson.all`; nil for none.
  public var lesson: Int?
  /// How the run is looked at first.
  public var look: FirstLook
  /// How the explorer is set.
  public var settings: ExplorerSettings
  /// The keys that the user has changed.
  public var keyMap: KeyMap
  /// The beginning of the command that shows the same again, without what can be changed from
  /// inside.
  public var command: String
  /// One line for the user, for instance that another dataset had to be taken; nil for none.
  public var notice: String?
  /// Whether a recorded run is going to be shown in place of a training.
  public var isTrainingBehind: Bool
  /// Where the logits are from.
  public var origin: LogitOrigin
  /// Whether the configuration has the loss that the logits are of; if not, nobody knows it.
  public var isLossKnown: Bool
  /// Whether the program can train on another dataset.
  public var canChooseDataset: Bool

  /// Creates a launch.
  public init(
    datasetName: String, classNames: [String] = [], configuration: TrainingConfiguration,
    initialClass: Int = 0, isClassChosen: Bool = false, step: Int? = nil,
    view: ExplorerView? = nil, lesson: Int? = nil, look: FirstLook = FirstLook(),
    settings: ExplorerSettings = ExplorerSettings(), keyMap: KeyMap = KeyMap(),
    command: String = "logitscope explore", notice: String? = nil,
    isTrainingBehind: Bool = false, origin: LogitOrigin = .training, isLossKnown: Bool = true,
    canChooseDataset: Bool = false
  ) {
    self.datasetName = datasetName
    self.classNames = classNames
    self.configuration = configuration
    self.initialClass = initialClass
    self.isClassChosen = isClassChosen
    self.step = step
    self.view = view
    self.lesson = lesson
    self.look = look
    self.settings = settings
    self.keyMap = keyMap
    self.command = command
    self.notice = notice
    self.isTrainingBehind = isTrainingBehind
    self.origin = origin
    self.isLossKnown = isLossKnown
    self.canChooseDataset = canChooseDataset
  }

  /// The view that is shown first.
  public var firstView: ExplorerView { view ?? settings.view }
}

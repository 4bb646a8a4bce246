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
  /// The view to show first.
  public var view: ExplorerView
  /// The step whose evaluation is shown of a recorded run, or the nearest; nil for the last.
  public var step: Int?
  /// The theme to begin with.
  public var theme: ThemeName
  /// One line for the user, for instance that another dataset had to be taken; nil for none.
  public var notice: String?

  /// Creates a launch.
  public init(
    datasetName: String, classNames: [String] = [], configuration: TrainingConfiguration,
    initialClass: Int = 0, view: ExplorerView = .explore, step: Int? = nil,
    theme: ThemeName = .automatic, notice: String? = nil
  ) {
    self.datasetName = datasetName
    self.classNames = classNames
    self.configuration = configuration
    self.initialClass = initialClass
    self.view = view
    self.step = step
    self.theme = theme
    self.notice = notice
  }
}

import LogitEngine

/// A dataset as the explorer lists it.
public struct ListedDataset: Hashable, Sendable {
  /// What it is called, on the command line as well.
  public var name: String
  /// How large it is; nil when it is not there.
  public var size: DatasetSize?
  /// Where it is, or how it can be had.
  public var place: String

  /// Creates an entry of the list.
  public init(name: String, size: DatasetSize?, place: String) {
    self.name = name
    self.size = size
    self.place = place
  }
}

/// A dataset that has been read, ready to be trained on.
public struct OpenedDataset: Sendable {
  /// Its name.
  public var name: String
  /// The names of its classes.
  public var classNames: [String]
  /// The examples that are evaluated.
  public var test: Examples
  /// The run to begin with.
  public var configuration: TrainingConfiguration
  /// The most steps a second; nil for as many as the machine can.
  public var stepsPerSecondLimit: Double?
  /// The beginning of the command that trains on it.
  public var command: String

  /// Creates a dataset that can be trained on.
  public init(
    _ dataset: Dataset, configuration: TrainingConfiguration, stepsPerSecondLimit: Double?,
    command: String
  ) {
    name = dataset.name
    classNames = dataset.classNames
    test = dataset.test
    self.configuration = configuration
    self.stepsPerSecondLimit = stepsPerSecondLimit
    self.command = command
  }
}

/// What the explorer asks of the program concerning datasets.
public enum DatasetEffect: Hashable, Sendable {
  /// List the datasets; `InputEvent.datasets` is the answer.
  case list
  /// Read a dataset by its name or path, to be trained on with a loss; `InputEvent.opened` or
  /// `.datasetFailed` is the answer.
  case open(String, Loss)
}

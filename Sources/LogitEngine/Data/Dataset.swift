/// A training set and a test set with the same classes.
public struct Dataset: Sendable {
  /// The name, for instance `fashion-mnist`, or the folder it came from.
  public let name: String
  /// What the network learns from.
  public let training: Examples
  /// What the network is evaluated on.
  public let test: Examples
  /// The names of the classes, k of them; the number itself where no name is known.
  public let classNames: [String]

  /// Creates a dataset.
  ///
  /// - Precondition: both sets have pictures of the same shape and labels below `classNames.count`.
  public init(name: String, training: Examples, test: Examples, classNames: [String]) {
    precondition(training.shape == test.shape, "training and test pictures differ in shape")
    self.name = name
    self.training = training
    self.test = test
    self.classNames = classNames
  }

  /// k, the number of classes.
  public var classCount: Int { classNames.count }
}

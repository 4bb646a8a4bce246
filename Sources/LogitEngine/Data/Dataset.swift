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
  /// What was taken, and what was assumed in doing so.
  public internal(set) var origin: DatasetOrigin

  /// Creates a dataset.
  ///
  /// - Precondition: both sets have pictures of the same shape and labels below `classNames.count`.
  public init(
    name: String, training: Examples, test: Examples, classNames: [String],
    origin: DatasetOrigin = DatasetOrigin()
  ) {
    precondition(training.shape == test.shape, "training and test pictures differ in shape")
    self.name = name
    self.training = training
    self.test = test
    self.classNames = classNames
    self.origin = origin
  }

  /// k, the number of classes.
  public var classCount: Int { classNames.count }

  /// The dataset with names of a file for its classes, in their order.
  ///
  /// - Throws: ``DataError`` unless there is one for each class.
  public func named(_ names: [String], from path: String) throws -> Dataset {
    guard let fitted = ClassNameFile.fitted(names, to: classCount) else {
      throw DataError.malformed(
        path: path, .wrongNameCount(found: names.count, expected: classCount))
    }
    var origin = origin
    origin.notes += ClassNameFile.notes(on: fitted, of: path)
    return Dataset(
      name: name, training: training, test: test, classNames: fitted, origin: origin)
  }

  /// Why values that stay in their file can no longer be read; nil as long as they can.
  public var failure: DataError? { training.failure ?? test.failure }
}

/// What of some files a dataset was made of.
public struct DatasetOrigin: Hashable, Sendable {
  /// One sentence for whatever was guessed, converted or left out.
  public var notes: [String]
  /// The columns, if it was a table.
  public var columns: TableColumns?

  /// Creates an origin of which there is nothing to say.
  public init(notes: [String] = [], columns: TableColumns? = nil) {
    self.notes = notes
    self.columns = columns
  }
}

/// Which columns of a table were taken for what, by their names or else their numbers from 1.
public struct TableColumns: Hashable, Sendable {
  /// The column of the labels.
  public var label: String
  /// The columns of the features.
  public var features: [String]
  /// The columns that were left out.
  public var leftOut: [String]
  /// How many rows were left out.
  public var leftOutRows: Int

  /// Creates a choice of columns.
  public init(
    label: String, features: [String], leftOut: [String] = [], leftOutRows: Int = 0
  ) {
    self.label = label
    self.features = features
    self.leftOut = leftOut
    self.leftOutRows = leftOutRows
  }
}

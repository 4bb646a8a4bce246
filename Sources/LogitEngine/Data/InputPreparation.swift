/// What is done to inputs on their way into a network.
public struct InputPreparation: Hashable, Sendable {
  /// Whether each channel (each feature of a feature vector) is brought to mean 0 and standard
  /// deviation 1 over the training set.
  public var isNormalized: Bool
  /// How pictures are changed at random in training.
  public var augmentations: Set<Augmentation>

  /// Creates a preparation; by default nothing is done.
  public init(isNormalized: Bool = false, augmentations: Set<Augmentation> = []) {
    self.isNormalized = isNormalized
    self.augmentations = augmentations
  }

  /// The names of the augmentations with commas between them, always in the same order.
  public var augmentationText: String {
    Augmentation.allCases.filter(augmentations.contains).map(\.rawValue).joined(separator: ",")
  }
}

/// A random change of pictures in training.
public enum Augmentation: String, CaseIterable, Hashable, Sendable {
  /// By up to an eighth of the smaller side in each direction, black beyond the edges.
  case shift
  /// Half of the pictures mirrored, left for right.
  case flip

  /// Reads names with commas between them; nil if one is unknown.
  public static func set(_ text: String) -> Set<Augmentation>? {
    let names = text.split(separator: ",")
    let found = names.compactMap { Augmentation(rawValue: String($0)) }
    return found.count == names.count ? Set(found) : nil
  }
}

extension Dataset {
  /// What is done to inputs when nothing is said: those of tables are normalized, since each column
  /// has its own unit.
  public var defaultPreparation: InputPreparation {
    InputPreparation(isNormalized: origin.columns != nil)
  }

  /// The dataset with its inputs so prepared; feature vectors are not augmented.
  public func prepared(_ preparation: InputPreparation) -> Dataset {
    var (training, test) = (training, test)
    training.scaling = nil
    test.scaling = nil
    var origin = origin
    if preparation.isNormalized {
      let statistics = ChannelStatistics(training)
      origin.notes += statistics.notes(isPicture: training.shape.isPicture)
      training.scaling = FeatureScaling(statistics, shape: training.shape, unit: training.unit)
      test.scaling = FeatureScaling(statistics, shape: test.shape, unit: test.unit)
    }
    training.augmenter =
      training.shape.isPicture && !preparation.augmentations.isEmpty
      ? PictureAugmenter(preparation.augmentations, shape: training.shape) : nil
    return Dataset(
      name: name, training: training, test: test, classNames: classNames, origin: origin)
  }
}

extension Examples {
  /// What a stored value is multiplied by to become an input.
  fileprivate var unit: Float {
    switch storage {
    case .bytes: Self.byteScale
    case .rows(let rows): rows.unit
    case .floats, .synthetic: 1
    }
  }
}

import ArgumentParser
import LogitEngine

/// The options that say what is done to inputs on their way into the network.
struct InputOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: """
      Bring each channel of pictures, or each feature, to mean 0 and deviation 1 over the training \
      set (default: for tables only).
      """)
  var normalize: Bool?

  @Option(
    help: ArgumentHelp(
      "Change pictures at random in training: shift, flip, or both.", valueName: "shift,flip"),
    transform: OptionValue.augmentations)
  var augment: Set<Augmentation>?

  /// Puts what was given in place of what a preparation has.
  ///
  /// - Throws: ``CommandError/usage(_:)`` for what the dataset's inputs do not allow.
  func apply(to inputs: inout InputPreparation, _ dataset: Dataset) throws {
    guard augment == nil || dataset.training.shape.isPicture else {
      throw CommandError.usage(
        "--augment needs pictures, but \(dataset.name) has feature vectors")
    }
    if let normalize { inputs.isNormalized = normalize }
    if let augment { inputs.augmentations = augment }
  }
}

extension InputPreparation {
  /// What is done to inputs, each in words.
  var text: [String] {
    (isNormalized ? ["normalized inputs"] : [])
      + Augmentation.allCases.filter(augmentations.contains).map { "random \($0.rawValue)" }
  }

  /// What is done to inputs as members of a JSON object.
  var members: [JSONValue.Member] {
    let names = Augmentation.allCases.filter(augmentations.contains).map(\.rawValue)
    return [
      .init("normalize", .bool(isNormalized)),
      .init("augment", .array(names.map(JSONValue.string))),
    ]
  }
}

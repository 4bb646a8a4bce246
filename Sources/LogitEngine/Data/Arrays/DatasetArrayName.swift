/// What the name of an array says that it is of a dataset: `x_train`, `test_labels`,
/// `kmnist-train-imgs`, `y`.
struct DatasetArrayName: Hashable {
  /// What an array of a dataset may be.
  enum Role: Hashable {
    case inputs
    case labels
    case classNames
  }

  /// The part of a dataset that an array may be of.
  enum Part: Hashable {
    case training
    case validation
    case test
    /// All examples, not parted yet.
    case whole
  }

  let role: Role
  let part: Part
  /// The words that the name has besides.
  let otherWords: [String]

  private static let inputWords: Set<String> = [
    "x", "images", "image", "imgs", "img", "data", "inputs", "input", "features", "feature",
    "feats", "feat", "embeddings", "embedding", "embeds", "emb", "pixels", "pictures", "vectors",
    "samples", "xs",
  ]
  private static let labelWords: Set<String> = [
    "y", "labels", "label", "lbls", "lbl", "targets", "target", "ys", "gt", "truth", "classes",
    "class",
  ]
  private static let partWords: [String: Part] = [
    "train": .training, "training": .training, "trn": .training, "tr": .training,
    "val": .validation, "valid": .validation, "validation": .validation, "dev": .validation,
    "test": .test, "testing": .test, "tst": .test, "te": .test, "eval": .test,
  ]

  /// Reads a name; nil if it does not say what the array is.
  init?(_ name: String) {
    var role: Role?
    var part: Part?
    var others: [String] = []
    for word in Self.words(name) {
      if let found = Self.partWords[word], part == nil {
        part = found
      } else if Self.inputWords.contains(word), role == nil {
        role = .inputs
      } else if Self.labelWords.contains(word), role == nil || role == .inputs {
        // In image_labels the second word counts.
        if role == .inputs { others.append("") }
        role = .labels
      } else if word == "names" || word == "name", role == .labels {
        role = .classNames
      } else {
        others.append(word)
      }
    }
    guard let role else { return nil }
    self.role = role
    self.part = part ?? .whole
    otherWords = others
  }

  /// The words of a name, in lower case: `Xtrain` and `xTrain` are two.
  private static func words(_ name: String) -> [String] {
    var words = [""]
    var wasLower = false
    for character in name.split(separator: "/").last ?? "" {
      guard character.isLetter || character.isNumber else {
        words.append("")
        continue
      }
      if character.isUppercase, wasLower { words.append("") }
      wasLower = character.isLowercase
      words[words.count - 1] += character.lowercased()
    }
    return words.filter { !$0.isEmpty }.flatMap { word -> [String] in
      // xtrain, ytest.
      guard let first = word.first, first == "x" || first == "y",
        partWords[String(word.dropFirst())] != nil
      else { return [word] }
      return [String(first), String(word.dropFirst())]
    }
  }
}

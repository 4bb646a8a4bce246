/// IDX files that belong together: the pictures or features and the labels to learn from, and mostly
/// those to evaluate on.
struct IDXSet: Hashable {
  /// What comes before the names' own words, for instance `emnist-letters`; often nothing.
  var prefix: String
  /// The folder they are in.
  var folder: String
  /// Their paths, as far as there are such files.
  var trainingImages: String?
  var trainingLabels: String?
  var testImages: String?
  var testLabels: String?

  /// Whether it has all it needs: without a test set, a part of the training set is one.
  var isComplete: Bool {
    trainingImages != nil && trainingLabels != nil && (testImages == nil) == (testLabels == nil)
  }

  /// A name that tells it from the others beside it.
  var name: String {
    if !prefix.isEmpty { return prefix }
    // Folders such as torchvision's `MNIST/raw` say nothing by their last part.
    let path = FileSystem.resolved(folder)
    let last = FileSystem.name(of: path)
    return Self.innerFolders.contains(last)
      ? FileSystem.name(of: FileSystem.folder(of: path)) : last
  }

  /// Folders inside of that of a dataset in which its files lie.
  private static let innerFolders = ["raw", "gzip"]

  /// The sets of a folder or, if it has none, of those below it where such files usually lie.
  static func sets(below folder: String) -> [IDXSet] {
    let own = sets(in: folder)
    if !own.isEmpty { return own }
    let inner = innerFolders.flatMap { sets(in: FileSystem.join(folder, $0)) }
    if !inner.isEmpty { return inner }
    return FileSystem.entries(of: folder).sorted().filter { !$0.hasPrefix(".") }.flatMap {
      sets(in: FileSystem.join(FileSystem.join(folder, $0), "raw"))
    }
  }

  /// The sets whose files are in a folder, by name.
  static func sets(in folder: String) -> [IDXSet] {
    var sets: [String: IDXSet] = [:]
    // Plain files come before packed ones of the same name.
    for entry in FileSystem.entries(of: folder).sorted() {
      guard !entry.hasPrefix("."), let name = IDXFileName(entry),
        let path = file(entry, in: folder, hasUsualName: name.saysFormat)
      else { continue }
      var set = sets[name.prefix] ?? IDXSet(prefix: name.prefix, folder: folder)
      let place = name.place
      if set[keyPath: place] == nil { set[keyPath: place] = path }
      sets[name.prefix] = set
    }
    return sets.values.sorted { $0.prefix < $1.prefix }
  }

  /// The path of a file, which some archives put into a folder of its own name; nil if it is
  /// something else.
  private static func file(_ name: String, in folder: String, hasUsualName: Bool) -> String? {
    var path = FileSystem.join(folder, name)
    if FileSystem.isFolder(path) { path = FileSystem.join(path, name) }
    guard FileSystem.exists(path), !FileSystem.isFolder(path) else { return nil }
    return hasUsualName || IDXArray.isIDX(path: path) ? path : nil
  }
}

/// What the name of an IDX file says.
struct IDXFileName {
  /// What comes before the words that are understood, joined by hyphens.
  let prefix: String
  /// Which file of its set it is.
  let place: WritableKeyPath<IDXSet, String?> & Sendable
  /// Whether the name itself says that the file is an IDX file.
  let saysFormat: Bool

  private static let trainingWords: Set = ["train", "training"]
  private static let testWords: Set = ["test", "testing", "t10k"]
  private static let labelWords: Set = ["label", "labels", "target", "targets", "y"]
  private static let imageWords: Set = [
    "image", "images", "img", "imgs", "pictures", "data", "features", "x",
  ]

  /// Reads a name such as `emnist-letters-train-images-idx3-ubyte.gz`; nil if it does not tell
  /// pictures from labels.
  init?(_ name: String) {
    var words = name.words
    if words.last == "gz" { words.removeLast() }
    let isContent = { Self.labelWords.contains($0) || Self.imageWords.contains($0) }
    let isPart = { Self.trainingWords.contains($0) || Self.testWords.contains($0) }
    // The last of each: a prefix may be such a word too.
    guard let content = words.lastIndex(where: isContent) else { return nil }
    let part = words.lastIndex(where: isPart)
    let isLabels = Self.labelWords.contains(words[content])
    let isTest = part.map { Self.testWords.contains(words[$0]) } ?? false
    place =
      switch (isLabels, isTest) {
      case (false, false): \.trainingImages
      case (true, false): \.trainingLabels
      case (false, true): \.testImages
      case (true, true): \.testLabels
      }
    prefix = words[..<min(content, part ?? content)].joined(separator: "-")
    saysFormat = words.contains { $0.hasPrefix("idx") || $0 == "ubyte" }
  }
}

extension String {
  /// The words of a name, in lower case: runs of letters and digits, cut before a capital letter
  /// after a small one.
  fileprivate var words: [String] {
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for character in self {
      let isBreak = character.isUppercase && previous.isLowercase
      if isBreak || !(character.isLetter || character.isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      previous = character
    }
    return word.isEmpty ? words : words + [word]
  }
}

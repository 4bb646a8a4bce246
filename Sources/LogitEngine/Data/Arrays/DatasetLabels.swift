/// The labels of a dataset's parts, and the classes that occur in them.
struct DatasetLabels {
  /// The labels of one part.
  struct Part {
    /// The class of each example that stays.
    var classes: [Int32]
    /// The rows of the examples that stay; nil for all.
    var rows: [Int]?
  }

  /// The parts, in the order they were given.
  private(set) var parts: [Part] = []
  /// The names of the classes.
  private(set) var names: [String] = []
  /// One sentence for whatever was converted or left out.
  private(set) var notes: [String] = []

  /// Finds the classes of the labels of some parts.
  ///
  /// - Parameters:
  ///   - contents: the labels of each part: integers, whole floats, truth values, text, one-hot.
  ///   - classNames: the names of the classes, by their numbers; nil for none.
  /// - Throws: ``DataError``.
  init(_ contents: [LabelContent], classNames: [String]?) throws {
    if contents.allSatisfy({ $0.texts != nil }) {
      try readTexts(contents)
    } else {
      try readNumbers(contents, classNames)
    }
    guard names.count <= Dataset.largestClassCount else {
      throw DataError.malformed(
        path: contents[0].path,
        .clause(
          "has \(names.count) different labels; at most \(Dataset.largestClassCount) classes are "
            + "taken"))
    }
  }

  private mutating func readTexts(_ contents: [LabelContent]) throws {
    let sets = contents.map { $0.texts ?? [] }
    // Digits that were saved as text stand in the order of their numbers.
    if sets.allSatisfy({ $0.allSatisfy { Int64($0) != nil } }) {
      try take(sets.map { $0.map { Int64($0) } }, contents, nil)
      notes.append("the labels are whole numbers as text")
      return
    }
    names = ExactText.sorted(sets.joined().filter { !$0.isEmpty })
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(names.map(ExactText.init), Int32(0)...))
    if names.count == 1 { names.append("other") }
    for (texts, content) in zip(sets, contents) {
      parts.append(
        try part(texts.map { numbers[ExactText($0)] }, content, "has no text but nothing"))
    }
    notes.append(
      "the labels are text, and the classes its \(numbers.count) different words in order")
  }

  private mutating func readNumbers(_ contents: [LabelContent], _ classNames: [String]?) throws {
    try take(try contents.map { try $0.datasetNumbers(&notes) }, contents, classNames)
  }

  private mutating func take(
    _ sets: [[Int64?]], _ contents: [LabelContent], _ classNames: [String]?
  ) throws {
    let ignored = Self.ignored(sets)
    let kept = sets.map { $0.map { $0.flatMap { ignored.contains($0) ? nil : Int($0) } } }
    var classes = NumberedClasses(kept.map { $0.compactMap(\.self) })
    if let note = classes.note { notes.append(note) }
    if let classNames, let path = contents.first?.path {
      if classNames.count == classes.names.count
        || classes.values.allSatisfy({ classNames.indices.contains($0) })
      {
        try classes.take(names: classNames, from: path)
      } else {
        notes.append("the \(classNames.count) names of classes do not go with the labels")
      }
    }
    names = classes.names
    for (numbers, content) in zip(kept, contents) {
      let labels = classes.classes(of: numbers.compactMap(\.self))
      var rest = labels[...]
      parts.append(
        try part(
          numbers.map { $0 == nil ? nil : rest.popFirst() }, content,
          "has no label but those that are left out"))
    }
    for label in ignored.sorted() {
      let count = sets.reduce(0) { sum, set in sum + set.count { $0 == label } }
      notes.append("\(count) examples with the label \(label) are left out, which stands for none")
    }
  }

  private mutating func part(
    _ classes: [Int32?], _ content: LabelContent, _ problem: String
  ) throws -> Part {
    let labels = classes.compactMap(\.self)
    guard !labels.isEmpty else { throw DataError.malformed(path: content.path, .clause(problem)) }
    guard labels.count < classes.count else { return Part(classes: labels, rows: nil) }
    notes.append(
      "\(classes.count - labels.count) of \(classes.count) examples without a label are left out")
    return Part(classes: labels, rows: classes.indices.filter { classes[$0] != nil })
  }

  /// The labels that stand for none: −100; 255 after fewer classes; −1 beside labels from 0 on, unless
  /// it makes three classes or two with them.
  private static func ignored(_ sets: [[Int64?]]) -> Set<Int64> {
    var occurring: Set<Int64> = []
    for set in sets { occurring.formUnion(set.lazy.compactMap(\.self)) }
    var ignored = occurring.intersection([-100])
    let rest = occurring.subtracting([-100, -1, 255])
    if occurring.contains(255), rest.allSatisfy({ $0 < 254 }), !rest.isEmpty {
      ignored.insert(255)
    }
    if occurring.contains(-1), !rest.isSubset(of: [0, 1]), rest.min() ?? -1 >= 0 {
      ignored.insert(-1)
    }
    return ignored
  }
}

extension LabelContent {
  /// The labels, if they are text, one an example.
  fileprivate var texts: [String]? {
    guard case .texts(let texts) = values, isVector else { return nil }
    return texts
  }

  /// Whether there is one label an example.
  private var isVector: Bool { shape.count(where: { $0 != 1 }) <= 1 }

  /// The number of examples that the labels are of.
  var exampleCount: Int {
    isVector ? shape.reduce(1, *) : shape[0]
  }

  /// The labels as numbers, nil for those that are none.
  fileprivate func datasetNumbers(_ notes: inout [String]) throws -> [Int64?] {
    func note(_ sentence: String) {
      if !notes.contains(sentence) { notes.append(sentence) }
    }
    guard isVector else {
      guard shape.count == 2 else {
        throw DataError.malformed(path: path, .wrongRank(shape: shape, wanted: 1))
      }
      let reader = LabelReader(
        self, classCount: shape[1], classNames: nil, options: LogitReadingOptions())
      let truth = try reader.onePerClass().truth
      guard let labels = truth.labels else {
        throw DataError.malformed(
          path: path,
          .clause(
            "has several classes an example, as no loss takes them; a dataset needs one label an "
              + "example"))
      }
      note("the labels are one-hot and taken as the classes that they stand for")
      return labels.map { $0 == Truth.outsider ? nil : Int64($0) }
    }
    switch values {
    case .integers(let integers): return integers
    case .flags(let flags):
      note("the labels are truth values: true is the class 1")
      return flags.map { $0 ? 1 : 0 }
    case .numbers(let numbers):
      note("the labels are floating-point numbers, all of them whole")
      return try numbers.enumerated().map { index, value in
        if value.isNaN { return nil }
        guard let integer = Int64(exactly: value) else {
          throw DataError.malformed(
            path: path,
            .clause(
              "has the label \(value) at \(shape.place(of: index)), where a whole number is needed")
          )
        }
        return integer
      }
    case .texts:
      throw DataError.malformed(
        path: path, .clause("holds text, but the other labels of the dataset are numbers"))
    }
  }
}

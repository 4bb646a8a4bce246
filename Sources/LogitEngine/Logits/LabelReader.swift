/// Turns labels as a file holds them into classes.
struct LabelReader {
  /// What became of labels.
  struct Result {
    /// The classes of the examples that stay.
    var truth: Truth
    /// The rows of the examples that stay; nil for all of them.
    var rows: [Int]?
    /// How many examples were left out.
    var ignoredCount = 0
    /// The names of the classes, where the labels are those names.
    var classNames: [String]?
    /// One sentence for whatever was converted or left out.
    var notes: [String] = []
  }

  private let labels: LabelContent
  private let classCount: Int
  private let classNames: [String]?
  private let options: LogitReadingOptions
  private let ignored: LabelSet
  private let outsiders: LabelSet

  /// Gets ready to read labels.
  ///
  /// - Parameters:
  ///   - classCount: k, the number of logits a row.
  ///   - classNames: the names that text is matched with; nil for none.
  init(
    _ labels: LabelContent, classCount: Int, classNames: [String]?, options: LogitReadingOptions
  ) {
    self.labels = labels
    self.classCount = classCount
    self.classNames = classNames
    self.options = options
    ignored = LabelSet(options.ignoredLabels)
    outsiders = LabelSet(options.outsiderLabels)
  }

  /// Reads one label an example.
  ///
  /// - Throws: ``DataError`` for a label that is no class, and if none is left.
  func oneEach() throws -> Result {
    let numbers: [Int64?]
    var result = Result(truth: Truth(labels: []))
    switch labels.values {
    case .integers(let values): numbers = values
    case .flags(let flags):
      numbers = flags.map { $0 ? 1 : 0 }
      result.notes.append("the labels are truth values: true is the class 1")
    case .numbers(let values):
      numbers = try whole(values)
      result.notes.append("the labels are floating-point numbers, all of them whole")
    case .texts(let texts): return try named(texts)
    }
    return try classes(numbers, result)
  }

  /// Reads k labels of 0 and 1 an example.
  ///
  /// - Throws: ``DataError`` for any other number.
  func onePerClass() throws -> Result {
    let isOne: [Bool]
    switch labels.values {
    case .flags(let flags): isOne = flags
    case .integers(let values): isOne = try values.enumerated().map { try bit(Double($1), $0) }
    case .numbers(let values): isOne = try values.enumerated().map { try bit($1, $0) }
    case .texts:
      throw DataError.malformed(
        path: labels.path,
        .clause(
          "has the shape \(labels.shape.tuple) and holds text; one label an example, or a number "
            + "0 or 1 a class, is needed"))
    }
    var memberships: [[Int32]] = []
    memberships.reserveCapacity(isOne.count / classCount)
    for begin in stride(from: 0, to: isOne.count, by: classCount) {
      var classes: [Int32] = []
      for offset in 0..<classCount where isOne[begin + offset] { classes.append(Int32(offset)) }
      memberships.append(classes)
    }
    var result = Result(truth: Truth(memberships: memberships))
    let none = memberships.count(where: \.isEmpty)
    let several = memberships.count { $0.count > 1 }
    if several > 0 {
      result.notes.append(
        "the labels are a column a class: \(several) of \(memberships.count) examples have several "
          + "classes" + (none > 0 ? " and \(none) have none" : ""))
    } else {
      result.notes.append(
        "the labels are one-hot and taken as the classes that they stand for"
          + (none > 0 ? "; \(none) of \(memberships.count) examples have none" : ""))
    }
    return result
  }

  private func bit(_ value: Double, _ index: Int) throws -> Bool {
    if value == 1 { return true }
    guard value == 0 else {
      throw DataError.malformed(
        path: labels.path,
        .clause(
          "has \(Self.text(value)) at \(labels.shape.place(of: index)); a column a class holds 0 and "
            + "1, and class numbers need one column"))
    }
    return false
  }

  /// The numbers as integers, nil for what is not a number.
  private func whole(_ values: [Double]) throws -> [Int64?] {
    try values.enumerated().map { index, value in
      if value.isNaN { return nil }
      guard let integer = Int64(exactly: value) else {
        throw DataError.malformed(
          path: labels.path,
          .clause(
            "has the label \(Self.text(value)) at \(labels.shape.place(of: index)), where a whole "
              + "number is needed"))
      }
      return integer
    }
  }

  private func named(_ texts: [String]) throws -> Result {
    if let classNames { return try named(texts, classNames, notes: []) }
    // Digits that were saved as text are numbers.
    let numbers = texts.map { Int64($0) }
    if numbers.allSatisfy({ $0 != nil }) {
      var result = Result(truth: Truth(labels: []))
      result.notes.append("the labels are whole numbers as text")
      return try classes(numbers, result)
    }
    var kept = texts
    kept.removeAll { $0.isEmpty || ignored.contains($0) || outsiders.contains($0) }
    let names = ExactText.sorted(kept)
    guard classCount > 1, names.count == classCount else {
      throw DataError.malformed(
        path: labels.path,
        .clause(
          classCount == 1
            ? "holds text; with one logit an example, 0 and 1 are needed, or --class-names with the "
              + "name of the class that has the logit"
            : "has \(names.count) different labels, but there are \(classCount) logits a row; "
              + "--class-names says which class is which"))
    }
    return try named(
      texts, names,
      notes: ["the labels are text, and the classes its \(names.count) different words in order"])
  }

  private func named(_ texts: [String], _ names: [String], notes: [String]) throws -> Result {
    var classes: [ExactText: Int64] = [:]
    for (index, name) in names.enumerated().reversed() { classes[ExactText(name)] = Int64(index) }
    var result = Result(truth: Truth(labels: []), classNames: names, notes: notes)
    if notes.isEmpty {
      result.notes.append("the labels are text, matched with the names of the classes")
    }
    // With one logit, whatever is not its class is a negative of it.
    let other: Int64? = classCount == 1 && names.count == 1 ? -1 : nil
    var outcome = Outcome(count: texts.count)
    for (index, text) in texts.enumerated() {
      if outsiders.contains(text) {
        outcome.append(Truth.outsider, index)
      } else if let number = classes[ExactText(text)] ?? other, number < classCount {
        outcome.append(Int32(number), index)
      } else if text.isEmpty || ignored.contains(text) {
        outcome.ignore(text.isEmpty ? "nothing" : "'\(text.printable)'")
      } else {
        throw DataError.malformed(
          path: labels.path,
          .clause(
            "has the label '\(text.printable.prefix(40))' at \(labels.shape.place(of: index)), which "
              + "is none of the \(names.count) names of the classes"))
      }
    }
    return try finish(outcome, result)
  }

  private func classes(_ numbers: [Int64?], _ start: Result) throws -> Result {
    var result = start
    let signs = signs(numbers)
    if let signs { result.notes.append(signs.note) }
    if classCount == 1 { result.classNames = classNames ?? [Self.positiveName] }
    var outcome = Outcome(count: numbers.count)
    for (index, number) in numbers.enumerated() {
      guard let number else {
        outcome.ignore("NaN")
        continue
      }
      if outsiders.contains(number) {
        outcome.append(Truth.outsider, index)
      } else if ignored.contains(number) {
        outcome.ignore("\(number)")
      } else if let label = signs?.classes[number] ?? label(number) {
        outcome.append(label, index)
      } else if Self.isUsuallyIgnored(number, classCount: classCount) {
        outcome.ignore("\(number)")
      } else {
        throw outOfRange(number, index, numbers)
      }
    }
    return try finish(outcome, result)
  }

  /// The class that a number means; nil for none.
  private func label(_ number: Int64) -> Int32? {
    // With one logit the numbers are those of two classes, of which only the second has one.
    if classCount == 1 { return number == 1 ? 0 : number == 0 ? Truth.outsider : nil }
    return (0..<Int64(classCount)).contains(number) ? Int32(number) : nil
  }

  /// What −1 and +1 mean where they are the only labels of two classes.
  private func signs(_ numbers: [Int64?]) -> (classes: [Int64: Int32], note: String)? {
    guard classCount <= 2, !outsiders.contains(-1), !ignored.contains(-1) else { return nil }
    var (hasMinus, hasPlus) = (false, false)
    for case let number? in numbers where !outsiders.contains(number) && !ignored.contains(number) {
      switch number {
      case -1: hasMinus = true
      case 1: hasPlus = true
      case -100, 255: continue
      default: return nil
      }
    }
    guard hasMinus, hasPlus else { return nil }
    return classCount == 1
      ? ([-1: Truth.outsider, 1: 0], "the labels are -1 and 1: -1 is a negative")
      : ([-1: 0, 1: 1], "the labels are -1 and 1: the classes 0 and 1")
  }

  private func outOfRange(_ number: Int64, _ index: Int, _ numbers: [Int64?]) -> DataError {
    if classCount == 1 {
      return .malformed(
        path: labels.path,
        .clause(
          "has the label \(number) at \(labels.shape.place(of: index)); with one logit an example, "
            + "labels are 0 and 1"))
    }
    let known = numbers.compactMap(\.self).filter {
      !Self.isUsuallyIgnored($0, classCount: classCount)
    }
    if known.min() == 1, known.max() == Int64(classCount) {
      return .malformed(
        path: labels.path,
        .clause(
          "has labels from 1 to \(classCount), but classes count from 0: save y - 1"))
    }
    return .malformed(
      path: labels.path,
      .classOutOfRange(
        position: labels.shape.position(of: index), value: "\(number)", classCount: classCount))
  }

  private func finish(_ outcome: Outcome, _ start: Result) throws -> Result {
    var result = start
    guard !outcome.labels.isEmpty else {
      throw DataError.malformed(
        path: labels.path,
        .clause("has no label but those that are to be ignored: \(outcome.ignoredText)"))
    }
    let total = labels.shape.reduce(1, *)
    result.truth = Truth(labels: outcome.labels)
    result.ignoredCount = total - outcome.labels.count
    if result.ignoredCount > 0 {
      result.rows = outcome.rows
      result.notes.append(
        "\(result.ignoredCount) of \(total) examples are left out, since their label is to be "
          + "ignored: \(outcome.ignoredText)")
    }
    let outsiderCount = outcome.labels.count { $0 == Truth.outsider }
    if classCount > 1, outsiderCount > 0 {
      result.notes.append("\(outsiderCount) of \(total) examples are negatives of every class")
    }
    return result
  }

  /// What the class of a single logit is called.
  static let positiveName = "positive"

  /// Whether a number stands for no label with PyTorch, Hugging Face, segmentation datasets.
  static func isUsuallyIgnored(_ number: Int64, classCount: Int) -> Bool {
    number == -1 || number == -100 || number == 255 && classCount <= 255
  }

  /// A number in the fewest digits, without a fraction where it is whole.
  private static func text(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}

/// Labels as they are gone through.
private struct Outcome {
  var labels: [Int32] = []
  var rows: [Int] = []
  private var ignored: [(label: String, count: Int)] = []

  init(count: Int) {
    labels.reserveCapacity(count)
    rows.reserveCapacity(count)
  }

  mutating func append(_ label: Int32, _ row: Int) {
    labels.append(label)
    rows.append(row)
  }

  mutating func ignore(_ label: String) {
    if let index = ignored.firstIndex(where: { $0.label.utf8.elementsEqual(label.utf8) }) {
      ignored[index].count += 1
    } else {
      ignored.append((label, 1))
    }
  }

  /// Which labels were left out and how often: `3 of -1, 2 of -100`.
  var ignoredText: String {
    ignored.map { "\($0.count) of \($0.label)" }.joined(separator: ", ")
  }
}

/// Labels that an option names.
private struct LabelSet {
  private let texts: Set<ExactText>
  private let numbers: Set<Int64>

  init(_ words: Set<String>) {
    texts = Set(words.map(ExactText.init))
    numbers = Set(words.compactMap { Int64($0) ?? Double($0).flatMap(Int64.init(exactly:)) })
  }

  func contains(_ text: String) -> Bool { !texts.isEmpty && texts.contains(ExactText(text)) }

  func contains(_ number: Int64) -> Bool { !numbers.isEmpty && numbers.contains(number) }
}

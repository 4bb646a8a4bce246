/// Labels as they are collected from JSON, one an example.
struct JSONLabels {
  private enum Label {
    case missing
    case integer(Int64)
    case number(Double)
    case flag(Bool)
    case text(String)
    case numbers([Double])
    case texts([String])
  }

  private var labels: [Label] = []

  /// How many there are.
  var count: Int { labels.count }

  /// Adds the label of an example; false for a value that is none.
  mutating func add(_ value: JSONElement) -> Bool {
    switch value {
    case .null: labels.append(.missing)
    case .flag(let flag): labels.append(.flag(flag))
    case .number(let number): add(number.value, isInteger: number.isInteger)
    case .text(let text): labels.append(.text(text))
    case .numbers(let numbers): labels.append(.numbers(numbers.values))
    case .list(let values):
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      guard texts.count == values.count else { return false }
      labels.append(.texts(texts))
    case .object: return false
    }
    return true
  }

  /// Adds the labels of several examples; false for a value that is no list of them.
  mutating func add(each value: JSONElement) -> Bool {
    switch value {
    case .numbers(let numbers):
      for number in numbers.values { add(number, isInteger: numbers.areIntegers) }
    case .list(let values):
      for value in values where !add(value) { return false }
    default: return false
    }
    return true
  }

  private mutating func add(_ number: Double, isInteger: Bool) {
    labels.append(
      number.isNaN ? .missing : isInteger ? .integer(Int64(number)) : .number(number))
  }

  /// The labels as a file has them.
  ///
  /// - Parameters:
  ///   - classCount: k, if it is known; lists of k zeros and ones are then a column a class, and other
  ///     lists hold the classes of their example.
  ///   - classNames: the names that text in lists is matched with; nil for the texts there are, in
  ///     order.
  /// - Throws: ``DataError``.
  func content(path: String, classCount: Int?, classNames: [String]?) throws -> LabelContent {
    let isList = labels.contains {
      switch $0 {
      case .numbers, .texts: true
      default: false
      }
    }
    guard !isList else { return try lists(path, classCount, classNames) }
    return LabelContent(path: path, values: values(), shape: [labels.count])
  }

  private func values() -> LabelContent.Values {
    var (integers, flags): ([Int64], [Bool]) = ([], [])
    var hasText = false
    for label in labels {
      switch label {
      case .integer(let integer): integers.append(integer)
      case .flag(let flag): flags.append(flag)
      case .text: hasText = true
      default: break
      }
    }
    if integers.count == labels.count { return .integers(integers) }
    if flags.count == labels.count { return .flags(flags) }
    return hasText ? .texts(labels.map(Self.text)) : .numbers(labels.map(Self.number))
  }

  private static func text(_ label: Label) -> String {
    switch label {
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .text(let text): text
    case .missing, .numbers, .texts: ""
    }
  }

  private static func number(_ label: Label) -> Double {
    switch label {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    case .flag(let flag): flag ? 1 : 0
    case .missing, .text, .numbers, .texts: .nan
    }
  }

  // MARK: - Several labels an example

  private func lists(
    _ path: String, _ classCount: Int?, _ classNames: [String]?
  ) throws -> LabelContent {
    if let width = commonWidth(), classCount == nil || classCount == width {
      return LabelContent(
        path: path, values: .integers(labels.flatMap(Self.bits)), shape: [labels.count, width])
    }
    guard let classCount else {
      throw DataError.malformed(
        path: path, .clause("has lists of classes, which need logits beside them in the same file"))
    }
    let names = try self.names(path, classCount, classNames)
    var bits = [Int64](repeating: 0, count: labels.count * classCount)
    for (row, label) in labels.enumerated() {
      for name in Self.members(label) {
        guard let index = names.map({ $0[ExactText(name)] }) ?? Int(name),
          (0..<classCount).contains(index)
        else {
          throw DataError.malformed(
            path: path,
            .clause(
              "has the label '\(name.printable.prefix(40))' at example \(row), which is none of the "
                + "\(classCount) classes"))
        }
        bits[row * classCount + index] = 1
      }
    }
    return LabelContent(path: path, values: .integers(bits), shape: [labels.count, classCount])
  }

  /// The number that each text is of; nil where labels are numbers.
  private func names(
    _ path: String, _ classCount: Int, _ classNames: [String]?
  ) throws -> [ExactText: Int]? {
    let hasText = labels.contains {
      switch $0 {
      case .text, .texts: true
      default: false
      }
    }
    guard hasText else { return nil }
    let names = classNames ?? ExactText.sorted(labels.flatMap(Self.members))
    guard names.count == classCount else {
      throw DataError.malformed(
        path: path,
        .clause(
          "has \(names.count) different labels, but there are \(classCount) logits a row; "
            + "--class-names says which class is which"))
    }
    return Dictionary(zip(names.map(ExactText.init), 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The width of lists of zeros and ones alone; nil for any others.
  private func commonWidth() -> Int? {
    var width: Int?
    for label in labels {
      guard case .numbers(let numbers) = label, numbers.count == width ?? numbers.count,
        numbers.allSatisfy({ $0 == 0 || $0 == 1 })
      else { return nil }
      width = numbers.count
    }
    return width
  }

  private static func bits(_ label: Label) -> [Int64] {
    if case .numbers(let numbers) = label { numbers.map { Int64($0) } } else { [] }
  }

  private static func members(_ label: Label) -> [String] {
    switch label {
    case .numbers(let numbers):
      numbers.map { Int(exactly: $0).map(String.init) ?? "\($0)" }
    case .texts(let texts): texts
    case .missing: []
    default: [text(label)]
    }
  }
}

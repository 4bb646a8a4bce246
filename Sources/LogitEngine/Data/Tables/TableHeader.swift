/// Tells a header from a first row of data.
struct TableHeader {
  /// Names that a column of labels has, the likeliest first.
  static let labelNames = [
    "label", "labels", "class", "classes", "target", "targets", "species", "diagnosis", "outcome",
    "variety", "category", "digit", "y",
  ]

  /// How likely a column of that name is the label: the less the likelier; nil for any other name.
  static func labelRank(_ name: String) -> Int? {
    labelNames.firstIndex(of: name.lowercased())
  }

  /// Whether a column of that name, where there is doubt, is rather the label than others.
  static func isLikelyLabel(_ name: String) -> Bool {
    likelyNames.contains(name.lowercased().filter { $0.isLetter })
  }

  private static let likelyNames: Set = [
    "survived", "income", "quality", "churn", "churned", "exited", "default", "fraud", "isfraud",
    "anomaly", "spam", "type", "result", "results", "status", "grade", "rating", "response",
    "attrition", "approved", "purchased", "loanstatus", "win", "winner", "decision", "diabetes",
  ]

  /// The cells of the first record, as text.
  let names: [String]
  /// What each cell is by itself.
  let values: [TableValue]
  /// What the rows below hold.
  let columns: [TableColumn]
  let rowCount: Int

  /// Whether the first record names columns.
  var isHeader: Bool {
    guard rowCount > 0 else { return false }
    if names[0].isEmpty, columns[0].missingCount == 0, columns[0].countsUp { return true }
    var (texts, numbers): ([Int], [Int]) = ([], [])
    for column in columns.indices where columns[column].isNumeric {
      switch values[column] {
      case .text: texts.append(column)
      case .number: numbers.append(column)
      case .infinity, .missing: break
      }
    }
    let isLabelNamed = names.contains { Self.labelRank($0) != nil }
    if !texts.isEmpty {
      return numbers.isEmpty || isLabelNamed || isSequence(numbers) || texts.count >= numbers.count
    }
    if !numbers.isEmpty { return isNumbered(numbers) }
    // Text above text.
    let others = columns.filter { $0.textCount > 0 }
    guard !others.isEmpty, Set(names.map { Array($0.utf8) }).count == names.count,
      !others.contains(where: \.repeatsFirstRecord)
    else { return false }
    return isLabelNamed || (rowCount > 2 && others.contains(where: \.repeatsText))
  }

  /// Whether the header is 0, 1, 2, …, as pandas writes it for columns without names, perhaps with
  /// a name among them.
  private func isNumbered(_ numbers: [Int]) -> Bool {
    guard isSequence(numbers), names[numbers[0]] == "0" else { return false }
    for column in columns.indices {
      // A text above texts that is one of them is no name.
      if case .text = values[column], columns[column].repeatsFirstRecord { return false }
    }
    // Two numbers may well be a row of data, unless all below are written as floats.
    return numbers.count > 2 || numbers.contains { columns[$0].isWrittenAsFloat }
  }

  /// Whether the first record has whole numbers in some columns, each one above the one before it.
  private func isSequence(_ columns: [Int]) -> Bool {
    let numbers = columns.compactMap { Int(names[$0]) }
    return numbers.count == columns.count && !numbers.isEmpty
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 }
  }
}

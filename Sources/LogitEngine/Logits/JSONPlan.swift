/// Which members of the records of a JSON file are the logits and the labels.
///
/// The first record decides, by the names of its members, and whatever is taken is noted.
struct JSONPlan {
  /// Where the logits of a record are.
  enum Place {
    /// The record itself is a row, or a list of rows.
    case record
    /// Under keys, each of a moment of its own.
    case keys([String])
    /// A number each under the keys, one a class.
    case columns([String])
  }

  /// Where the logits are.
  private(set) var logits = Place.record
  /// The key of the labels; nil for none.
  private(set) var label: String?
  /// Whether the labels have no name of theirs.
  private(set) var guessesLabel = false
  /// The steps of the moments, where the keys have them.
  private(set) var steps: [Int] = []
  /// The names of the classes, where a member gives them.
  private(set) var classNames: [String]?
  /// One sentence for each choice.
  private(set) var notes: [String] = []

  /// Names of labels in records, beside those of arrays.
  static let moreLabels = ["gold_label", "class", "category", "answer"]

  /// Chooses by the first record.
  ///
  /// - Parameter file: the name of the file, for notes.
  /// - Throws: the rest of a sentence that begins with the file's path.
  init(_ record: JSONElement, file: String, options: LogitReadingOptions) throws(JSONPlanError) {
    guard case .object(let members) = record else {
      guard record.isRows else {
        throw JSONPlanError(
          clause: "holds \(record.name), where a list of logits or an object with one is needed,")
      }
      return
    }
    try choose(members, file: file, options)
  }

  private mutating func choose(
    _ members: [JSONElement.Member], file: String, _ options: LogitReadingOptions
  ) throws(JSONPlanError) {
    let keys = members.map(\.key)
    if let wanted = options.labelsName {
      label = try Self.given(wanted, keys, "--labels-name")
    } else {
      label = ArrayNames.find(ArrayNames.labels + Self.moreLabels, among: keys).first { key in
        key != options.logitsName && members.contains { $0.key == key && $0.value.isLabel }
      }
    }
    let others = members.filter { $0.key != label }
    if let wanted = options.logitsName {
      logits = .keys([try Self.given(wanted, keys, "--logits-name")])
    } else {
      logits = try Self.logits(others, keys)
    }
    switch logits {
    case .record: break
    case .keys(let chosen):
      steps = chosen.compactMap(Self.step)
      notes.append("the logits are \(Self.list(chosen)) of \(file)")
    case .columns(let chosen):
      notes.append("the logits are the \(chosen.count) numbers \(Self.list(chosen)) of \(file)")
    }
    if let label { notes.append("the labels are '\(label.printable)' of \(file)") }
    if label == nil, let guess = guessedLabel(others) {
      (label, guessesLabel) = (guess, true)
      notes.append(
        "the labels are '\(guess.printable)' of \(file), the only whole number that can be them")
    }
    classNames = Self.classNames(members)
  }

  // MARK: - Logits

  private static func logits(
    _ members: [JSONElement.Member], _ keys: [String]
  ) throws(JSONPlanError) -> Place {
    let rows = members.filter(\.value.isRows).map(\.key)
    let moments = rows.filter { step($0) != nil }
      .sorted { (step($0) ?? 0) < (step($1) ?? 0) }
    if !moments.isEmpty { return .keys(moments) }
    if let known = ArrayNames.find(ArrayNames.logits, among: rows).first { return .keys([known]) }
    let likely = rows.filter(ArrayNames.mayBeLogits)
    if likely.count == 1 { return .keys(likely) }
    if likely.count > 1, rows.count == members.count, members.allSatisfy(\.value.isNamed) {
      throw JSONPlanError(
        clause: "is a table column by column, as pandas writes it by default; save it by records, "
          + "df.to_json(\"z.jsonl\", orient=\"records\", lines=True); it begins")
    }
    let numbers = members.filter(\.value.isNumber).map(\.key)
    if rows.isEmpty || likely.isEmpty {
      let columns = LogitNaming.columns(numbers)
      if !columns.isEmpty { return .columns(columns) }
    }
    throw JSONPlanError(
      clause: "has no key named logits, outputs, predictions or scores, nor just one list of "
        + "numbers; it has \(list(keys)), and --logits-name says which it is,")
  }

  /// The step in a key such as `logits_epoch_3`, which Dataset Cartography writes.
  private static func step(_ key: String) -> Int? {
    let parts = key.lowercased().split(separator: "_")
    guard parts.count == 3, ["logits", "logit"].contains(parts[0]),
      ["epoch", "step"].contains(parts[1]), parts[2].utf8.count < 13
    else { return nil }
    return Int(parts[2])
  }

  // MARK: - Labels and names

  /// The only whole number that may be the labels.
  private func guessedLabel(_ members: [JSONElement.Member]) -> String? {
    var taken: [String] = []
    switch logits {
    case .record: break
    case .keys(let keys), .columns(let keys): taken = keys
    }
    let found = members.filter { member in
      guard case .number(let number) = member.value, number.isInteger else { return false }
      return !taken.contains(member.key) && ArrayNames.mayBeLabels(member.key)
        && !LogitNaming.identifies(member.key)
    }
    return found.count == 1 ? found[0].key : nil
  }

  private static func classNames(_ members: [JSONElement.Member]) -> [String]? {
    let texts = members.filter { member in
      guard case .list(let values) = member.value, !values.isEmpty else { return false }
      return values.allSatisfy { if case .text = $0 { true } else { false } }
    }
    guard let name = ArrayNames.find(ArrayNames.classNames, among: texts.map(\.key)).first,
      case .list(let values)? = texts.first(where: { $0.key == name })?.value
    else { return nil }
    return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  private static func given(
    _ wanted: String, _ keys: [String], _ option: String
  ) throws(JSONPlanError) -> String {
    guard
      let key = keys.first(where: { $0.utf8.elementsEqual(wanted.utf8) })
        ?? keys.first(where: { $0.lowercased() == wanted.lowercased() })
    else {
      throw JSONPlanError(
        clause: "has no key '\(wanted.printable)' for \(option); it has \(list(keys)),")
    }
    return key
  }

  private static func list(_ keys: [String]) -> String {
    keys.prefix(12).map { "'\($0.printable)'" }.joined(separator: ", ")
      + (keys.count > 12 ? " and \(keys.count - 12) more" : "")
  }
}

/// Why the members of a record cannot be told apart.
struct JSONPlanError: Error {
  /// The part of a sentence between the path and the line.
  var clause: String
}

extension JSONElement {
  /// Whether it is a row of logits, a list of rows, or a logit for each name of a class.
  var isRows: Bool {
    switch self {
    case .numbers: true
    case .list(let values):
      !values.isEmpty && values.allSatisfy { if case .numbers = $0 { true } else { false } }
    case .object(let members): members.count > 1 && members.allSatisfy(\.value.isNumber)
    case .null, .flag, .number, .text: false
    }
  }

  /// Whether it is a number.
  var isNumber: Bool { if case .number = self { true } else { false } }

  /// Whether it is a number for each of some names.
  fileprivate var isNamed: Bool { if case .object = self { isRows } else { false } }

  /// Whether it can be a label, or the labels of several examples.
  fileprivate var isLabel: Bool { if case .object = self { false } else { true } }
}

extension LabelContent {
  /// Reads the labels of a JSON file: a list of them, one a line, or those of its records.
  ///
  /// - Throws: ``DataError``.
  init(json text: DecodedText, options: LogitReadingOptions) throws {
    var (labels, plan) = (JSONLabels(), String?.none)
    var isFirst = true
    try text.bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.forEachRecord { (scanner) throws(JSONError) in
          let value = try scanner.value()
          defer { isFirst = false }
          guard case .object(let members) = value else {
            // A list alone holds all labels.
            let isAdded =
              isFirst && scanner.peek() == nil && value.isList
              ? labels.add(each: value) : labels.add(value)
            guard isAdded else {
              throw scanner.error("has \(value.name), where a label is needed,")
            }
            return
          }
          let keys = members.map(\.key)
          if isFirst { plan = Self.key(keys, options) }
          guard let plan, let label = members.first(where: { $0.key == plan })?.value else {
            throw scanner.error(
              "has a record without \(ArrayNames.labels[0]) or another name of labels, which "
                + "--labels-name gives,")
          }
          let isBatch = isFirst && scanner.peek() == nil && label.isList
          guard isBatch ? labels.add(each: label) : labels.add(label) else {
            throw scanner.error("has \(label.name), where a label is needed,")
          }
        }
      } catch {
        throw error.data(path: text.path, bytes)
      }
    }
    guard labels.count > 0 else {
      throw DataError.malformed(path: text.path, .clause("holds no labels"))
    }
    self = try labels.content(path: text.path, classCount: nil, classNames: options.classNames)
    notes = text.notes
    if let plan {
      notes.append("the labels are '\(plan.printable)' of \(FileSystem.name(of: text.path))")
    }
  }

  private static func key(_ keys: [String], _ options: LogitReadingOptions) -> String? {
    if let wanted = options.labelsName {
      return keys.first { $0.lowercased() == wanted.lowercased() }
    }
    return ArrayNames.find(ArrayNames.labels + JSONPlan.moreLabels, among: keys).first
      ?? (keys.count == 1 ? keys[0] : nil)
  }
}

extension JSONElement {
  fileprivate var isList: Bool {
    switch self {
    case .list, .numbers: true
    default: false
    }
  }
}

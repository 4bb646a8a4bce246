/// Logits and labels collected from the records of a JSON file.
struct JSONLogits {
  private let file: String
  private let options: LogitReadingOptions
  private var plan: JSONPlan?
  /// The rows of each moment, one after another.
  private var moments: [[Double]] = []
  private var width = 0
  private var rowCount = 0
  private var recordCount = 0
  private var labels = JSONLabels()
  /// The names of the logits where a record gives each a name.
  private var names: [String]?
  private var notes: [String] = []

  private init(file: String, options: LogitReadingOptions) {
    self.file = file
    self.options = options
  }

  /// Reads a text.
  ///
  /// - Parameter outside: the labels that other files hold.
  /// - Throws: ``DataError``.
  /// - Complexity: O(bytes).
  static func content(
    _ text: DecodedText, outside: OutsideLabels, options: LogitReadingOptions
  ) throws -> LogitContent {
    var logits = JSONLogits(file: FileSystem.name(of: text.path), options: options)
    try text.bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        var scanner = JSONScanner(bytes)
        try scanner.forEachRecord { (scanner) throws(JSONError) in try logits.add(&scanner) }
      } catch {
        throw error.data(path: text.path, bytes)
      }
    }
    return try logits.content(text, outside)
  }

  private func content(_ text: DecodedText, _ outside: OutsideLabels) throws -> LogitContent {
    guard let plan, rowCount > 0 else {
      throw DataError.malformed(path: text.path, .clause("holds no logits"))
    }
    var shape = [rowCount, width]
    // A list alone is one logit an example.
    if recordCount == 1, rowCount == 1, case .record = plan.logits { shape = [width] }
    if moments.count > 1 { shape.insert(moments.count, at: 0) }
    var content = LogitContent(
      path: text.path, values: .doubles(moments.count == 1 ? moments[0] : moments.flatMap(\.self)),
      shape: shape, steps: plan.steps, notes: text.notes + notes + plan.notes)
    content.classNames = names.map { LogitNaming.classNames($0) } ?? plan.classNames
    if plan.label != nil, outside.given == nil {
      let beside = plan.guessesLabel ? try outside.load() : nil
      content.labels =
        try beside
        ?? labels.content(
          path: text.path, classCount: width,
          classNames: options.classNames ?? content.classNames)
      if beside != nil { content.notes.removeAll { $0.hasPrefix("the labels are '") } }
    }
    return content
  }

  // MARK: - Records

  private mutating func add(_ scanner: inout JSONScanner) throws(JSONError) {
    if plan == nil {
      _ = scanner.peek()
      let begin = scanner.position
      let outline = try scanner.value(keeping: 4)
      scanner.move(to: begin)
      if let container = JSONContainer(outline) {
        notes.append("the records are \(container.name) of \(file)")
        return try addRecords(in: container, &scanner)
      }
      try choose(outline, scanner)
    }
    try addRecord(&scanner)
  }

  /// Adds the records within the object at the next byte.
  private mutating func addRecords(
    in container: JSONContainer, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    try scanner.members { (scanner, key) throws(JSONError) in
      switch container {
      case .list(let wanted) where wanted.utf8.elementsEqual(scanner.text[key]):
        guard scanner.take(UInt8(ascii: "[")) else { throw scanner.error("has no list of records") }
        repeat { try add(&scanner) } while scanner.take(UInt8(ascii: ","))
        guard scanner.take(UInt8(ascii: "]")) else {
          throw scanner.error("has a list of records that does not end")
        }
      case .list: try scanner.skip()
      case .members: try add(&scanner)
      }
    }
  }

  private mutating func addRecord(_ scanner: inout JSONScanner) throws(JSONError) {
    guard let plan else { return }
    recordCount += 1
    let begin = rowCount
    switch plan.logits {
    case .record: try addRows(of: try scanner.value(), moment: 0, scanner)
    case .keys(let keys): try addMembers(keys, plan, &scanner)
    case .columns(let keys): try addColumns(keys, plan, &scanner)
    }
    rowCount = moments[0].count / width
    for moment in moments where moment.count != rowCount * width {
      throw scanner.error("has \(rowCount - begin) rows of logits and another number of them")
    }
    guard plan.label != nil, labels.count != rowCount else { return }
    throw scanner.error(
      "has \(labels.count - begin) labels for \(rowCount - begin) rows of logits")
  }

  private mutating func choose(
    _ record: JSONElement, _ scanner: JSONScanner
  ) throws(JSONError) {
    let chosen: JSONPlan
    do throws(JSONPlanError) {
      chosen = try JSONPlan(record, file: file, options: options)
    } catch {
      throw scanner.error(error.clause)
    }
    switch chosen.logits {
    case .record: moments = [[]]
    case .keys(let keys): moments = Array(repeating: [], count: keys.count)
    case .columns(let keys):
      moments = [[]]
      names = keys
      width = keys.count
    }
    plan = chosen
  }

  /// Adds the rows under some keys, and the label or labels.
  private mutating func addMembers(
    _ keys: [String], _ plan: JSONPlan, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    var (found, isBatch) = (0, false)
    var label: JSONElement?
    try scanner.members { (scanner, key) throws(JSONError) in
      let name = scanner.text[key]
      if let moment = keys.firstIndex(where: { $0.utf8.elementsEqual(name) }) {
        if try addRow(&scanner, moment: moment) { isBatch = true }
        found += 1
      } else if let wanted = plan.label, wanted.utf8.elementsEqual(name) {
        label = try scanner.value()
      } else {
        try scanner.skip()
      }
    }
    guard found == keys.count else {
      throw scanner.error("has a record without '\(keys[0].printable)' that ends")
    }
    guard plan.label != nil else { return }
    guard isBatch ? labels.add(each: label ?? .null) : labels.add(label ?? .null) else {
      throw scanner.error("has \(label?.name ?? "nothing"), where a label is needed,")
    }
  }

  /// Adds the numbers under the names of the classes, and the label.
  private mutating func addColumns(
    _ keys: [String], _ plan: JSONPlan, _ scanner: inout JSONScanner
  ) throws(JSONError) {
    var row = [Double?](repeating: nil, count: keys.count)
    var label: JSONElement?
    var next = 0
    try scanner.members { (scanner, key) throws(JSONError) in
      let name = scanner.text[key]
      // Records mostly have their members in the same order.
      let column =
        next < keys.count && keys[next].utf8.elementsEqual(name)
        ? next : keys.firstIndex { $0.utf8.elementsEqual(name) }
      if let column {
        row[column] = try Self.logit(try scanner.value(), scanner)
        next = column + 1
      } else if let wanted = plan.label, wanted.utf8.elementsEqual(name) {
        label = try scanner.value()
      } else {
        try scanner.skip()
      }
    }
    for (column, value) in row.enumerated() {
      guard let value else {
        throw scanner.error("has a record without '\(keys[column].printable)' that ends")
      }
      moments[0].append(value)
    }
    guard plan.label == nil || labels.add(label ?? .null) else {
      throw scanner.error("has \(label?.name ?? "nothing"), where a label is needed,")
    }
  }

  // MARK: - Rows

  /// Adds the row or rows at the next byte; true for several.
  private mutating func addRow(
    _ scanner: inout JSONScanner, moment: Int
  ) throws(JSONError) -> Bool {
    guard scanner.peek() == UInt8(ascii: "[") else {
      return try addRows(of: try scanner.value(), moment: moment, scanner)
    }
    let begin = scanner.position
    if let numbers = try scanner.numbers() {
      try append(numbers.values, moment, scanner)
      return false
    }
    scanner.move(to: begin)
    _ = scanner.take(UInt8(ascii: "["))
    repeat {
      guard scanner.peek() == UInt8(ascii: "["), let row = try scanner.numbers() else {
        throw scanner.error("has something else than numbers among its logits")
      }
      try append(row.values, moment, scanner)
    } while scanner.take(UInt8(ascii: ","))
    guard scanner.take(UInt8(ascii: "]")) else {
      throw scanner.error("has rows of logits that do not end")
    }
    return true
  }

  /// Adds the row or rows that a value is; true for several.
  @discardableResult
  private mutating func addRows(
    of value: JSONElement, moment: Int, _ scanner: JSONScanner
  ) throws(JSONError) -> Bool {
    switch value {
    case .numbers(let numbers): try append(numbers.values, moment, scanner)
    case .number(let number): try append([number.value], moment, scanner)
    case .list(let rows) where !rows.isEmpty:
      for row in rows {
        guard case .numbers(let numbers) = row else {
          throw scanner.error("has \(row.name) among rows of logits")
        }
        try append(numbers.values, moment, scanner)
      }
      return true
    case .object(let members): try append(members, moment, scanner)
    default: throw scanner.error("has \(value.name), where logits are needed,")
    }
    return false
  }

  private mutating func append(
    _ row: [Double], _ moment: Int, _ scanner: JSONScanner
  ) throws(JSONError) {
    if width == 0 { width = row.count }
    guard row.count == width else {
      throw scanner.error("has \(row.count) logits instead of \(width)")
    }
    moments[moment] += row
  }

  /// Adds a logit for each name, in the order that the first record has.
  private mutating func append(
    _ members: [JSONElement.Member], _ moment: Int, _ scanner: JSONScanner
  ) throws(JSONError) {
    let names = names ?? members.map(\.key)
    self.names = names
    if width == 0 { width = names.count }
    guard members.count == width, names.count == width else {
      throw scanner.error("has \(members.count) logits instead of \(width)")
    }
    for (index, name) in names.enumerated() {
      let isInOrder = members[index].key.utf8.elementsEqual(name.utf8)
      guard
        let value = isInOrder
          ? members[index].value
          : members.first(where: { $0.key.utf8.elementsEqual(name.utf8) })?.value
      else { throw scanner.error("has no logit named '\(name.printable)'") }
      moments[moment].append(try Self.logit(value, scanner))
    }
  }

  private static func logit(
    _ value: JSONElement, _ scanner: JSONScanner
  ) throws(JSONError) -> Double {
    switch value {
    case .number(let number): return number.value
    case .null: return .nan
    default: throw scanner.error("has \(value.name), where a logit is needed,")
    }
  }
}

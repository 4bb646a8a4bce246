/// Rows of the form `label index:value index:value …`, as LIBSVM and svmlight write them.
struct SparseRows {
  private(set) var labels: [ArraySlice<UInt8>] = []
  /// The line of each row, counted from 1.
  private(set) var lines: [Int] = []
  /// Where the entries of each row end.
  private(set) var ends: [Int] = []
  /// The indices as they are written.
  private(set) var indices: [Int32] = []
  private(set) var values: [Float] = []
  private(set) var largestIndex: Int32 = -1
  private(set) var smallestIndex = Int32.max

  /// Whether the first line that is no comment is of that form.
  static func begins(_ text: DecodedText) -> Bool {
    for line in text.bytes.split(maxSplits: 64, whereSeparator: Byte.endsLine) {
      let words = line.prefix { $0 != Byte.hash }.split(whereSeparator: Byte.isBlank)
      guard !words.isEmpty else { continue }
      return words.count > 1 && words.dropFirst().allSatisfy { entry($0) != nil }
        && !words[0].contains(Byte.colon)
    }
    return false
  }

  /// Reads the rows.
  ///
  /// - Throws: ``DataError``.
  init(_ text: DecodedText) throws {
    var line = 0
    for content in text.bytes.lines {
      line += 1
      let words = content.prefix { $0 != Byte.hash }.split(whereSeparator: Byte.isBlank)
      guard let label = words.first else { continue }
      guard !label.contains(Byte.comma) else {
        throw DataError.malformed(
          path: text.path,
          .clause("has several labels at line \(line), but one a row is needed"))
      }
      for word in words.dropFirst() {
        if word.starts(with: "qid:".utf8) { continue }
        guard let (index, value) = Self.entry(word) else {
          throw DataError.malformed(
            path: text.path,
            .clause(
              "has '\(String(decoding: word.prefix(40), as: UTF8.self).printable)' at line \(line), "
                + "where index:value is needed, as in the lines before"))
        }
        indices.append(index)
        values.append(value)
        largestIndex = max(largestIndex, index)
        smallestIndex = min(smallestIndex, index)
      }
      labels.append(label)
      lines.append(line)
      ends.append(indices.count)
    }
  }

  /// The rows as a table with a number everywhere.
  ///
  /// - Parameter first: the index of the first feature.
  func rows(path: String, first: Int32, width: Int) -> LabeledRows {
    var features = [Float](repeating: 0, count: width * labels.count)
    var begin = 0
    for (row, end) in ends.enumerated() {
      for entry in begin..<end {
        features[row * width + Int(indices[entry] - first)] = values[entry]
      }
      begin = end
    }
    return LabeledRows(path: path, features: features, width: width, labels: labels, lines: lines)
  }

  /// Reads `index:value`; nil for anything else.
  private static func entry(_ word: ArraySlice<UInt8>) -> (Int32, Float)? {
    guard let place = word.firstIndex(of: Byte.colon) else { return nil }
    let index = word[..<place]
    guard !index.isEmpty, index.count < 10, index.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return word.starts(with: "qid:".utf8) ? (0, 0) : nil
    }
    let value = word[(place + 1)...].withUnsafeBufferPointer { decimalNumber($0[...]) }
    guard let value, Float(value).isFinite else { return nil }
    return (index.reduce(0) { $0 * 10 + Int32($1 - 0x30) }, Float(value))
  }
}

extension Dataset {
  /// Makes a dataset of sparse rows, and of those beside it.
  init(sparse text: DecodedText, _ options: TableOptions) throws {
    guard options.labelColumn == nil, options.columns == nil, options.leftOutColumns.isEmpty else {
      throw DataError.malformed(
        path: text.path,
        .clause(
          "has the label first and features by index, as LIBSVM writes them: --label-column, "
            + "--columns and --leave-out are for tables with columns"))
    }
    let training = try SparseRows(text)
    var parts = [(path: text.path, rows: training)]
    var notes = text.notes
    let testPath =
      Self.testPath(beside: text.path) ?? [text.path + ".t"].first(where: FileSystem.exists)
    if let testPath {
      let test = try DecodedText(path: testPath, encoding: options.encoding)
      parts.append((testPath, try SparseRows(test)))
      notes.append("the test set is \(FileSystem.name(of: testPath)) beside it")
    }
    let first: Int32 = parts.contains { $0.rows.smallestIndex == 0 } ? 0 : 1
    let width = Int((parts.map(\.rows.largestIndex).max() ?? 0) - first) + 1
    guard width > 0 else {
      throw DataError.malformed(path: text.path, .clause("has no features, only labels"))
    }
    notes.insert(
      "the rows are LIBSVM's: the label, then index:value for each of \(width) features that is not "
        + "0; indices begin at \(first)", at: text.notes.count)
    let count = parts.reduce(0) { $0 + $1.rows.labels.count }
    let entries = parts.reduce(0) { $0 + $1.rows.values.count }
    // A few bytes may name an index that makes a table of a thousand times as many.
    let limit = max(1 << 24, 256 * entries)
    let room = Double(min(limit, (availableMemory() ?? .max) / 16))
    guard Double(width) * Double(count) <= room else {
      throw DataError.malformed(
        path: text.path,
        .clause(
          "has \(count) rows and indices up to \(width), too many for a table with a number "
            + "everywhere"))
    }
    let rows = parts.map { $0.rows.rows(path: $0.path, first: first, width: width) }
    let classes = try TableClasses(rows[0], order: nil, names: nil)
    guard classes.names.count < max(rows[0].count, 3) else {
      throw DataError.malformed(
        path: text.path, .clause("has another label in each row, so that there are no classes"))
    }
    try self.init(
      text.path, rows, classes, areNumbers: true, mayBePictures: true, notes: &notes,
      columns: TableColumns(
        label: "1", features: (0..<min(width, 10_000)).map { "\($0 + Int(first))" }))
  }
}

extension [UInt8] {
  /// The lines, which end with LF, CR or both.
  fileprivate var lines: some Sequence<ArraySlice<UInt8>> {
    sequence(state: 0) { (position: inout Int) -> ArraySlice<UInt8>? in
      guard position < count else { return nil }
      let begin = position
      while position < count, !Byte.endsLine(self[position]) { position += 1 }
      let line = self[begin..<position]
      if position < count {
        let isReturn = self[position] == Byte.carriageReturn
        position += 1
        if isReturn, position < count, self[position] == Byte.newline { position += 1 }
      }
      return line
    }
  }
}

extension Dataset {
  /// Reads a table of examples, and the one beside it that has `test` where it has `train`.
  ///
  /// Without a second table a fifth of the examples, drawn from a fixed seed, is the test set.
  /// Features are taken as they are, except that whole numbers from 0 to 255, one of them above
  /// 127, are bytes, which become 0...1, and a square picture if they make one. What was guessed and
  /// left out is in ``origin``.
  ///
  /// - Throws: ``DataError``.
  init(table path: String, _ options: TableOptions = TableOptions()) throws {
    let text = try DecodedText(path: path, encoding: options.encoding)
    if SparseRows.begins(text) {
      try self.init(sparse: text, options)
      return
    }
    let table = try TextTable(text)
    let roles = try TableRoles(table, options)
    let fillings = options.missingCells == .mean ? LabeledRows.means(table, roles) : nil
    var notes = TableNotes(table, roles)
    let training = try LabeledRows(table, roles, columns: { $0 }, fillings: fillings)
    let classes = try TableClasses(
      training, order: table.declaration.values[roles.label], names: table.declaration.classNames)
    notes.add(training, options.missingCells)
    var test: LabeledRows?
    if let testPath = Self.testPath(beside: path) {
      test = try Self.testRows(testPath, table, roles, fillings, options, &notes)
    }
    try self.init(
      path, [training] + (test.map { [$0] } ?? []), classes,
      areNumbers: roles.features.allSatisfy { $0.width == 1 },
      mayBePictures: TableNotes.mayBePictures(table, roles), notes: &notes.sentences,
      columns: notes.columns(leftOutRows: training.leftOutCount + (test?.leftOutCount ?? 0)))
  }

  /// Makes a dataset of the rows of one table or two.
  init(
    _ path: String, _ rows: [LabeledRows], _ classes: TableClasses, areNumbers: Bool,
    mayBePictures: Bool, notes: inout [String], columns: TableColumns
  ) throws {
    let isBytes = areNumbers && WholeBytes.are(rows.map(\.features))
    let width = rows[0].width
    let shape = mayBePictures ? ImageShape.ofBytes(width) : ImageShape(featureVectorOf: width)
    if isBytes {
      notes.append(
        "the features are whole numbers from 0 to 255, which become 0 to 1"
          + (shape.isPicture ? ", of pictures of \(shape.height)x\(shape.width)" : ""))
    }
    let sets = try rows.map { part in
      let labels = try classes.numbers(of: part, training: path)
      return isBytes
        ? Examples(pixels: WholeBytes.bytes(part.features), labels: labels, shape: shape)
        : Examples(
          values: part.features, labels: labels, shape: ImageShape(featureVectorOf: width))
    }
    var parts = sets
    if sets.count == 1 {
      let (training, test) = sets[0].split()
      parts = [training, test]
      notes.append("a fifth of the rows, drawn at random from a fixed seed, is the test set")
    }
    self.init(
      name: FileSystem.stem(of: path), training: parts[0], test: parts[1],
      classNames: classes.names, origin: DatasetOrigin(notes: notes, columns: columns))
  }

  /// The rows of the table beside a training table; nil if it has no labels.
  private static func testRows(
    _ path: String, _ training: TextTable, _ roles: TableRoles, _ fillings: [Double]?,
    _ options: TableOptions, _ notes: inout TableNotes
  ) throws -> LabeledRows? {
    let table = try TextTable(path: path, encoding: options.encoding)
    let columns: [Int?]
    if let names = training.columnNames, let others = table.columnNames {
      var places: [[UInt8]: Int] = [:]
      for (place, name) in others.enumerated().reversed() { places[Array(name.utf8)] = place }
      columns =
        names == others ? Array(names.indices) : names.map { places[Array($0.utf8)] }
    } else {
      // Without names the label alone can be told to be missing.
      let label = roles.label
      columns =
        table.columnCount == training.columnCount - 1
        ? (0..<training.columnCount).map { $0 == label ? nil : $0 - ($0 > label ? 1 : 0) }
        : (0..<training.columnCount).map { $0 < table.columnCount ? $0 : nil }
      guard training.columnCount - table.columnCount <= 1,
        table.columnCount <= training.columnCount
      else {
        throw table.error(
          "has \(table.columnCount) columns, but \(training.path) beside it has "
            + "\(training.columnCount)")
      }
    }
    guard let label = columns[roles.label], table.columns[label].missingCount < table.rowCount
    else {
      notes.add(
        "\(FileSystem.name(of: path)) beside it has no labels and is not used")
      return nil
    }
    for feature in roles.features {
      guard let column = columns[feature.column] else {
        throw table.error(
          "has no column '\(training.name(ofColumn: feature.column))', which \(training.path) has")
      }
      if case .number = feature.kind, table.columns[column].numberCount == 0 {
        throw table.error(
          "has no number in the column '\(training.name(ofColumn: feature.column))', where "
            + "\(training.path) has numbers")
      }
    }
    let rows = try LabeledRows(
      table, roles, columns: { columns[$0] ?? 0 }, fillings: fillings)
    guard rows.count > 0 else {
      throw table.error("has no row without a missing cell: --missing mean fills cells")
    }
    notes.add("the test set is \(FileSystem.name(of: path)) beside it")
    notes.add(rows, options.missingCells)
    return rows
  }

  /// The test table that belongs to a training table; nil if there is none.
  static func testPath(beside path: String) -> String? {
    let name = FileSystem.name(of: path)
    let folder = path.dropLast(name.count)
    for (training, test) in [
      ("training", "testing"), ("training", "test"), ("Training", "Test"), ("train", "test"),
      ("Train", "Test"), ("TRAIN", "TEST"), (".tra", ".tes"), (".trn", ".tst"),
    ] {
      // The last occurrence: the first may be part of the dataset's own name.
      guard let place = name.ranges(of: training).last else { continue }
      let candidate = String(
        folder + name[..<place.lowerBound] + test + name[place.upperBound...])
      if FileSystem.exists(candidate), !FileSystem.isFolder(candidate) { return candidate }
    }
    return nil
  }
}

/// Whole numbers from 0 to 255 that floats hold, and that are pixels in truth.
enum WholeBytes {
  /// Whether all values are whole numbers from 0 to 255, one of them above 127.
  ///
  /// - Complexity: O(values), less where one is not.
  static func are(_ parts: [[Float]]) -> Bool {
    var largest: Float = 0
    for part in parts {
      for value in part {
        guard value >= 0, value <= 255, value == value.rounded() else { return false }
        if value > largest { largest = value }
      }
    }
    return largest > 127
  }

  /// The values as bytes.
  ///
  /// - Precondition: they are whole numbers from 0 to 255.
  static func bytes(_ values: [Float]) -> [UInt8] { values.map { UInt8($0) } }
}

extension Dataset {
  /// Reads a table of examples, and the one beside it that has `test` where it has `train`.
  ///
  /// Without a second table a fifth of the examples, drawn from a fixed seed, is the test set.
  /// Features are taken as they are, except that whole numbers from 0 to 255, one of them above
  /// 127, are bytes, which become 0...1, and a square picture if they make one.
  ///
  /// - Throws: ``DataError``.
  init(table path: String, labelColumn: TableLabelColumn? = nil) throws {
    let training = try Table(path: path, labelColumn: labelColumn)
    let test = try Self.testPath(beside: path).map {
      try Table(path: $0, labelColumn: training.labelColumn)
    }
    if let test, test.columnCount != training.columnCount {
      throw DataError.malformed(
        path: test.path,
        .badTable(
          line: test.labels[0].line,
          .otherColumnCount(found: test.columnCount, training: training.columnCount)))
    }
    let tables = [training] + (test.map { [$0] } ?? [])
    let classes = try TableClasses(tables)
    let isBytes = Self.areBytes(tables)
    let sets = try tables.map { table in
      Self.examples(table.features, try classes.numbers(of: table), isBytes: isBytes)
    }
    let parts: [Examples]
    if sets.count > 1 {
      parts = sets
    } else {
      guard sets[0].count > 1 else { throw DataError.malformed(path: path, .empty) }
      let (training, test) = sets[0].split()
      parts = [training, test]
    }
    self.init(
      name: FileSystem.stem(of: path), training: parts[0], test: parts[1],
      classNames: classes.names)
  }

  /// The test table that belongs to a training table; nil if there is none.
  private static func testPath(beside path: String) -> String? {
    let name = FileSystem.name(of: path)
    let folder = path.dropLast(name.count)
    for (training, test) in [
      ("training", "testing"), ("training", "test"), ("Training", "Test"), ("train", "test"),
      ("Train", "Test"), ("TRAIN", "TEST"),
    ] {
      // The last occurrence: the first may be part of the dataset's own name.
      guard let place = name.ranges(of: training).last else { continue }
      let candidate = String(
        folder + name[..<place.lowerBound] + test + name[place.upperBound...])
      if FileSystem.exists(candidate) { return candidate }
    }
    return nil
  }

  private static func areBytes(_ tables: [Table]) -> Bool {
    var largest: Float = 0
    for table in tables {
      for value in table.features {
        guard value >= 0, value <= 255, value == value.rounded() else { return false }
        if value > largest { largest = value }
      }
    }
    return largest > 127
  }

  private static func examples(_ features: [Float], _ labels: [Int32], isBytes: Bool) -> Examples {
    let width = features.count / labels.count
    return isBytes
      ? Examples(pixels: features.map { UInt8($0) }, labels: labels, shape: .ofBytes(width))
      : Examples(values: features, labels: labels, shape: ImageShape(featureVectorOf: width))
  }
}

/// The classes that the labels of some tables name.
private struct TableClasses {
  let names: [String]
  private let numbers: [String: Int32]?

  /// Whole numbers are their own classes; otherwise each text is one, in alphabetical order.
  init(_ tables: [Table]) throws {
    if tables.allSatisfy({ $0.labels.allSatisfy { $0.number != nil } }) {
      let limit = Dataset.largestClassCount
      var largest = 1
      for table in tables {
        for label in table.labels {
          guard let number = label.number, number < limit else {
            throw Self.badLabel(label, of: table)
          }
          largest = max(largest, number)
        }
      }
      names = (0...largest).map(String.init)
      numbers = nil
      return
    }
    // Numbers that are not whole are measurements, not classes.
    for table in tables {
      if table.labels.allSatisfy({ Double($0.name) != nil }),
        let label = table.labels.first(where: { $0.number == nil })
      {
        throw Self.badLabel(label, of: table)
      }
    }
    var names = Set(tables.flatMap { $0.labels.map(\.name) }).sorted()
    if names.count == 1 { names.append("other") }
    self.names = names
    numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// The class of each example of a table.
  func numbers(of table: Table) throws -> [Int32] {
    try table.labels.map { label in
      guard let number = numbers == nil ? label.number.map({ Int32($0) }) : numbers?[label.name]
      else {
        throw Self.badLabel(label, of: table)
      }
      return number
    }
  }

  private static func badLabel(_ label: Table.Label, of table: Table) -> DataError {
    let column = table.labelColumn == .first ? 1 : table.columnCount
    return .malformed(
      path: table.path,
      .badTable(line: label.line, .badLabel(column: column, text: label.name)))
  }
}

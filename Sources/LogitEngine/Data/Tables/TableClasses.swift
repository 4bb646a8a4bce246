/// The classes that the labels of a table name: the values that occur, and no others.
struct TableClasses {
  /// The names of the classes, numbers in their order, else texts in the order of their bytes.
  let names: [String]
  private let classes: [LabelKey: Int32]

  /// What makes two labels the same: a whole number, however it is written, or the bytes.
  private enum LabelKey: Hashable {
    case number(Int)
    case text([UInt8])
  }

  /// Finds the classes of the training rows.
  ///
  /// - Parameter order: the texts in an order that the format declares.
  /// - Parameter names: the names of the classes 0, 1, …, where the format gives them.
  /// - Throws: ``DataError``.
  init(_ rows: LabeledRows, order: [String]?, names given: [String]?) throws {
    var texts: [LabelKey: [UInt8]] = [:]
    for number in 0..<rows.texts.count {
      let text = Array(rows.texts[number])
      texts[Self.key(text)] = texts[Self.key(text)] ?? text
    }
    guard texts.count > 1 else {
      let only = texts.values.first.map { String(decoding: $0, as: UTF8.self).printable } ?? ""
      throw DataError.malformed(
        path: rows.path,
        .clause(
          rows.count == 0
            ? "has no row without a missing cell: --missing mean fills cells, --leave-out leaves "
              + "columns out"
            : "has the label '\(only)' in every row, but two classes are needed"))
    }
    guard texts.count <= Dataset.largestClassCount else {
      throw DataError.malformed(
        path: rows.path,
        .clause("has \(texts.count) different labels, more than \(Dataset.largestClassCount)"))
    }
    let ranks = order.map { order in
      Dictionary(zip(order.map { Array($0.utf8) }, 0...), uniquingKeysWith: { first, _ in first })
    }
    let values = texts.mapValues { text in
      text.withUnsafeBufferPointer { decimalNumber($0[...]) }
    }
    let areNumbers = values.values.allSatisfy { $0 != nil }
    let keys = texts.keys.sorted { one, other in
      if areNumbers, let one = values[one], let other = values[other], one != other {
        return (one ?? 0) < (other ?? 0)
      }
      let (one, other) = (texts[one] ?? [], texts[other] ?? [])
      if let ranks, let first = ranks[one], let second = ranks[other] { return first < second }
      return one.lexicographicallyPrecedes(other)
    }
    names = keys.map { key in
      if case .number(let number) = key {
        if let given, given.indices.contains(number) { return given[number] }
        return "\(number)"
      }
      return String(decoding: texts[key] ?? [], as: UTF8.self).printable
    }
    classes = Dictionary(uniqueKeysWithValues: zip(keys, 0...))
  }

  /// The class of each row.
  ///
  /// - Throws: ``DataError`` for a label that no training row has.
  func numbers(of rows: LabeledRows, training: String) throws -> [Int32] {
    var numbers: [Int32] = []
    for number in 0..<rows.texts.count {
      let text = Array(rows.texts[number])
      guard let found = classes[Self.key(text)] else {
        throw DataError.malformed(
          path: rows.path,
          .clause(
            "has the label '\(String(decoding: text, as: UTF8.self).printable.prefix(40))' at line "
              + "\(rows.line(rows.firstRows[number])), which no row of \(training) has"))
      }
      numbers.append(found)
    }
    return rows.labels.map { numbers[Int($0)] }
  }

  private static func key(_ text: [UInt8]) -> LabelKey {
    // Beyond this a double may stand for two whole numbers.
    guard let value = text.withUnsafeBufferPointer({ decimalNumber($0[...]) }),
      let number = Int(exactly: value), abs(number) < 1 << 53
    else { return .text(text) }
    return .number(number)
  }
}

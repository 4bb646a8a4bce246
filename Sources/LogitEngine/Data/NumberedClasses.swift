/// The classes that whole numbers name: the numbers that occur, in order, whatever they begin with.
struct NumberedClasses {
  /// The numbers that occur, in order.
  let values: [Int]
  /// The names of the classes: the numbers, until others are given.
  private(set) var names: [String]
  /// What there is to say about them.
  private(set) var note: String?

  /// Finds the classes of the labels of some sets.
  init(_ sets: [[Int]]) {
    var occurring: Set<Int> = []
    for set in sets { occurring.formUnion(set) }
    let values = occurring.sorted()
    self.values = values
    names = values.map(String.init)
    // Below two classes there is nothing to tell apart.
    if values.count == 1 { names.append(values[0] == 0 ? "1" : "other") }
    guard let first = values.first, let last = values.last, values != Array(0..<values.count) else {
      return
    }
    let isGapless = last - first == values.count - 1
    note =
      "the labels are \(isGapless ? "\(first) to" : "between \(first) and") \(last): the "
      + "\(values.count) numbers that occur are the classes"
  }

  /// The class of each label.
  ///
  /// - Precondition: the labels are among those that the classes were made of.
  func classes(of labels: [Int]) -> [Int32] {
    if let first = values.first, let last = values.last, last - first == values.count - 1 {
      return labels.map { Int32($0 - first) }
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(values, Int32(0)...))
    return labels.map { numbers[$0] ?? 0 }
  }

  /// Gives the classes the names of a file: as many as there are classes, in their order, or one for
  /// every number from 0 on, of which those that occur are taken.
  ///
  /// - Throws: ``DataError`` if they are fewer or others.
  mutating func take(names given: [String], from path: String) throws {
    if given.count == names.count {
      names = given.enumerated().map { $1.isEmpty ? names[$0] : $1 }
    } else if values.allSatisfy({ given.indices.contains($0) }), values.count > 1 {
      names = values.map { given[$0].isEmpty ? "\($0)" : given[$0] }
      note =
        "of the \(given.count) classes that \(FileSystem.name(of: path)) names, "
        + "\(given.count - values.count) do not occur and are left out"
    } else {
      throw DataError.malformed(
        path: path, .wrongNameCount(found: given.count, expected: names.count))
    }
  }

  /// Gives those classes names whose numbers have one.
  mutating func take(names given: [Int: String], from path: String) {
    guard values.allSatisfy({ given[$0] != nil }) else { return }
    names = values.map { given[$0] ?? "\($0)" }
    note = "the classes are named by \(FileSystem.name(of: path))"
  }
}

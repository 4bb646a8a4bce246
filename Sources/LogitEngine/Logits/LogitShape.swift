/// How an array of logits and one of labels go together, by their shapes alone.
struct LogitShape: Hashable {
  /// m, the number of moments, which share their labels.
  var momentCount = 1
  /// n, the number of examples of a moment.
  var exampleCount: Int
  /// k, the number of logits of an example.
  var classCount: Int
  /// Whether each example has k labels of 0 and 1 instead of one label.
  var hasLabelPerClass = false
  /// Whether the first dimension is one of moments, even if there is only one.
  var hasMoments = false
  /// What was made of the shapes, where they are not (n, k) and (n,).
  var note: String?
  /// What was made of the shape of the labels, where it is not (n,).
  var labelNote: String?

  /// Finds how two shapes go together.
  ///
  /// - Parameters:
  ///   - logits: (n, k); (n,), (n, 1) or (1, n) for one logit an example; (n, 1, k), (n, k, 1) or
  ///     (1, n, k); (b, t, k), with labels of (b, t); (m, n, k) for m moments.
  ///   - labels: (n,), (n, 1) or (1, n); (n, k) for a label a class; (b, t).
  /// - Throws: ``DataError`` if they do not.
  init(
    _ logits: [Int], _ logitsPath: String, _ labels: [Int], _ labelsPath: String
  ) throws {
    guard !logits.isEmpty, !logits.contains(0) else {
      throw DataError.malformed(
        path: logitsPath, logits.isEmpty ? .wrongRank(shape: logits, wanted: 2) : .empty)
    }
    guard !labels.contains(0) else { throw DataError.malformed(path: labelsPath, .empty) }
    guard let shape = Self.match(logits, labels) else {
      throw Self.mismatch(logits, logitsPath, labels, labelsPath)
    }
    self = shape
    note = Self.note(shape, logits)
    labelNote = Self.labelNote(shape, labels)
  }

  private init(_ exampleCount: Int, _ classCount: Int) {
    self.exampleCount = exampleCount
    self.classCount = classCount
  }

  private static func match(_ logits: [Int], _ labels: [Int]) -> LogitShape? {
    // The number of labels, if there is one an example.
    let count = labels.reduce(1, *)
    let isVector = labels.filter { $0 != 1 }.count <= 1
    switch logits.count {
    case 1:
      if isVector, count == logits[0] { return LogitShape(count, 1) }
      if isVector, count == 1 { return LogitShape(1, logits[0]) }
      return nil
    case 2:
      return match(rows: logits, labels, count: count, isVector: isVector)
    case 3:
      return match(blocks: logits, labels, count: count, isVector: isVector)
    default:
      // Dimensions of one element say nothing.
      let rest = logits.filter { $0 != 1 }
      return rest.count < logits.count && rest.count <= 3 ? match(rest, labels) : nil
    }
  }

  private static func match(
    rows logits: [Int], _ labels: [Int], count: Int, isVector: Bool
  ) -> LogitShape? {
    let (rows, columns) = (logits[0], logits[1])
    // A column a class goes before a row of labels, which needs as many classes as examples.
    if labels == logits, columns > 1 {
      var shape = LogitShape(rows, columns)
      shape.hasLabelPerClass = true
      return shape
    }
    if isVector, count == rows { return LogitShape(rows, columns) }
    if isVector, rows == 1, count == columns { return LogitShape(columns, 1) }
    return nil
  }

  private static func match(
    blocks logits: [Int], _ labels: [Int], count: Int, isVector: Bool
  ) -> LogitShape? {
    let (first, second, third) = (logits[0], logits[1], logits[2])
    if !isVector, labels.filter({ $0 != 1 }) == [first, second].filter({ $0 != 1 }) {
      return LogitShape(first * second, third)
    }
    // Without its single dimension it is a matrix; moments of their own go before a single one.
    let isMoments = isVector && count == second && first != count && first > 1
    if first == 1 || second == 1 || third == 1, !isMoments {
      for dropped in [0, 1, 2] where logits[dropped] == 1 {
        var rest = logits
        rest.remove(at: dropped)
        if let shape = match(rows: rest, labels, count: count, isVector: isVector) { return shape }
      }
    }
    if isVector, count == second {
      var shape = LogitShape(second, third)
      (shape.momentCount, shape.hasMoments) = (first, true)
      return shape
    }
    if labels == [second, third] {
      var shape = LogitShape(second, third)
      (shape.momentCount, shape.hasMoments, shape.hasLabelPerClass) = (first, true, true)
      return shape
    }
    if isVector, count == first * second { return LogitShape(first * second, third) }
    if labels == logits {
      var shape = LogitShape(first * second, third)
      shape.hasLabelPerClass = true
      return shape
    }
    return nil
  }

  private static func note(_ shape: LogitShape, _ logits: [Int]) -> String? {
    let (count, classes) = (shape.exampleCount, shape.classCount)
    if shape.hasMoments {
      return "the logits of the shape \(logits.tuple) are \(shape.momentCount) moments of "
        + "\(count) examples with \(classes) logits each"
    }
    if classes == 1 {
      return "the logits of the shape \(logits.tuple) are one logit for each of \(count) examples: "
        + "one class, whose positives have the label 1"
    }
    if logits == [count, classes] { return nil }
    return "the logits of the shape \(logits.tuple) are taken as \(count) examples with \(classes) "
      + "logits each"
  }

  private static func labelNote(_ shape: LogitShape, _ labels: [Int]) -> String? {
    guard labels.count > 1, !shape.hasLabelPerClass else { return nil }
    let count = labels.reduce(1, *)
    return labels.count == 2 && labels[1] == 1
      ? "the labels are a column, taken as \(count) labels"
      : "the labels of the shape \(labels.tuple) are taken as \(count) labels"
  }

  private static func mismatch(
    _ logits: [Int], _ logitsPath: String, _ labels: [Int], _ labelsPath: String
  ) -> DataError {
    let count = labels.reduce(1, *)
    let isVector = labels.filter { $0 != 1 }.count <= 1
    if isVector, logits.count == 2 || logits.count == 1 {
      guard logits.count == 2, logits[1] == count else {
        return .countMismatch(
          path: logitsPath, count: logits[0], otherPath: labelsPath, otherCount: count)
      }
      return .malformed(
        path: logitsPath,
        .clause(
          "has the shape \(logits.tuple) and \(FileSystem.name(of: labelsPath)) \(count) labels: "
            + "a row an example is needed; save z.T"))
    }
    if logits.count <= 2 {
      let (rows, columns) = (logits[0], logits.count == 2 ? logits[1] : 1)
      let matrix = columns > 1 ? " or \([rows, columns].tuple) of 0 and 1" : ""
      return .malformed(
        path: labelsPath,
        .clause(
          "has the shape \(labels.tuple), but with logits of \(logits.tuple), labels of "
            + "\([rows].tuple)\(matrix) are needed"))
    }
    // What PyTorch's cross-entropy takes: the classes in the second dimension.
    if labels.count == logits.count - 1, logits[0] == labels[0],
      Array(logits[2...]) == Array(labels[1...])
    {
      return .malformed(
        path: logitsPath,
        .clause(
          "has the shape \(logits.tuple), with the classes in its second dimension; they are needed "
            + "in the last: save np.moveaxis(z, 1, -1).reshape(-1, \(logits[1])), and the labels "
            + "as y.reshape(-1)"))
    }
    return .malformed(
      path: logitsPath,
      .clause(
        "has the shape \(logits.tuple) and \(FileSystem.name(of: labelsPath)) \(labels.tuple), which "
          + "do not go together; n x k logits and n labels are needed: save "
          + "z.reshape(-1, \(logits[logits.count - 1])) and y.reshape(-1)"))
  }
}

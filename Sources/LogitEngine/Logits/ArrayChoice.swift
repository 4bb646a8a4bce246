/// Which arrays of a file are the logits, the labels and the names of the classes.
///
/// Names decide. For want of a known name the only array that can be meant is taken, never one whose
/// name says that it is something else; whatever is taken is noted.
struct ArrayChoice<Arrays: ArrayCollection> {
  private let arrays: Arrays
  private let names: [String]
  /// One sentence for each choice.
  private(set) var notes: [String] = []

  init(_ arrays: Arrays) {
    self.arrays = arrays
    names = arrays.names
  }

  /// Finds the logits.
  ///
  /// - Parameter wanted: the name that was asked for; nil to find out.
  /// - Throws: ``DataError``.
  mutating func logits(_ wanted: String?) throws -> String {
    if let wanted { return try given(wanted, "logits") }
    let found = try known(ArrayNames.logits) { type, shape in
      type.isNumeric && (shape.count >= 2 || type.isFloatingPoint)
    }
    // A row a logit goes before a single logit, as in scores (n,) beside z (n, k).
    let wide = try found.first { try arrays.header(of: $0).shape.count >= 2 }
    if let name = wide ?? found.first {
      note(name, "logits", isGuess: false)
      return name
    }
    // A matrix goes before blocks, and those before a single column.
    var candidates: [String] = []
    for ranks in [2...2, 3...Int.max, 1...1] where candidates.isEmpty {
      candidates = try fitting { name, type, shape in
        ArrayNames.mayBeLogits(name) && type.isFloatingPoint && ranks.contains(shape.count)
          && shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) > 1
      }
    }
    if candidates.count == 1 {
      note(candidates[0], "logits", isGuess: true)
      return candidates[0]
    }
    if names.contains("indptr"), names.contains("indices"), names.contains("data") {
      throw DataError.malformed(
        path: arrays.path,
        .clause(
          "is a sparse matrix of SciPy's; save it whole: np.save(\"z.npy\", "
            + "scipy.sparse.load_npz(\"\(FileSystem.name(of: arrays.path))\").toarray())"))
    }
    throw DataError.missingArray(
      path: arrays.path,
      wanted: "logits, outputs, predictions, scores, preds or z"
        + (candidates.count > 1 ? "" : ", nor just one of n x k floats")
        + "; --logits-name says which it is",
      found: try names.map { "\($0) \(try arrays.header(of: $0).shape.tuple)" })
  }

  /// Finds the labels by their name; nil if no array has one of theirs.
  ///
  /// - Parameters:
  ///   - wanted: the name that was asked for; nil to find out.
  ///   - logits: the array of logits, which is another.
  /// - Throws: ``DataError``.
  mutating func namedLabels(_ wanted: String?, of logits: String?) throws -> String? {
    if let wanted { return try given(wanted, "labels") }
    let found = try known(ArrayNames.labels) { _, shape in !shape.isEmpty }
    guard let name = found.first(where: { $0 != logits }) else { return nil }
    note(name, "labels", isGuess: false)
    return name
  }

  /// Finds the only array that can be labels, whatever its name; nil if there is none, or several.
  ///
  /// - Throws: ``DataError``.
  mutating func guessedLabels(of logits: String?) throws -> String? {
    let count = try logits.map { try arrays.header(of: $0).shape }
    let found = try fitting { name, type, shape in
      name != logits && ArrayNames.mayBeLabels(name) && !type.isFloatingPoint
        && (shape.count == 1 || shape.count == 2 && shape.contains(1))
        && (count?.contains(shape.reduce(1, *)) ?? true)
    }
    guard found.count == 1 else { return nil }
    note(found[0], "labels", isGuess: true)
    return found[0]
  }

  /// The names of the classes, if an array of text is called so.
  ///
  /// - Throws: ``DataError``.
  mutating func classNames() throws -> [String]? {
    let found = try known(ArrayNames.classNames) { type, shape in
      type.isText && shape.count == 1
    }
    guard let name = found.first else { return nil }
    note(name, "names of the classes", isGuess: false)
    let opened = try arrays.open(name)
    return try NPYArray(header: opened.header, data: opened.data).texts()
  }

  private mutating func given(_ wanted: String, _ what: String) throws -> String {
    guard
      let name = names.first(where: { $0 == wanted })
        ?? names.first(where: { $0.lowercased() == wanted.lowercased() })
    else { throw DataError.missingArray(path: arrays.path, wanted: wanted, found: names) }
    note(name, what, isGuess: false)
    return name
  }

  private mutating func note(_ name: String, _ what: String, isGuess: Bool) {
    let file = FileSystem.name(of: arrays.path)
    notes.append(
      isGuess
        ? "the \(what) are the array '\(name)' of \(file), the only one that can be them"
        : "the \(what) are the array '\(name)' of \(file)")
  }

  private func known(
    _ wanted: [String], _ fits: (NPYElementType, [Int]) -> Bool
  ) throws -> [String] {
    try ArrayNames.find(wanted, among: names).filter { name in
      let header = try arrays.header(of: name)
      // What is called so and cannot be read is refused by its type.
      return NPYElementType(description: header.elementDescription).map { fits($0, header.shape) }
        ?? true
    }
  }

  private func fitting(_ fits: (String, NPYElementType, [Int]) -> Bool) throws -> [String] {
    try names.filter { name in
      let header = try arrays.header(of: name)
      return NPYElementType(description: header.elementDescription).map {
        fits(name, $0, header.shape)
      } ?? false
    }
  }
}

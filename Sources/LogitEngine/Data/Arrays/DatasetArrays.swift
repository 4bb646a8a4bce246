/// Which of some arrays make a dataset: a training set and a test set, or one set of all examples.
struct DatasetArrays {
  /// The inputs of some examples and their labels, by the names of the arrays.
  struct Pair: Hashable {
    var inputs: String
    var labels: String
  }

  /// What the network learns from, or all examples if there is no test set.
  var training: Pair
  /// What the network is evaluated on; nil for a part of the training set.
  var test: Pair?
  /// The names of the classes; nil for none.
  var classNames: String?
  /// One sentence for whatever was guessed or left out.
  var notes: [String] = []

  /// Finds the arrays by their names, or else, if there are just two, by their shapes and types.
  ///
  /// - Throws: ``DataError/missingArray(path:wanted:found:)``.
  init(_ arrays: some ArrayCollection) throws {
    let names = arrays.names
    var found: [DatasetArrayName.Part: [DatasetArrayName.Role: String]] = [:]
    var best: [DatasetArrayName.Part: [DatasetArrayName.Role: Int]] = [:]
    for name in names {
      guard let meaning = DatasetArrayName(name) else { continue }
      let former = best[meaning.part]?[meaning.role]
      guard meaning.otherWords.count < former ?? .max else { continue }
      best[meaning.part, default: [:]][meaning.role] = meaning.otherWords.count
      found[meaning.part, default: [:]][meaning.role] = name
    }
    func pair(_ part: DatasetArrayName.Part) -> Pair? {
      guard let inputs = found[part]?[.inputs], let labels = found[part]?[.labels] else {
        return nil
      }
      return Pair(inputs: inputs, labels: labels)
    }
    if found[.training]?[.inputs] != nil, pair(.training) == nil {
      throw DataError.missingArray(path: arrays.path, wanted: "y_train", found: names)
    }
    if let training = pair(.training) ?? pair(.whole) {
      self.training = training
    } else {
      guard let training = try Self.onlyTwo(arrays) else {
        throw DataError.missingArray(
          path: arrays.path, wanted: "x_train and y_train, nor x and y, nor data and target",
          found: names)
      }
      self.training = training
      notes.append(
        "the inputs are the array '\(training.inputs)' and the labels the array "
          + "'\(training.labels)', by their shapes")
    }
    classNames = found.values.lazy.compactMap { $0[.classNames] }.first
    test = pair(.test)
    if test == nil, let inputs = found[.test]?[.inputs] {
      notes.append("the array '\(inputs)' has no labels and is not used")
    }
    if let validation = pair(.validation) {
      if test == nil {
        test = validation
        notes.append("the test set is the validation set, '\(validation.inputs)'")
      } else {
        notes.append("the validation set, '\(validation.inputs)', is not used")
      }
    }
    let others = others(among: names)
    if !others.isEmpty {
      notes.append(
        "the inputs are '\(training.inputs)' and the labels '\(training.labels)'; not used: "
          + others.map { "'\($0)'" }.joined(separator: ", "))
    }
  }

  /// The arrays that might have been taken as well, in place of those that were.
  private func others(among names: [String]) -> [String] {
    let taken = [training.inputs, training.labels, test?.inputs, test?.labels, classNames]
    return names.filter { name in
      guard let meaning = DatasetArrayName(name), !taken.contains(name) else { return false }
      return meaning.role != .classNames && (meaning.part == .training || meaning.part == .whole)
    }
  }

  /// The inputs and the labels, if there are no other arrays.
  private static func onlyTwo(_ arrays: some ArrayCollection) throws -> Pair? {
    let names = arrays.names
    guard names.count == 2 else { return nil }
    let headers = try names.map { try arrays.header(of: $0) }
    for (inputs, labels) in [(0, 1), (1, 0)] {
      let (shape, others) = (headers[inputs].shape, headers[labels].shape)
      guard let type = NPYElementType(description: headers[inputs].elementDescription),
        !type.isText, shape.count >= 2, others.first == shape[0],
        others.count == 1 || others.count == 2 && others[1] == 1
      else { continue }
      return Pair(inputs: names[inputs], labels: names[labels])
    }
    return nil
  }
}

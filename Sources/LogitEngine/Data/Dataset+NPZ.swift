extension Dataset {
  /// Reads the arrays of an NPZ file or, if it holds only one, those of the files beside it.
  ///
  /// - Throws: ``DataError``.
  init(arrayFile path: String) throws {
    let file = try InputFile(path: path)
    if try file.isZip() {
      let archive = try NPZFile(file.withRandomAccess())
      guard archive.names.count == 1 else {
        try self.init(archive)
        return
      }
    }
    try self.init(ArrayFolder(beside: path))
  }

  /// The most classes that labels may name.
  static let largestClassCount = 1_000_000

  /// Reads the arrays of an NPZ file or of a folder, by their names: `x_train`, `y_train`, `x_test`,
  /// `y_test`, or `train_images` and so on, or `x` and `y`, of which a fifth becomes the test set.
  ///
  /// Inputs are unsigned bytes, or whole numbers from 0 to 255, which become 0...1, or other numbers,
  /// which are taken as they are: pictures of N×H×W, N×H×W×C or N×C×H×W, or feature vectors of N×D.
  /// Of the second and the last of four dimensions the smaller one is the channels, the last if they
  /// are equal. The classes are the labels that occur.
  ///
  /// - Throws: ``DataError``.
  init(_ arrays: some ArrayCollection) throws {
    let chosen = try DatasetArrays(arrays)
    let pairs = [chosen.training] + [chosen.test].compactMap(\.self)
    var notes = chosen.notes
    var contents: [LabelContent] = []
    var inputs: [InputArray] = []
    for pair in pairs {
      // The headers are compared before anything is unpacked.
      let opened = try arrays.open(pair.inputs)
      let labels = try LabelContent(array: pair.labels, of: arrays)
      guard let count = opened.header.shape.first, count == labels.exampleCount else {
        throw DataError.countMismatch(
          path: opened.data.path, count: opened.header.shape.first ?? 1, otherPath: labels.path,
          otherCount: labels.exampleCount)
      }
      contents.append(labels)
      inputs.append(
        try InputArray(
          header: opened.header, data: opened.data, source: try arrays.rows(of: pair.inputs)))
    }
    if inputs.allSatisfy(\.areWholeBytes) {
      for index in inputs.indices { inputs[index].becomeBytes() }
    }
    if let other = inputs.first(where: { $0.shape != inputs[0].shape }) {
      throw DataError.shapeMismatch(
        path: inputs[0].path, shape: inputs[0].shape, otherPath: other.path,
        otherShape: other.shape)
    }
    let classNames = try chosen.classNames.flatMap { name -> [String]? in
      let opened = try arrays.open(name)
      guard
        case .texts(let texts) = try LabelContent(header: opened.header, data: opened.data).values
      else { return nil }
      return texts
    }
    let labels = try DatasetLabels(contents, classNames: classNames)
    var parts = zip(inputs, labels.parts).map { $0.examples(labels: $1.classes, rows: $1.rows) }
    for note in inputs.compactMap(\.note) + labels.notes where !notes.contains(note) {
      notes.append(note)
    }
    if parts.count == 1 {
      guard parts[0].count > 1 else {
        throw DataError.malformed(
          path: inputs[0].path, .clause("has one example, but a training and a test set need two"))
      }
      let (training, test) = parts[0].split()
      parts = [training, test]
      notes.append("a fifth of the examples, drawn at random from a fixed seed, is the test set")
    }
    self.init(
      name: FileSystem.stem(of: arrays.path), training: parts[0], test: parts[1],
      classNames: labels.names, origin: DatasetOrigin(notes: notes))
  }
}

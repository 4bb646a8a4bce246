extension LogitContent {
  /// Reads a single array.
  ///
  /// - Parameter outside: the labels that other files hold; their shape is compared with the array's
  ///   before its data are read.
  /// - Throws: ``DataError``.
  init(npy file: InputFile, outside: OutsideLabels) throws {
    let header = try NPYHeader(reading: file)
    let labels = try outside.load()
    if let labels { _ = try LogitShape(header.shape, file.path, labels.shape, labels.path) }
    try self.init(header: header, data: file)
    self.labels = labels
  }

  /// Reads the logits of several arrays, and the labels unless other files hold them.
  ///
  /// - Throws: ``DataError``.
  init(
    arrays: some ArrayCollection, outside: OutsideLabels, options: LogitReadingOptions
  ) throws {
    var choice = ArrayChoice(arrays)
    let logits = try choice.logits(options.logitsName)
    var labels = outside.given
    var labelsName: String?
    if labels == nil {
      labelsName = try choice.namedLabels(options.labelsName, of: logits)
      if labelsName == nil { labels = try outside.load() }
      if labelsName == nil, labels == nil { labelsName = try choice.guessedLabels(of: logits) }
      if labelsName == nil, labels == nil {
        throw DataError.missingArray(
          path: arrays.path, wanted: ArrayNames.wantedLabels, found: arrays.names)
      }
    }
    let logitHeader = try arrays.header(of: logits)
    if let labelsName {
      _ = try LogitShape(
        logitHeader.shape, "\(arrays.path) (\(logits))",
        try arrays.header(of: labelsName).shape, "\(arrays.path) (\(labelsName))")
      labels = try LabelContent(array: labelsName, of: arrays)
    } else if let labels {
      _ = try LogitShape(
        logitHeader.shape, "\(arrays.path) (\(logits))", labels.shape, labels.path)
    }
    let opened = try arrays.open(logits)
    try self.init(header: opened.header, data: opened.data)
    self.labels = labels
    classNames = try choice.classNames()
    notes = choice.notes + [arrays.note(of: logits)].compactMap(\.self) + notes
  }

  /// Reads an array of logits, whose header has been read.
  ///
  /// - Throws: ``DataError``.
  init(header: NPYHeader, data: InputFile) throws {
    let array = try NPYArray(header: header, data: data)
    let (type, path, shape) = (array.elementType, array.path, array.shape)
    var notes: [String] = []
    guard type.isNumeric else {
      throw DataError.malformed(
        path: path,
        .unsupportedType(description: header.elementDescription, wanted: .floatingPoint))
    }
    if type.isGuessed {
      notes.append(
        "the elements of \(path) are taken as bfloat16, which '"
          + "\(header.elementDescription)' stands for")
    }
    if type.isInteger { notes.append("the logits are whole numbers") }
    if type.isExactlyFloat {
      self.init(path: path, values: .floats(try array.floats()), shape: shape, notes: notes)
    } else {
      self.init(path: path, values: .doubles(try array.doubles()), shape: shape, notes: notes)
    }
  }
}

extension LabelContent {
  /// Reads the labels among several arrays.
  ///
  /// - Throws: ``DataError``.
  init(arrays: some ArrayCollection, options: LogitReadingOptions) throws {
    var choice = ArrayChoice(arrays)
    guard
      let name = try choice.namedLabels(options.labelsName, of: nil)
        ?? choice.guessedLabels(of: nil)
    else {
      throw DataError.missingArray(
        path: arrays.path, wanted: ArrayNames.wantedLabels, found: arrays.names)
    }
    try self.init(array: name, of: arrays)
    notes = choice.notes + notes
  }

  /// Reads an array of labels by its name.
  ///
  /// - Throws: ``DataError``.
  init(array name: String, of arrays: some ArrayCollection) throws {
    let opened = try arrays.open(name)
    try self.init(header: opened.header, data: opened.data)
  }

  /// Reads an array of labels, whose header has been read.
  ///
  /// - Throws: ``DataError``.
  init(header: NPYHeader, data: InputFile) throws {
    let array = try NPYArray(header: header, data: data)
    path = array.path
    shape = array.shape
    values =
      switch array.elementType.kind {
      case .floatingPoint, .bfloat16: .numbers(try array.doubles())
      case .signed, .unsigned: .integers(try array.integers())
      case .boolean: .flags(try array.integers().map { $0 != 0 })
      case .text, .bytes: .texts(try array.texts())
      }
  }
}

extension Dataset {
  /// Makes a dataset from IDX files.
  ///
  /// Bytes are pictures of 0...1, and so are other numbers if they are whole, from 0 to 255; other
  /// numbers are taken as they are. Without test files a fifth of the examples is the test set.
  ///
  /// - Parameter classNames: the names of the classes 0, 1, …, further ones being named by their
  ///   numbers; nil for as many classes as there are different labels.
  /// - Throws: ``DataError``.
  public init(name: String, files: IDXFiles, classNames: [String]? = nil) throws {
    let reading = try IDXReading(files)
    guard var names = classNames else {
      self.init(name: name, reading, NumberedClasses(reading.labels))
      return
    }
    let largest = try reading.largestLabel(of: files)
    while names.count <= max(largest, 1) { names.append("\(names.count)") }
    self.init(
      name: name, sets: reading.examples(reading.labels.map { $0.map { Int32($0) } }),
      classNames: names, notes: reading.notes)
  }

  /// Reads a set of IDX files, and the names of its classes, if there is a file of them.
  ///
  /// - Throws: ``DataError``.
  init(_ set: IDXSet) throws {
    let reading = try IDXReading(IDXFiles(set))
    var classes = NumberedClasses(reading.labels)
    try set.name(&classes)
    self.init(name: set.name, reading, classes)
    if set.prefix.hasPrefix("emnist") {
      origin.notes.append("EMNIST's files hold their pictures transposed, and so they are taken")
    }
  }

  /// Reads the IDX files in or below a folder.
  ///
  /// - Throws: ``DataError``, also where there are several sets of them.
  public init(folder: String) throws {
    guard FileSystem.isFolder(folder) else {
      throw DataError.unreadable(path: folder, code: FileSystem.errorCode(of: folder))
    }
    guard let set = try IDXSet.only(below: folder) else {
      throw DataError.missingFile(folder: folder, name: "train-images-idx3-ubyte")
    }
    try self.init(set)
  }

  private init(name: String, _ reading: IDXReading, _ classes: NumberedClasses) {
    self.init(
      name: name, sets: reading.examples(reading.labels.map(classes.classes(of:))),
      classNames: classes.names, notes: reading.notes + (classes.note.map { [$0] } ?? []))
  }

  /// Makes a dataset of a training and a test set, or of one that is split.
  ///
  /// - Precondition: there are one or two sets, of the same shape; one has at least two examples.
  init(name: String, sets: [Examples], classNames: [String], notes: [String]) {
    var (training, test, notes) = (sets[0], sets[sets.count - 1], notes)
    if sets.count == 1 {
      (training, test) = sets[0].split()
      notes.append(
        "a fifth of the examples, drawn at random from a fixed seed, is the test set")
    }
    self.init(
      name: name, training: training, test: test, classNames: classNames,
      origin: DatasetOrigin(notes: notes))
  }
}

extension IDXSet {
  /// The one set in or below a folder that is complete, or else the only one; nil if there is none.
  ///
  /// - Throws: ``DataError`` if there are several.
  static func only(below folder: String) throws -> IDXSet? {
    let sets = sets(below: folder)
    let complete = sets.filter(\.isComplete)
    guard complete.count > 1 else { return complete.first ?? sets.first }
    let example = complete[0].trainingImages ?? folder
    throw DataError.malformed(
      path: folder,
      .clause(
        "holds the IDX files of \(complete.count) datasets, "
          + complete.prefix(8).map(\.name).joined(separator: ", ")
          + (complete.count > 8 ? ", …" : "") + ": name one of them by one of its files, as in "
          + "--dataset \(example)"))
  }

  /// The set that a file belongs to by its name, or that a path's last part is the prefix of; nil if
  /// there is none.
  static func named(_ path: String) -> IDXSet? {
    let name = FileSystem.name(of: path)
    let prefix = FileSystem.exists(path) ? IDXFileName(name)?.prefix : name.lowercased()
    return sets(in: FileSystem.folder(of: path)).first { $0.prefix == prefix }
  }

  /// The set that a file belongs to, or that a path's last part is the prefix of.
  ///
  /// - Throws: ``DataError`` if there is none.
  init(named path: String) throws {
    guard let set = Self.named(path) else {
      throw DataError.malformed(
        path: path,
        .clause(
          "is an IDX file, but its name does not say of what: names such as train-images-idx3-ubyte "
            + "and train-labels-idx1-ubyte do"))
    }
    self = set
  }

  /// Names classes by the set's own file: `classes.txt`, a name a line, or EMNIST's mapping, a line
  /// of a label and the codes of its characters.
  fileprivate func name(_ classes: inout NumberedClasses) throws {
    let mapping = FileSystem.join(folder, prefix + "-mapping.txt")
    let path = FileSystem.join(folder, "classes.txt")
    if FileSystem.exists(path) {
      try classes.take(names: try Self.text(path).namesOnLines, from: path)
    } else if !prefix.isEmpty, FileSystem.exists(mapping) {
      var names: [Int: String] = [:]
      for line in try Self.text(mapping).split(whereSeparator: \.isNewline) {
        let numbers = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
        guard numbers.count >= 2, let label = numbers[0],
          let code = numbers[1].flatMap(UInt32.init),
          let scalar = Unicode.Scalar(code)
        else { return }
        names[label] = String(Character(scalar)).printable
      }
      classes.take(names: names, from: mapping)
    }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try TextFile.read(path, upTo: 64 << 20), as: UTF8.self)
  }
}

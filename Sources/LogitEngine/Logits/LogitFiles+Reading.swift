extension LogitFiles {
  /// The files of labels that are used when they lie beside logits without any, the first of them.
  static let labelNames = ["npy", "npz", "csv", "tsv", "txt", "json", "jsonl"].flatMap {
    ["labels.\($0)", "labels.\($0).gz"]
  }

  /// The file of labels in a folder; nil if there is none.
  static func labels(in folder: String) -> String? {
    labelNames.lazy.map { FileSystem.join(folder, $0) }.first { FileVersion(ofFile: $0) != nil }
  }

  /// Reads logits and their labels, whatever the format, the types and the shapes, and says what was
  /// made of them.
  ///
  /// The labels are those of the file that is named; or else those of the file of logits, by their
  /// name; or else those of `labels.npy`, `labels.csv` or `labels.txt` beside
  /// it; or else the only array of it that can be labels.
  ///
  /// - Parameters:
  ///   - path: a file of n×k logits, of n logits for one class alone, or of m×n×k for m moments.
  ///   - labelsPath: a file of n labels, or of n×k zeros and ones; nil to find them.
  ///   - options: what the files do not say, or say otherwise.
  /// - Throws: ``DataError``.
  /// - Complexity: one pass over the logits, another where they are float64 or look like
  ///   probabilities.
  public static func read(
    logits path: String, labels labelsPath: String? = nil,
    options: LogitReadingOptions = LogitReadingOptions()
  ) throws -> LogitReading {
    // What is wrong with the logits is said before what is wrong with the labels.
    let file = try InputFile(path: path)
    let outside = OutsideLabels(
      given: try labelsPath.map { try LabelContent(path: $0, options: options) },
      besidePath: labelsPath == nil ? self.labelsPath(beside: path) : nil, options: options)
    return try read(file, outside, options)
  }

  /// Reads the logits of a file in a folder whose labels are in ``labelsBeside``, or in the file.
  ///
  /// - Throws: ``DataError``.
  static func read(inFolder path: String, options: LogitReadingOptions) throws -> LogitReading {
    let outside = OutsideLabels(
      besidePath: labelsPath(beside: path), isBesideUsual: true, options: options)
    return try read(InputFile(path: path), outside, options)
  }

  private static func read(
    _ file: InputFile, _ outside: OutsideLabels, _ options: LogitReadingOptions
  ) throws -> LogitReading {
    var content = try LogitContent(file, outside: outside, options: options)
    guard let labels = try outside.given ?? content.labels ?? outside.load() else {
      throw DataError.missingLabels(path: file.path)
    }
    content.notes += labels.notes
    return try reading(content, labels, options)
  }

  private static func labelsPath(beside path: String) -> String? {
    labelNames.contains(FileSystem.name(of: path))
      ? nil : labels(in: FileSystem.folder(of: path))
  }

  private static func reading(
    _ content: LogitContent, _ labels: LabelContent, _ options: LogitReadingOptions
  ) throws -> LogitReading {
    let shape = try LogitShape(content.shape, content.path, labels.shape, labels.path)
    var content = content
    if let names = content.classNames, names.count != shape.classCount {
      content.classNames = nil
      content.notes.append(
        "the \(names.count) names of classes in \(FileSystem.name(of: content.path)) are left out, "
          + "since there are \(shape.classCount) logits a row")
    }
    let reader = LabelReader(
      labels, classCount: shape.classCount, classNames: options.classNames ?? content.classNames,
      options: options)
    let result = shape.hasLabelPerClass ? try reader.onePerClass() : try reader.oneEach()
    let numbers = LogitNumbers(content.values)
    let (scale, scaleNote) = numbers.scale(classCount: shape.classCount)
    var reading = LogitReading(
      moments: [], classNames: result.classNames ?? content.classNames,
      ignoredCount: result.ignoredCount, scale: scale,
      notes: content.notes + [shape.note, shape.labelNote].compactMap(\.self)
        + result.notes
        + [numbers.note, scaleNote].compactMap(\.self))
    var steps: [Int] = content.steps
    if shape.hasMoments, steps.isEmpty,
      let recorded = RecordedSteps.read(beside: content.path, count: shape.momentCount)
    {
      steps = recorded
      reading.notes.append("the steps of the moments are those of \(RecordedSteps.name)")
    }
    let size = shape.exampleCount * shape.classCount
    for moment in 0..<shape.momentCount {
      let part = numbers.part(
        moment * size..<(moment + 1) * size, rows: result.rows, classCount: shape.classCount)
      reading.moments.append(
        LogitReading.Moment(
          step: steps.count == shape.momentCount ? steps[moment] : nil,
          snapshot: LogitSnapshot(
            logits: part.floats, doubles: part.doubles, truth: result.truth,
            classCount: shape.classCount)))
    }
    return reading
  }
}

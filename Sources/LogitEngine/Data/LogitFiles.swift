/// Logits, labels and what belongs to them, read from NPY or NPZ files.
public enum LogitFiles {
  /// Reads n×k logits and n labels in `0 ..< k`.
  ///
  /// In an NPZ file the logits are called `logits`, `z`, `scores` or `preds`, the labels `labels`,
  /// `y` or `targets`; other names will do where there is only one array of such a shape and type.
  ///
  /// - Parameter labelsPath: nil if the file of logits is an NPZ file that holds the labels too.
  /// - Throws: ``DataError``.
  public static func snapshot(logits logitsPath: String, labels labelsPath: String?) throws
    -> LogitSnapshot
  {
    let logitsFile = try InputFile(path: logitsPath)
    let archive =
      try logitsFile.isZip() ? NPZFile(logitsFile.withRandomAccess()) : nil
    let logits = try NPYArray(
      archive.map(Self.logits) ?? logitsFile, dimensions: 2, of: .floatingPoint)
    let (count, classCount) = (logits.shape[0], logits.shape[1])
    guard classCount > 1 else {
      throw DataError.malformed(path: logits.path, .tooFewClasses(classCount))
    }
    let labels = try NPYArray(
      Self.labels(labelsPath, or: archive, logitsPath: logitsPath), dimensions: 1, of: .integer)
    guard labels.count == count else {
      throw DataError.countMismatch(
        path: logits.path, count: count, otherPath: labels.path, otherCount: labels.count)
    }
    let classes = try labels.classes(below: classCount)
    return LogitSnapshot(
      logits: try logits.floats(), labels: classes, classCount: classCount)
  }

  private static func logits(_ archive: NPZFile) throws -> InputFile {
    let name = try archive.find(
      ["logits", "z", "scores", "preds"],
      orOnly: { $0.shape.count == 2 && $1.kind == .floatingPoint },
      wanted: "logits, z, scores or preds, nor just one of n x k floats")
    return try archive.open(name)
  }

  /// What labels are called in an NPZ file, in words.
  static let labelNames = "labels, y or targets, nor just one of n integers"

  private static func labels(
    _ path: String?, or archive: NPZFile?, logitsPath: String
  ) throws -> InputFile {
    var archive = archive
    if let path {
      let file = try InputFile(path: path)
      guard try file.isZip() else { return file }
      archive = try NPZFile(file.withRandomAccess())
    }
    guard let archive else { throw DataError.missingLabels(path: logitsPath) }
    let name = try archive.find(
      ["labels", "y", "targets"],
      orOnly: { $0.shape.count == 1 && $1.kind != .floatingPoint },
      wanted: labelNames)
    return try archive.open(name)
  }

  /// Reads n×t noise classes in `0 ..< classCount`; t is whatever the file says.
  ///
  /// - Parameter excluded: the class of each example, if the noise may not be of it.
  /// - Throws: ``DataError``.
  public static func noise(
    path: String, exampleCount: Int, classCount: Int, excluding excluded: [Int32]? = nil
  ) throws -> [Int32] {
    let noise = try NPYArray(InputFile(path: path), dimensions: 2, of: .integer)
    guard noise.shape[0] == exampleCount else {
      throw DataError.malformed(
        path: path, .wrongShape(shape: noise.shape, wanted: [exampleCount, nil]))
    }
    let samples = noise.shape[1]
    let classes = try noise.classes(below: classCount)
    if let excluded,
      let index = classes.indices.first(where: { classes[$0] == excluded[$0 / samples] })
    {
      throw DataError.malformed(
        path: path,
        .noiseIsTrueClass(position: [index / samples, index % samples], value: classes[index]))
    }
    return classes
  }

  /// Reads k probabilities above zero that add up to 1 within a thousandth, and makes it exact.
  ///
  /// - Throws: ``DataError``.
  public static func distribution(path: String, classCount: Int) throws -> [Double] {
    let array = try NPYArray(InputFile(path: path), dimensions: 1, of: .floatingPoint)
    guard array.count == classCount else {
      throw DataError.malformed(
        path: path, .wrongShape(shape: array.shape, wanted: [classCount]))
    }
    let probabilities = try array.doubles()
    if let position = probabilities.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw DataError.malformed(
        path: path, .badProbability(position: position, value: probabilities[position]))
    }
    let sum = probabilities.reduce(0, +)
    guard abs(sum - 1) <= 1e-3 else {
      throw DataError.malformed(path: path, .badProbabilitySum(sum))
    }
    return probabilities.map { $0 / sum }
  }
}

/// Logits, labels and what belongs to them, read from NPY files.
public enum LogitFiles {
  /// Reads n×k logits and n labels in `0 ..< k`.
  ///
  /// - Throws: ``DataError``.
  public static func snapshot(logits logitsPath: String, labels labelsPath: String) throws
    -> LogitSnapshot
  {
    let logits = try NPYArray(
      InputFile(path: logitsPath), dimensions: 2, of: .floatingPoint)
    let (count, classCount) = (logits.shape[0], logits.shape[1])
    guard classCount > 1 else {
      throw DataError.malformed(path: logitsPath, .tooFewClasses(classCount))
    }
    let labels = try NPYArray(InputFile(path: labelsPath), dimensions: 1, of: .integer)
    guard labels.count == count else {
      throw DataError.countMismatch(
        path: logitsPath, count: count, otherPath: labelsPath, otherCount: labels.count)
    }
    let classes = try labels.classes(below: classCount)
    return LogitSnapshot(
      logits: try logits.floats(), labels: classes, classCount: classCount)
  }

  /// Reads n×t noise classes in `0 ..< classCount`; t is whatever the file says.
  ///
  /// - Throws: ``DataError``.
  public static func noise(path: String, exampleCount: Int, classCount: Int) throws -> [Int32] {
    let noise = try NPYArray(InputFile(path: path), dimensions: 2, of: .integer)
    guard noise.shape[0] == exampleCount else {
      throw DataError.malformed(
        path: path, .wrongShape(shape: noise.shape, wanted: [exampleCount, nil]))
    }
    return try noise.classes(below: classCount)
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

/// Logits, labels and what belongs to them, read from NPY or NPZ files.
public enum LogitFiles {
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

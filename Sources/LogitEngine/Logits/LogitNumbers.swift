/// Logits as Floats, with Doubles where those do not hold them exactly.
struct LogitNumbers {
  /// The numbers; the nearest finite one where a finite Double is beyond Float's range.
  private(set) var floats: [Float]
  /// The numbers as they came, if some is not exactly a Float.
  private(set) var doubles: [Double]?

  /// Narrows numbers where that loses nothing, and keeps both forms where it does.
  ///
  /// - Complexity: O(count); nothing for Floats.
  init(_ values: LogitContent.Values) {
    switch values {
    case .floats(let floats): self.floats = floats
    case .doubles(let doubles):
      var isExact = true
      floats = [Float](unsafeUninitializedCapacity: doubles.count) { buffer, filled in
        for (index, value) in doubles.enumerated() {
          var float = Float(value)
          if Double(float) != value, !value.isNaN {
            isExact = false
            if !float.isFinite {
              float = value < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
            }
          }
          buffer[index] = float
        }
        filled = doubles.count
      }
      self.doubles = isExact ? nil : doubles
    }
  }

  private init(floats: [Float], doubles: [Double]?) {
    self.floats = floats
    self.doubles = doubles
  }

  /// What is said of numbers that Floats do not hold; nil where they do.
  var note: String? {
    doubles == nil
      ? nil
      : "the logits are more precise than float32: they are ranked in float64, and drawn in float32"
  }

  /// Some rows of a range of the numbers.
  ///
  /// - Parameter rows: the rows of the range to keep; nil for all.
  func part(_ range: Range<Int>, rows: [Int]?, classCount: Int) -> LogitNumbers {
    func chosen<Number>(_ numbers: [Number]) -> [Number] {
      guard let rows else {
        return range.count == numbers.count ? numbers : Array(numbers[range])
      }
      var result: [Number] = []
      result.reserveCapacity(rows.count * classCount)
      for row in rows {
        let begin = range.lowerBound + row * classCount
        result += numbers[begin..<begin + classCount]
      }
      return result
    }
    return LogitNumbers(floats: chosen(floats), doubles: doubles.map { chosen($0) })
  }

  /// What rows of the numbers look like, and what follows from it; nil for logits.
  func scale(classCount: Int) -> (scale: LogitScale, note: String?) {
    let (scale, isLogarithms) =
      doubles.map { LogitScale.find($0, classCount: classCount) }
      ?? LogitScale.find(floats, classCount: classCount)
    let note: String? =
      switch scale {
      case .logits:
        isLogarithms
          ? "the rows are logarithms of probabilities: normalized already, so that a softmax changes "
            + "nothing" : nil
      case .probabilities:
        "the rows are probabilities (within 0 and 1, adding up to 1), not logits: what takes a "
          + "softmax of them takes a softmax of a softmax; give logits, or their logarithms"
      case .sigmoids:
        "all numbers lie within 0 and 1, as sigmoids do, not logits: what takes a softmax or a "
          + "sigmoid of them takes it twice; give logits"
      }
    return (scale, note)
  }
}

extension LogitScale {
  /// Finds what rows of numbers look like; `isLogarithms` says whether they are logarithms of
  /// probabilities.
  ///
  /// - Complexity: O(n·k) for probabilities, one row for ordinary logits.
  static func find<Number: BinaryFloatingPoint>(
    _ values: [Number], classCount: Int
  ) -> (scale: LogitScale, isLogarithms: Bool) {
    guard !values.isEmpty else { return (.logits, false) }
    return values.withUnsafeBufferPointer { values in
      guard areInUnitInterval(values) else {
        return (.logits, classCount > 1 && areLogarithms(values, classCount))
      }
      // Zeros and ones alone are no more than decisions.
      guard classCount > 1 else { return (.sigmoids, false) }
      for begin in stride(from: 0, to: values.count, by: classCount) {
        var sum = 0.0
        for value in values[begin..<begin + classCount] { sum += Double(value) }
        guard abs(sum - 1) <= tolerance else { return (.sigmoids, false) }
      }
      return (.probabilities, false)
    }
  }

  /// What the rounding of float16 and bfloat16 can add up to.
  private static let tolerance = 0.01

  private static func areInUnitInterval<Number: BinaryFloatingPoint>(
    _ values: UnsafeBufferPointer<Number>
  ) -> Bool {
    for value in values {
      guard value >= 0, value <= 1 else { return false }
    }
    return true
  }

  private static func areLogarithms<Number: BinaryFloatingPoint>(
    _ values: UnsafeBufferPointer<Number>, _ classCount: Int
  ) -> Bool {
    for begin in stride(from: 0, to: values.count, by: classCount) {
      var sum = 0.0
      for value in values[begin..<begin + classCount] {
        // The logarithm of a probability is at most 0, but for rounding.
        guard value <= 0.001 else { return false }
        sum += exponential(Double(value))
      }
      guard abs(sum - 1) <= tolerance else { return false }
    }
    return true
  }
}

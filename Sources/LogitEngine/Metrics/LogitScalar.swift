import CKernels

/// The precisions that logits come in.
///
/// Ranks are taken in that of the source, so that logits which float32 would make equal stay apart.
protocol LogitScalar: BinaryFloatingPoint & Sendable {
  /// The same number.
  var asDouble: Double { get }
  /// The number without its fraction; it must fit.
  var truncated: Int { get }

  /// The largest logit of a row, and log Σ_j exp(z_j − max) of it.
  static func normalizer(
    of row: UnsafePointer<Self>, count: Int
  ) -> (maximum: Double, logSum: Double)

  /// log p = z − lse: the order of p, which resolves what rounds to 1 or 0 as a probability.
  static func logProbability(
    _ logit: Self, maximum: Double, logSum: Double, logSumExp: Double
  ) -> Self

  /// log p + offset, rounded once.
  static func logProbability(
    _ logit: Self, maximum: Double, logSum: Double, offset: Double
  ) -> Self

  /// The largest of the values below a bound; −∞ for none.
  static func largest(of values: UnsafeBufferPointer<Self>, below bound: Self) -> Self
}

extension Float: LogitScalar {
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) var truncated: Int { Int(self) }

  static func normalizer(
    of row: UnsafePointer<Float>, count: Int
  ) -> (maximum: Double, logSum: Double) {
    let maximum = logitscope_maximum(row, count)
    return (Double(maximum), logarithm(logitscope_exponential_sum(row, count, maximum)))
  }

  @inline(__always)
  static func logProbability(
    _ logit: Float, maximum: Double, logSum: Double, logSumExp: Double
  ) -> Float {
    Float(Double(logit) - logSumExp)
  }

  static func logProbability(
    _ logit: Float, maximum: Double, logSum: Double, offset: Double
  ) -> Float {
    Float(Double(logit) + (offset - (maximum + logSum)))
  }

  static func largest(of values: UnsafeBufferPointer<Float>, below bound: Float) -> Float {
    values.baseAddress.map { logitscope_maximum_below($0, values.count, bound) } ?? -.infinity
  }
}

extension Double: LogitScalar {
  @inline(__always) var asDouble: Double { self }
  @inline(__always) var truncated: Int { Int(self) }

  static func normalizer(
    of row: UnsafePointer<Double>, count: Int
  ) -> (maximum: Double, logSum: Double) {
    var maximum = -Double.infinity
    for column in 0..<count where row[column] > maximum { maximum = row[column] }
    var sum = 0.0
    for column in 0..<count { sum += exponential(row[column] - maximum) }
    return (maximum, logarithm(sum))
  }

  // lse itself would round away what tells large logits apart.
  @inline(__always)
  static func logProbability(
    _ logit: Double, maximum: Double, logSum: Double, logSumExp: Double
  ) -> Double {
    (logit - maximum) - logSum
  }

  static func logProbability(
    _ logit: Double, maximum: Double, logSum: Double, offset: Double
  ) -> Double {
    (logit - maximum) - logSum + offset
  }

  static func largest(of values: UnsafeBufferPointer<Double>, below bound: Double) -> Double {
    var largest = -Double.infinity
    for value in values where value < bound && value > largest { largest = value }
    return largest
  }
}

/// The logits of a snapshot in one precision.
struct LogitMatrix<Score: LogitScalar>: Sendable {
  /// The logits, row-major.
  let logits: [Score]
  /// n, the number of rows.
  let exampleCount: Int
  /// k, the number of columns.
  let classCount: Int
}

extension LogitSnapshot {
  /// The logits as float32.
  var singles: LogitMatrix<Float> {
    LogitMatrix(logits: logits, exampleCount: exampleCount, classCount: classCount)
  }

  /// The logits as float64, where that is what they are.
  var exact: LogitMatrix<Double>? {
    doubles.map {
      LogitMatrix(logits: $0, exampleCount: exampleCount, classCount: classCount)
    }
  }

  /// The logit of an example for a class, exactly.
  public func logit(ofClass classIndex: Int, at row: Int) -> Double {
    let place = row * classCount + classIndex
    return doubles?[place] ?? Double(logits[place])
  }

  /// How many bytes the logits take.
  public var byteCount: Int {
    logits.count * MemoryLayout<Float>.stride
      + (doubles?.count ?? 0) * MemoryLayout<Double>.stride
  }
}

/// The times of inference with one number of classes and one batch size.
public struct SpeedResult: Hashable, Sendable {
  /// k.
  public let classCount: Int
  /// How many examples went through the network at once.
  public let batchSize: Int
  /// From the examples to the inputs of the output layer.
  public let body: TimeSpread
  /// The body and one logit of each example.
  public let singleLogit: TimeSpread
  /// The body and all k logits of each example.
  public let allLogits: TimeSpread
  /// What the time of all logits is held against.
  public let floor: SpeedFloor

  /// Creates a result.
  public init(
    classCount: Int, batchSize: Int, body: TimeSpread, singleLogit: TimeSpread,
    allLogits: TimeSpread, floor: SpeedFloor
  ) {
    self.classCount = classCount
    self.batchSize = batchSize
    self.body = body
    self.singleLogit = singleLogit
    self.allLogits = allLogits
    self.floor = floor
  }

  /// How many times faster one logit is than all of them, by the medians.
  public var speedup: Double { allLogits.median / singleLogit.median }

  /// The least time of all logits that this machine allows, in microseconds: the body's and the
  /// output layer's.
  public var floorMicroseconds: Double { body.median + floor.microseconds }
}

/// The least time in which the output layer can be computed on the machine measured.
///
/// No implementation can do with less than reading every weight and writing every logit, nor than
/// the multiplications and additions.
public struct SpeedFloor: Hashable, Sendable {
  /// Which of the two takes longer.
  public enum Limit: String, Sendable {
    /// The memory's traffic.
    case memory
    /// The arithmetic.
    case arithmetic
  }

  /// The traffic: 4 bytes for each weight and each logit.
  public let bytes: Double
  /// The arithmetic: an addition and a multiplication for each weight and example.
  public let operations: Double
  /// How fast all threads together read these very weights, in thousand million bytes a second.
  public let readGigabytesPerSecond: Double
  /// How fast all threads together multiply large matrices, in thousand million floating-point
  /// operations a second; nil for one example, whose arithmetic never is the limit.
  public let gigaflopsPerSecond: Double?

  /// Creates a floor from the work and the machine's rates.
  public init(
    bytes: Double, operations: Double, readGigabytesPerSecond: Double,
    gigaflopsPerSecond: Double?
  ) {
    self.bytes = bytes
    self.operations = operations
    self.readGigabytesPerSecond = readGigabytesPerSecond
    self.gigaflopsPerSecond = gigaflopsPerSecond
  }

  private var memoryMicroseconds: Double { bytes / readGigabytesPerSecond / 1000 }
  private var arithmeticMicroseconds: Double {
    gigaflopsPerSecond.map { operations / $0 / 1000 } ?? 0
  }

  /// The larger of the two times.
  public var microseconds: Double { max(memoryMicroseconds, arithmeticMicroseconds) }

  /// What makes it as long as that.
  public var limit: Limit {
    arithmeticMicroseconds > memoryMicroseconds ? .arithmetic : .memory
  }
}

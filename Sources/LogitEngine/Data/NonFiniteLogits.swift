/// How many logits are NaN or infinite, and where the first of each stands.
public struct NonFiniteLogits: Hashable, Sendable {
  /// A logit's place.
  public struct Position: Hashable, Sendable {
    /// The example.
    public var row: Int
    /// The class.
    public var classIndex: Int
  }

  /// How many logits are NaN.
  public private(set) var nanCount = 0
  /// How many logits are +∞ or −∞.
  public private(set) var infinityCount = 0
  /// The first NaN, row by row.
  public private(set) var firstNaN: Position?
  /// The first infinity, row by row.
  public private(set) var firstInfinity: Position?

  /// Goes through all logits of a snapshot once.
  public init(_ snapshot: LogitSnapshot) {
    let logits = snapshot.logits
    // Finite logits, the usual case, are passed over in a loop without a branch.
    let isFinite = logits.withUnsafeBufferPointer { buffer in
      var product: Float = 0
      for logit in buffer { product += logit * 0 }
      return product == 0
    }
    guard !isFinite else { return }
    for (index, logit) in logits.enumerated() where !logit.isFinite {
      let (row, classIndex) = index.quotientAndRemainder(dividingBy: snapshot.classCount)
      let position = Position(row: row, classIndex: classIndex)
      if logit.isNaN {
        nanCount += 1
        firstNaN = firstNaN ?? position
      } else {
        infinityCount += 1
        firstInfinity = firstInfinity ?? position
      }
    }
  }
}

/// The two logits that decide the separation margin: the smallest true and the largest false one.
public struct WorstPair: Hashable, Sendable {
  /// One logit of one example.
  public struct Place: Hashable, Sendable {
    /// The example.
    public let row: Int
    /// The class whose logit it is.
    public let classIndex: Int
    /// The logit.
    public let logit: Float
  }

  /// The smallest true logit, the first on ties.
  public let lowestTrue: Place
  /// The largest false logit, the first on ties.
  public let highestFalse: Place
  /// The margin once these two logits are left out; nil where none of a kind would remain.
  public let marginWithout: Double?

  /// min true − max false.
  public var margin: Double { Double(lowestTrue.logit) - Double(highestFalse.logit) }

  /// Looks through a snapshot; nil with a NaN, or without a logit of either kind.
  ///
  /// - Complexity: O(n·k).
  public init?(_ snapshot: LogitSnapshot) {
    let classCount = snapshot.classCount
    var lowest: Place?
    var highest: Place?
    var secondLowest = Float.infinity
    var secondHighest = -Float.infinity
    var trueCount = 0
    var falseCount = 0
    for row in 0..<snapshot.exampleCount {
      let label = Int(snapshot.labels[row])
      for column in 0..<classCount {
        let logit = snapshot.logits[row &* classCount &+ column]
        if logit.isNaN { return nil }
        if column == label {
          trueCount += 1
          if let last = lowest, logit >= last.logit {
            secondLowest = min(secondLowest, logit)
          } else {
            if let last = lowest { secondLowest = last.logit }
            lowest = Place(row: row, classIndex: column, logit: logit)
          }
        } else {
          falseCount += 1
          if let last = highest, logit <= last.logit {
            secondHighest = max(secondHighest, logit)
          } else {
            if let last = highest { secondHighest = last.logit }
            highest = Place(row: row, classIndex: column, logit: logit)
          }
        }
      }
    }
    guard let lowest, let highest else { return nil }
    lowestTrue = lowest
    highestFalse = highest
    marginWithout =
      trueCount > 1 && falseCount > 1 ? Double(secondLowest) - Double(secondHighest) : nil
  }
}

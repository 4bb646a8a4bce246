/// The two logits that decide the separation margin: the smallest true and the largest false one.
public struct WorstPair: Hashable, Sendable {
  /// One logit of one example.
  public struct Place: Hashable, Sendable {
    /// The example.
    public let row: Int
    /// The class whose logit it is.
    public let classIndex: Int
    /// The logit.
    public let logit: Double
  }

  /// The smallest true logit, the first on ties.
  public let lowestTrue: Place
  /// The largest false logit, the first on ties.
  public let highestFalse: Place
  /// The margin once these two logits are left out; nil where none of a kind would remain.
  public let marginWithout: Double?

  /// min true − max false.
  public var margin: Double {
    lowestTrue.logit == highestFalse.logit ? 0 : lowestTrue.logit - highestFalse.logit
  }

  /// Looks through a snapshot; nil with a NaN, or without a logit of either kind.
  ///
  /// - Complexity: O(n·k).
  public init?(_ snapshot: LogitSnapshot) {
    if let exact = snapshot.exact {
      self.init(exact, snapshot.truth)
    } else {
      self.init(snapshot.singles, snapshot.truth)
    }
  }

  private init?<Score: LogitScalar>(_ matrix: LogitMatrix<Score>, _ truth: Truth) {
    var lowest = Extreme<Score>(sign: 1)
    var highest = Extreme<Score>(sign: -1)
    var hasNaN = false
    for row in 0..<matrix.exampleCount {
      truth.forEachColumn(of: row, count: matrix.classCount) { column, isTrue in
        let logit = matrix.logits[row &* matrix.classCount &+ column]
        if logit.isNaN { hasNaN = true }
        if isTrue {
          lowest.take(logit, row, column)
        } else {
          highest.take(logit, row, column)
        }
      }
      if hasNaN { return nil }
    }
    guard let lowestTrue = lowest.place, let highestFalse = highest.place else { return nil }
    self.lowestTrue = lowestTrue
    self.highestFalse = highestFalse
    marginWithout =
      lowest.count > 1 && highest.count > 1
      ? lowest.second == highest.second ? 0 : lowest.second.asDouble - highest.second.asDouble
      : nil
  }

  /// The smallest logit of a kind, or the largest, and the one after it.
  private struct Extreme<Score: LogitScalar> {
    /// 1 for the smallest, −1 for the largest.
    let sign: Score
    private(set) var count = 0
    private var first: (logit: Score, row: Int, classIndex: Int)?
    /// The logit that is next, if there are several.
    private(set) var second: Score = 0

    init(sign: Score) {
      self.sign = sign
    }

    var place: Place? {
      first.map { Place(row: $0.row, classIndex: $0.classIndex, logit: $0.logit.asDouble) }
    }

    @inline(__always)
    mutating func take(_ logit: Score, _ row: Int, _ classIndex: Int) {
      count += 1
      guard let former = first else {
        first = (logit, row, classIndex)
        return
      }
      if sign * logit < sign * former.logit {
        first = (logit, row, classIndex)
        second = former.logit
      } else if count == 2 || sign * logit < sign * second {
        second = logit
      }
    }
  }
}

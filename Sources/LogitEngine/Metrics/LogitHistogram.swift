/// Bins of equal width, shared by everything that is drawn on one axis.
///
/// Bin b holds lowerBound + b·width ≤ logit < lowerBound + (b+1)·width.
public struct HistogramBins: Hashable, Sendable {
  /// Where the first bin begins.
  public var lowerBound: Double
  /// The width of every bin, above 0.
  public var width: Double
  /// How many bins there are.
  public var count: Int

  /// Creates bins.
  ///
  /// - Precondition: `width > 0` and `count > 0`.
  public init(lowerBound: Double, width: Double, count: Int) {
    precondition(width > 0 && count > 0, "bins need a width and a number above 0")
    self.lowerBound = lowerBound
    self.width = width
    self.count = count
  }

  /// Where the last bin ends.
  public var upperBound: Double { lowerBound(of: count) }

  /// Where bin `bin` begins, `count` included.
  public func lowerBound(of bin: Int) -> Double { lowerBound + Double(bin) * width }
}

/// How many logits fall into each bin, and how many outside.
public struct BinCounts: Hashable, Sendable {
  /// The count of each bin.
  public var inside: [Int]
  /// How many lie below the first bin, −∞ included.
  public var below: Int
  /// How many lie at or above the end of the last bin, +∞ included.
  public var above: Int

  /// Creates counts.
  public init(inside: [Int], below: Int, above: Int) {
    self.inside = inside
    self.below = below
    self.above = above
  }

  /// How many logits were counted in all.
  public var total: Int { inside.reduce(below + above, +) }
}

/// The positives and the negatives of a class, counted in the same bins.
public struct LogitHistogram: Hashable, Sendable {
  /// The bins.
  public var bins: HistogramBins
  /// The positives in them.
  public var positives: BinCounts
  /// The negatives in them.
  public var negatives: BinCounts

  /// Creates a histogram.
  public init(bins: HistogramBins, positives: BinCounts, negatives: BinCounts) {
    self.bins = bins
    self.positives = positives
    self.negatives = negatives
  }
}

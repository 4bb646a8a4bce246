/// The logits of one class in ascending order, cut into cells of equal weight, each with its share
/// of positives.
///
/// Positives and negatives weigh one half each, however many there are, so that perfect separation
/// is a clean edge in the middle: 0 left of it, 1 right of it. Where logits are equal, positives
/// and negatives are spread evenly over the place they take together.
public struct SeparationStrip: Sendable, Equatable {
  /// The weighted share of positives in each cell, from the lowest logits to the highest, 0...1.
  public let shares: [Double]

  /// Creates a strip.
  public init(shares: [Double]) {
    self.shares = shares
  }
}

extension ClassScores {
  /// Cuts the sorted logits into cells; nil when there are no positives or no negatives.
  ///
  /// - Complexity: O(n + cells).
  public func separationStrip(cells: Int) -> SeparationStrip? {
    guard cells > 0, !positives.isEmpty, !negatives.isEmpty else { return nil }
    let positiveWeight = 0.5 / Double(positives.count)
    let negativeWeight = 0.5 / Double(negatives.count)
    var shares = [Double](repeating: 0, count: cells)
    var (positive, negative) = (0, 0)
    while positive < positives.count || negative < negatives.count {
      let begin = Double(positive) * positiveWeight + Double(negative) * negativeWeight
      let value = min(
        positive < positives.count ? positives[positive] : .infinity,
        negative < negatives.count ? negatives[negative] : .infinity)
      let firstPositive = positive
      while positive < positives.count, positives[positive] == value { positive += 1 }
      while negative < negatives.count, negatives[negative] == value { negative += 1 }
      let end = Double(positive) * positiveWeight + Double(negative) * negativeWeight
      let weight = Double(positive - firstPositive) * positiveWeight
      guard weight > 0 else { continue }
      Self.spread(weight, over: begin..<end, in: &shares)
    }
    // Each cell weighs 1 / cells in all.
    return SeparationStrip(shares: shares.map { min(1, $0 * Double(cells)) })
  }

  /// Adds a weight to the cells that a part of the unit interval covers, by how much of it each has.
  private static func spread(
    _ weight: Double, over part: Range<Double>, in shares: inout [Double]
  ) {
    let count = Double(shares.count)
    let first = min(Int(part.lowerBound * count), shares.count - 1)
    let last = min(Int(part.upperBound * count), shares.count - 1)
    let length = part.upperBound - part.lowerBound
    for cell in first...max(first, last) {
      let low = max(part.lowerBound, Double(cell) / count)
      let high =
        cell == shares.count - 1
        ? part.upperBound : min(part.upperBound, Double(cell + 1) / count)
      if high > low { shares[cell] += weight * (high - low) / length }
    }
  }
}

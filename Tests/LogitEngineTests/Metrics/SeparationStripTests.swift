import Testing

@testable import LogitEngine

@Suite struct SeparationStripTests {
  /// The same by walking along the sorted examples in small steps: what share of the weight at
  /// each place is a positive's, those of equal logits taken together.
  private func slowShares(_ scores: [(logit: Float, isPositive: Bool)], cells: Int) -> [Double] {
    let positives = Double(scores.filter(\.isPositive).count)
    let negatives = Double(scores.count) - positives
    let weight = { (isPositive: Bool) in 0.5 / (isPositive ? positives : negatives) }
    // The place and the share of each group of equal logits.
    var groups: [(begin: Double, end: Double, share: Double)] = []
    for logit in Set(scores.map(\.logit)).sorted() {
      let begin = scores.filter { $0.logit < logit }.reduce(0) { $0 + weight($1.isPositive) }
      let group = scores.filter { $0.logit == logit }
      let all = group.reduce(0) { $0 + weight($1.isPositive) }
      let positive = group.filter(\.isPositive).reduce(0) { $0 + weight($1.isPositive) }
      groups.append((begin, begin + all, positive / all))
    }
    return (0..<cells).map { cell in
      let (low, high) = (Double(cell) / Double(cells), Double(cell + 1) / Double(cells))
      return groups.reduce(0) { sum, group in
        sum + group.share * max(0, min(high, group.end) - max(low, group.begin))
      } * Double(cells)
    }
  }

  private func classScores(_ scores: [(logit: Float, isPositive: Bool)]) -> ClassScores {
    ClassScores(
      LogitSnapshot(
        logits: scores.flatMap { [$0.logit, 0] }, labels: scores.map { $0.isPositive ? 0 : 1 },
        classCount: 2), classIndex: 0)
  }

  @Test(arguments: [1, 2, 7, 16, 33, 200]) func agreesWithTheSlowOne(cells: Int) throws {
    var generator = SystemRandomNumberGenerator()
    for round in 0..<40 {
      let count = 2 + round * 3
      var scores = (0..<count).map { index -> (logit: Float, isPositive: Bool) in
        let isPositive = index < 1 + count / 5
        // Many ties, and now and then an infinity.
        let value = Float(Int.random(in: -8...8, using: &generator)) + (isPositive ? 3 : 0)
        return (round % 7 == 3 && index % 5 == 0 ? .infinity : value, isPositive)
      }
      scores.shuffle(using: &generator)
      let strip = try #require(classScores(scores).separationStrip(cells: cells))
      let slow = slowShares(scores, cells: cells)
      #expect(strip.shares.count == cells)
      for (fast, slow) in zip(strip.shares, slow) { #expect(abs(fast - slow) < 1e-9) }
      // Every positive is somewhere, and they weigh one half.
      #expect(abs(strip.shares.reduce(0, +) / Double(cells) - 0.5) < 1e-9)
    }
  }

  @Test func separationIsAnEdgeInTheMiddle() throws {
    let separated = (0..<50).map { (logit: Float($0), isPositive: $0 >= 45) }
    let strip = try #require(classScores(separated).separationStrip(cells: 10))
    #expect(strip.shares == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    let equal = (0..<50).map { (logit: Float(1), isPositive: $0 % 10 == 0) }
    let even = try #require(classScores(equal).separationStrip(cells: 4))
    for share in even.shares { #expect(abs(share - 0.5) < 1e-12) }
  }

  @Test func oneKindAloneHasNoStrip() {
    #expect(classScores([(1, true), (2, true)]).separationStrip(cells: 4) == nil)
    #expect(classScores([(1, false)]).separationStrip(cells: 4) == nil)
    #expect(classScores([(1, true), (2, false)]).separationStrip(cells: 0) == nil)
  }
}

/// Draws from a finite distribution in constant time (Walker 1977, Vose 1991).
struct AliasTable: Sendable {
  private var threshold: [Double]
  private var alias: [Int32]

  /// Builds the table of a distribution.
  ///
  /// - Precondition: weights are not negative and their sum is above 0.
  /// - Complexity: O(k).
  init(_ weights: [Double]) {
    let count = weights.count
    let mean = weights.reduce(0, +) / Double(count)
    precondition(mean > 0, "a distribution needs some weight")
    threshold = weights.map { $0 / mean }
    alias = (0..<Int32(count)).map { $0 }
    var small: [Int] = []
    var large: [Int] = []
    for index in (0..<count).reversed() {
      if threshold[index] < 1 { small.append(index) } else { large.append(index) }
    }
    while let lower = small.popLast() {
      guard let upper = large.last else {
        threshold[lower] = 1  // rounding alone kept it below one
        continue
      }
      alias[lower] = Int32(upper)
      threshold[upper] -= 1 - threshold[lower]
      if threshold[upper] < 1 {
        large.removeLast()
        small.append(upper)
      }
    }
  }

  /// Draws one class.
  func draw(_ stream: inout RandomStream) -> Int32 {
    let index = stream.below(threshold.count)
    return stream.uniform() < threshold[index] ? Int32(index) : alias[index]
  }
}

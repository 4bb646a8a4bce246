/// Sorted values with a table of buckets over their range, to rank other values fast.
///
/// The bucket of a value is a monotone function of it, so the rank of a value lies between the
/// first positions of its bucket and of the next; the rest is a binary search within the bucket.
struct RankIndex<Score: LogitScalar> {
  /// The values in ascending order, without NaN.
  let values: [Score]
  private let starts: [Int32]
  private let origin: Score
  private let scale: Score

  /// Sorts values and indexes them.
  ///
  /// - Precondition: no value is NaN.
  /// - Complexity: O(m log m).
  init(_ unsorted: [Score]) {
    values = unsorted.sorted()
    let bucketCount = max(4 * values.count, 1)
    let finite = values.filter(\.isFinite)
    let origin = finite.first ?? 0
    let range = (finite.last ?? 0) - origin
    let scale = range > 0 && range.isFinite ? Score(bucketCount - 1) / range : 0
    self.origin = origin
    self.scale = scale.isFinite ? scale : 0
    var starts: [Int32] = []
    starts.reserveCapacity(bucketCount + 1)
    for (position, value) in values.enumerated() {
      let bucket = Self.bucket(of: value, origin, self.scale, bucketCount)
      while starts.count <= bucket { starts.append(Int32(position)) }
    }
    while starts.count <= bucketCount { starts.append(Int32(values.count)) }
    self.starts = starts
  }

  /// Calls `body` with a ranker whose `rank(of:)` is for hot loops.
  func withRanker<Result>(_ body: (Ranker) -> Result) -> Result {
    values.withUnsafeBufferPointer { values in
      starts.withUnsafeBufferPointer { starts in
        body(
          Ranker(
            values: values, starts: starts, origin: origin, scale: scale,
            bucketCount: starts.count - 1))
      }
    }
  }

  /// A view of the index for hot loops.
  struct Ranker {
    /// The indexed values, ascending.
    let values: UnsafeBufferPointer<Score>
    fileprivate let starts: UnsafeBufferPointer<Int32>
    fileprivate let origin: Score
    fileprivate let scale: Score
    fileprivate let bucketCount: Int

    /// How many of the indexed values are ≤ `value`, which must not be NaN.
    @inline(__always)
    func rank(of value: Score) -> Int {
      let bucket = RankIndex.bucket(of: value, origin, scale, bucketCount)
      var low = Int(starts[bucket])
      var high = Int(starts[bucket &+ 1])
      while low < high {
        let middle = (low &+ high) &>> 1
        if values[middle] <= value { low = middle &+ 1 } else { high = middle }
      }
      return low
    }
  }

  @inline(__always)
  private static func bucket(
    of value: Score, _ origin: Score, _ scale: Score, _ count: Int
  ) -> Int {
    let position = (value - origin) * scale
    // Not greater also where ∞ · 0 makes a NaN; a flat index has but one bucket in use.
    guard position > 0 else { return 0 }
    return position < Score(count - 1) ? position.truncated : count - 1
  }
}

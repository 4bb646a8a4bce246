/// One number a step, over a whole run, in bounded memory: long runs keep the smallest, the
/// largest and the mean of several steps together, so that no spike is ever lost.
struct StepSeries: Sendable {
  /// Some consecutive steps.
  struct Bucket: Sendable, Equatable {
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var sum = 0.0
    var count = 0
    /// How many of the steps had a NaN or an infinity.
    var nonFiniteCount = 0

    var mean: Double? { count > 0 ? sum / Double(count) : nil }

    mutating func add(_ value: Double) {
      guard value.isFinite else {
        nonFiniteCount += 1
        return
      }
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      sum += value
      count += 1
    }

    mutating func merge(_ other: Bucket) {
      minimum = min(minimum, other.minimum)
      maximum = max(maximum, other.maximum)
      sum += other.sum
      count += other.count
      nonFiniteCount += other.nonFiniteCount
    }
  }

  /// The buckets from the first step on.
  private(set) var buckets: [Bucket] = []
  /// Steps a bucket.
  private(set) var bucketSize = 1
  /// The value of the latest step.
  private(set) var last: (step: Int, value: Double)?
  /// How many values were NaN or infinite.
  private(set) var nonFiniteCount = 0
  private let capacity: Int

  init(capacity: Int = 2048) {
    self.capacity = max(2, capacity)
  }

  /// Adds the value of a step, counted from 1.
  mutating func append(_ value: Double, step: Int) {
    guard step > 0 else { return }
    while (step - 1) / bucketSize >= capacity { mergePairs() }
    let index = (step - 1) / bucketSize
    while buckets.count <= index { buckets.append(Bucket()) }
    buckets[index].add(value)
    if !value.isFinite { nonFiniteCount += 1 }
    if step >= (last?.step ?? 0) { last = (step, value) }
  }

  private mutating func mergePairs() {
    var merged: [Bucket] = []
    merged.reserveCapacity(capacity)
    for index in stride(from: 0, to: buckets.count, by: 2) {
      var bucket = buckets[index]
      if index + 1 < buckets.count { bucket.merge(buckets[index + 1]) }
      merged.append(bucket)
    }
    buckets = merged
    bucketSize *= 2
  }

  /// From the smallest to the largest finite value; nil when there is none.
  var extent: ClosedRange<Double>? {
    let filled = buckets.filter { $0.count > 0 }
    guard let low = filled.map(\.minimum).min(), let high = filled.map(\.maximum).max() else {
      return nil
    }
    return low...high
  }

  /// The value of a step, or the mean of the few that are kept together with it.
  func mean(atStep step: Int) -> Double? {
    let index = (step - 1) / bucketSize
    return step > 0 && buckets.indices.contains(index) ? buckets[index].mean : nil
  }

  /// The step in the middle of a bucket.
  func middleStep(ofBucket index: Int) -> Double {
    Double(index * bucketSize) + Double(bucketSize + 1) / 2
  }
}
